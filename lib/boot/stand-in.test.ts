import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import type { RequestNotes } from "../request-notes.mjs";
import { guard, readSettings } from "./gate.mjs";

// What Next squeezes its answers with, around the front as there.
const compress: () => (request: unknown, response: unknown, next: () => void) => void = createRequire(
  import.meta.url,
)("next/dist/compiled/compression");

let respond: (response: ServerResponse, notes: RequestNotes) => void = () => undefined;

const server = createServer((request, response) => {
  const notes: RequestNotes = { requestId: "the-one" };
  guard(request, response, readSettings({}), notes);
  compress()(request, response, () => respond(response, notes));
}).listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => server.close());

async function ask(headers: Record<string, string> = {}, method = "GET") {
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/o/x`, { headers, method });
  const { status } = answer;
  return {
    status,
    again: answer.headers.get("retry-after"),
    headers: answer.headers,
    text: await answer.text(),
  };
}

const says = (type: string, status: number, unreachable: boolean) => {
  respond = (response, notes) => {
    Object.assign(notes, { unreachable });
    response.statusCode = status;
    response.setHeader("content-type", type);
    response.setHeader("etag", '"theirs"');
    response.flushHeaders();
    response.write("theirs, ");
    response.end("to the end".repeat(500));
  };
};

test("a page that failed for want of the database gives way to one that says so, with 503 and when to come again", async () => {
  says("text/html; charset=utf-8", 500, true);
  const { status, again, headers, text } = await ask();
  expect([status, again, headers.get("etag")]).toEqual([503, "1", null]);
  expect(text).toContain("We cannot reach the database");
  expect(text).toContain("Request the-one");
  expect(text).not.toContain("theirs");
  const [, nonce] = /'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "") ?? [];
  expect(text).toContain(`<script nonce="${nonce}">`);
  expect(text).toContain(`<style nonce="${nonce}">`);
  expect(text).toMatch(/:root \{[^}]*--canvas[^}]*\}\n\.dark \{[^}]*--canvas/);
  expect(await ask({}, "HEAD")).toMatchObject({ status: 503, text: "" });
});

test("an action that found no database keeps its words and has the status", async () => {
  says("text/x-component", 200, true);
  expect(await ask({ "next-action": "x" })).toMatchObject({
    status: 503,
    again: "1",
    text: expect.stringMatching(/^theirs, to the end/),
  });
});

test.each([
  ["a page that failed for another reason", "text/html", 500, false],
  ["a page that is there", "text/html", 200, false],
  ["what is fetched into an open page", "text/x-component", 200, true],
])("%s is left as it is", async (_, type, status, unreachable) => {
  says(type, status, unreachable);
  expect(await ask()).toMatchObject({ status, again: null, text: expect.stringMatching(/^theirs/) });
});
