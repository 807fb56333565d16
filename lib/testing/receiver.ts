import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

export interface Received {
  readonly id: string;
  readonly body: { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
  readonly text: string;
  readonly signatures: number;
}

/**
 * A program of someone else's that hears of events: it verifies each message by the package of the convention, with the
 * secret that it was given, and answers as told; 204 where it was told nothing.
 */
export async function startReceiver() {
  // It listens on this machine.
  process.env.WEBHOOKS_ALLOW_PRIVATE = "true";
  const received: Received[] = [];
  const answers: { status: number; headers?: Record<string, string>; text?: string }[] = [];
  let secret: string | null = null;
  let held: { readonly reach: () => void; readonly released: Promise<void> } | null = null;
  let refused = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const { status, headers = {}, text: said = "" } = answers.shift() ?? { status: 204 };
    try {
      if (secret === null) throw new Error("it knows no secret yet");
      const body = new Webhook(secret).verify(text, request.headers as Record<string, string>);
      const signatures = String(request.headers["webhook-signature"]).split(" ").length;
      received.push({
        id: String(request.headers["webhook-id"]),
        body: body as Received["body"],
        text,
        signatures,
      });
    } catch {
      refused++;
    }
    held?.reach();
    await held?.released;
    response.writeHead(status, headers).end(said);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    /** What the next messages are answered, in turn. */
    answers,
    /** Messages that no signature of its secret stood on. */
    refused: () => refused,
    /** Answers nothing before it is released; `reached` once a message waits for its answer. */
    hold: () => {
      const { promise: reached, resolve: reach } = promised();
      const { promise: released, resolve: release } = promised();
      held = { reach, released };
      return {
        reached,
        release: () => {
          held = null;
          release();
        },
      };
    },
    know: (given: string) => {
      secret = given;
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function promised() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
