import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/identity/console-session";
import { admit } from "@/lib/operations/admit";

/** Our own configuration of next-auth on loopback, by its handler for plain requests; nothing of Next is around it. */
export async function startDesk(port: number): Promise<{ readonly stop: () => Promise<unknown> }> {
  const server = createServer((request, response) => {
    void answer(request, response).catch((cause: unknown) => {
      response.writeHead(500).end(String(cause));
    });
  }).listen(port, "localhost");
  await once(server, "listening");
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { stop };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const nextauth = url.pathname.split("/").slice(3);
  const asked = {
    method: request.method,
    headers: request.headers,
    cookies: cookiesOf(request.headers.cookie ?? ""),
    query: { ...Object.fromEntries(url.searchParams), nextauth },
    body: Object.fromEntries(form),
  };
  const given = {
    status: (code: number) => Object.assign(response, { statusCode: code }),
    setHeader: response.setHeader.bind(response),
    getHeader: response.getHeader.bind(response),
    json: (body: unknown) => response.end(JSON.stringify(body)),
    send: (body: unknown) => response.end(typeof body === "string" ? body : JSON.stringify(body)),
    end: () => response.end(),
  };
  const options = authOptions(new Headers(), admit, () => undefined);
  // next-auth names its own errors on the console; what they lead to is what is looked at.
  const logger = { error: () => undefined, warn: () => undefined, debug: () => undefined };
  const handle: (request: object, response: object) => Promise<void> = NextAuth({ ...options, logger });
  await handle(asked, given);
}

function cookiesOf(header: string): Record<string, string> {
  return Object.fromEntries(
    header.split("; ").flatMap((pair) => {
      const at = pair.indexOf("=");
      return at > 0 ? [[pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))]] : [];
    }),
  );
}
