import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { log } from "../log";
import { beginNotes } from "../request-notes.mjs";
import { endpoint, type Family } from "./family";
import { serve } from "./serve";

const taking = endpoint({
  auth: "open",
  method: "POST",
  path: "/things",
  body: z.object({ name: z.string() }),
  summary: "Take a thing",
  answers: { 200: z.string() },
  handle: async ({ body }) => {
    if (body.name === "broken") throw new Error("a fault of ours");
    return Response.json(body.name);
  },
});

const family: Family = {
  door: "v1",
  prefixes: ["/api"],
  authenticate: async () => "no-credential",
  sayFault: ({ kind }) => new Response(kind, { status: kind === "internal" ? 500 : 400 }),
  endpoints: [taking],
};

/** A server behind which the family stands, as behind the front, and what it answers, heard or not. */
async function served() {
  const handle = serve(family);
  const answers: ((response: Response) => void)[] = [];
  const server = createServer((incoming, response) => {
    beginNotes(null, incoming);
    const headers = { "content-type": "application/json" };
    handle(new Request("http://localhost/api/things", { method: "POST", headers }))
      .then((answer) => {
        response.end();
        answers.shift()?.(answer);
      })
      .catch((cause: unknown) => server.emit("error", cause));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const send = (body: string, length: number, leaves: boolean) => {
    const answer = new Promise<Response>((resolve) => void answers.push(resolve));
    const socket = connect(port, "127.0.0.1");
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n${body}`, () => {
      if (leaves) socket.destroy();
    });
    return answer.finally(() => socket.destroy());
  };
  return { send, close: () => server.close() };
}

test("who breaks off in the middle of his body is no fault of ours in the log; what fails here is", async () => {
  const { send, close } = await served();
  const errors = vi.spyOn(log(), "error").mockImplementation(() => undefined);
  expect(await (await send('{"name"', 100, true)).text()).toBe("malformed");
  expect(errors).not.toHaveBeenCalled();
  expect((await send('{"name":"broken"}', 17, false)).status).toBe(500);
  expect(errors).toHaveBeenCalledTimes(1);
  errors.mockRestore();
  close();
});
