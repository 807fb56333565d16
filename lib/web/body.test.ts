import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { beginNotes } from "../request-notes.mjs";
import { readJson } from "./body";

const MEBIBYTE = 1_048_576;

function asked(body: BodyInit, type = "application/json"): Request {
  const init = { method: "POST", body, headers: { "content-type": type }, duplex: "half" };
  return new Request("http://localhost/", init);
}

/** A body without Content-Length, which tells nobody how much is to come. */
function chunked(size: number): { readonly body: ReadableStream; readonly sent: () => number } {
  let sent = 0;
  const chunk = new Uint8Array(65_536).fill(0x20);
  const body = new ReadableStream({
    pull: (controller) => {
      if (sent >= size) return controller.close();
      sent += chunk.length;
      return controller.enqueue(chunk);
    },
  });
  return { body, sent: () => sent };
}

const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

test("a body of 1 MiB is read, one byte more is not, with Content-Length or without", async () => {
  const text = (size: number) => `"${"x".repeat(size - 2)}"`;
  expect((await readJson(asked(text(MEBIBYTE)))).ok).toBe(true);
  expect(await readJson(asked(text(MEBIBYTE + 1)))).toEqual({ ok: false, problem: "too-large" });
  const said = new Request(asked("1"), {
    headers: { "content-length": "9999999", "content-type": "application/json" },
  });
  expect(await readJson(said)).toEqual({ ok: false, problem: "too-large" });
});

test("an endless body is not waited for", async () => {
  const { body, sent } = chunked(Number.POSITIVE_INFINITY);
  expect(await readJson(asked(body))).toEqual({ ok: false, problem: "too-large" });
  expect(sent()).toBeLessThan(2 * MEBIBYTE);
});

test("behind the front a body comes from the socket; one that is too long is not waited for, and still answered", async () => {
  const server = createServer((incoming, response) => {
    beginNotes(null, incoming);
    const length = incoming.headers["content-length"];
    const said = { "content-type": "application/json", ...(length && { "content-length": length }) };
    const request = new Request("http://localhost/", { method: "POST", headers: said });
    void readJson(request).then((body) => response.end(JSON.stringify(body)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const send = async (body: BodyInit) =>
    (await fetch(url, { method: "POST", body, duplex: "half" } as RequestInit)).json();
  expect(await send('{"name":"Zoë"}')).toEqual({ ok: true, value: { name: "Zoë" } });
  expect(await send("")).toEqual({ ok: false, problem: "empty" });
  expect(await send(chunked(2 * MEBIBYTE).body)).toEqual({ ok: false, problem: "too-large" });
  server.close();
  server.closeAllConnections();
});

test.each([33, 40, 1000, 100_000, 500_000])(
  "%i levels are too deep, in lists and in objects",
  async (levels) => {
    expect(await readJson(asked(nested(levels + 1)))).toEqual({ ok: false, problem: "malformed" });
    const objects = `${'{"a":'.repeat(Math.min(levels, 150_000) + 1)}0${"}".repeat(Math.min(levels, 150_000) + 1)}`;
    expect((await readJson(asked(objects))).ok).toBe(false);
  },
);

test("32 levels are read", async () => {
  expect((await readJson(asked(nested(33)))).ok).toBe(true);
});
