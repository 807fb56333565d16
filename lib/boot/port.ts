import { randomInt } from "node:crypto";
import { createServer } from "node:net";

// Below what systems give to outgoing connections (from 32768 on, or 49152): one of those could take it meanwhile.
const [LOWEST, COUNT] = [20_000, 12_000];
const TRIES = 50;

/** A TCP port of the loopback interface that nobody listens on now. Throws where none is found. */
export async function findFreePort(): Promise<number> {
  for (let each = 0; each < TRIES; each++) {
    const port = LOWEST + randomInt(COUNT);
    if (await isPortFree("127.0.0.1", port)) return port;
  }
  throw new Error("The loopback interface has no free port.");
}

/** Whether a server can listen on this address now. */
export async function isPortFree(host: string, port: number): Promise<boolean> {
  return (await listenOnce(host, port)) !== undefined;
}

function listenOnce(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(undefined));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });
}
