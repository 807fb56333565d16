import { connect, createServer, type Socket } from "node:net";
import { findFreePort } from "../../boot/port";

/** What happens to the connection on which the next COMMIT is seen, once the server has it. */
type Trick = "none" | "cut" | "stall";

export interface DatabaseProxy {
  readonly port: number;
  /** Where PostgreSQL is now; null: refuses connections, as a server that is down. */
  lead(port: number | null): Promise<void>;
  /** The next COMMIT reaches the server, and its answer never comes back. */
  trick(next: Trick): void;
  close(): Promise<void>;
}

/** A TCP proxy between the application and PostgreSQL, on one port however often the server moves. */
export async function openProxy(): Promise<DatabaseProxy> {
  const port = await findFreePort();
  const open = new Set<Socket>();
  let target = 0;
  let next: Trick = "none";
  const takeTrick = () => {
    const taken = next;
    next = "none";
    return taken;
  };
  const server = createServer((client) => {
    const database = connect(target, "127.0.0.1");
    for (const socket of [client, database]) open.add(socket);
    join(client, database, () => (next === "none" ? "none" : takeTrick()));
    client.on("close", () => open.delete(client) && open.delete(database));
  });
  const listen = () => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = async () => {
    if (server.listening) server.close();
    for (const socket of open) socket.destroy();
    open.clear();
  };
  const lead = async (to: number | null) => {
    if (to === null) return close();
    target = to;
    if (!server.listening) await listen();
  };
  return { port, lead, trick: (what) => (next = what), close };
}

const COMMIT = Buffer.from("commit\0");

function join(client: Socket, database: Socket, trickOf: () => Trick): void {
  let trick: Trick = "none";
  client.on("data", (chunk) => {
    database.write(chunk);
    if (chunk.includes(COMMIT) && trick === "none") trick = trickOf();
  });
  database.on("data", (chunk) => {
    if (trick === "cut") client.destroy();
    else if (trick === "none") client.write(chunk);
  });
  for (const [one, other] of [
    [client, database],
    [database, client],
  ] as const) {
    one.on("error", () => other.destroy());
    one.on("close", () => other.destroy());
  }
}
