import { randomUUID } from "node:crypto";
import { Agent, type IncomingMessage, request } from "node:http";
import { text as readText } from "node:stream/consumers";
import type { Answer } from "../negative/ask";
import { type Call, wiredOf } from "../registry/call";
import type { Entry } from "../registry/entries";

/** Sends calls to a running product, their targets as they are written: `fetch` would tidy dots and slashes first. */
export function openWire(base: string) {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(base);

  async function askOverHttp(
    entry: Entry,
    call: Call,
    more: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const requestId = randomUUID();
    const { method, target, headers, body } = wiredOf(entry, call, { ...more, "x-request-id": requestId });
    const length = body === undefined ? 0 : Buffer.byteLength(body);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = { ...Object.fromEntries(headers), "content-length": length };
      const options = { agent, hostname, port, method, path: target, headers: sent };
      request(options, resolve).on("error", reject).end(body);
    });
    const text = await readText(answer);
    const { "x-request-id": _, ...rest } = answer.headers;
    return { requestId, status: answer.statusCode ?? 0, text, headers: JSON.stringify(Object.entries(rest)) };
  }

  return { askOverHttp, close: () => agent.destroy() };
}
