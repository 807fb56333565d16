import { Client } from "pg";

/** Runs `work` on a connection of its own and closes it. Rejects as `work` does, or when the server is out of reach. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A connection that the caller closes. */
export async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: "grantdesk-boot" });
  // Without a listener a server that goes away would end this process before it has stopped the others.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Whether the server answers and lets us in. */
export async function canConnect(url: string): Promise<boolean> {
  return withClient(url, () => Promise.resolve(true)).catch(() => false);
}
