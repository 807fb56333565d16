import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import type { RequestNotes } from "../request-notes.mjs";
import { guard, readSettings, textual } from "./gate.mjs";

let seen: IncomingHttpHeaders = {};
let respond: (response: ServerResponse) => void = (response) => void response.end();
const notes: RequestNotes = { requestId: "the-one" };
let settings = readSettings({ PUBLIC_URL: "https://grantdesk.example.com" });

const server = createServer((asked, response) => {
  guard(asked, response, settings, notes);
  seen = asked.headers;
  respond(response);
}).listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => server.close());

async function ask(path = "/", headers: Record<string, string> = {}): Promise<IncomingHttpHeaders> {
  const { port } = server.address() as AddressInfo;
  const asked = request({ host: "127.0.0.1", port, path, headers, agent: false }).end();
  const [answer] = await once(asked, "response");
  answer.resume();
  return answer.headers;
}

function flushed(response: ServerResponse): void {
  response.flushHeaders();
  response.end();
}

const ways: [string, (response: ServerResponse) => void][] = [
  ["end", (response) => void response.end("x")],
  ["write", (response) => void response.write("x", () => response.end())],
  ["a status", (response) => void response.writeHead(500).end()],
  ["headers", (response) => void response.writeHead(404, { "cache-control": "public", "x-own": "1" }).end()],
  ["words", (response) => void response.writeHead(503, "Away", { "Cache-Control": "max-age=9" }).end()],
  ["a list", (response) => void response.writeHead(200, ["x-own", "1", "set-cookie", "a"]).end()],
  ["a flush", flushed],
];

test.each(ways)("an answer by %s carries the strict headers, and nobody keeps it", async (_, answer) => {
  respond = answer;
  expect(await ask()).toMatchObject({
    "cache-control": "private, no-store",
    "content-security-policy": expect.stringMatching(
      /script-src 'self' 'nonce-[\w+/]{22}==' 'strict-dynamic';/,
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": expect.stringContaining("camera=()"),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "strict-transport-security": expect.stringMatching(/^max-age=\d{8}/),
  });
});

test("what the answer says besides stays", async () => {
  respond = (response) => void response.writeHead(201, { "x-own": "1", "set-cookie": ["a", "b"] }).end();
  expect(await ask()).toMatchObject({ "x-own": "1", "set-cookie": ["a", "b"] });
});

test("a hashed asset keeps its own word on caching; one that is not there does not", async () => {
  const forever = "public, max-age=31536000, immutable";
  respond = (response) => void response.writeHead(200, { "cache-control": forever }).end();
  expect((await ask("/_next/static/a.js"))["cache-control"]).toBe(forever);
  expect((await ask("/icon.svg"))["cache-control"]).toBe("private, no-store");
  respond = (response) => void response.writeHead(404, { "cache-control": forever }).end();
  expect((await ask("/_next/static/b.js"))["cache-control"]).toBe("private, no-store");
});

test("nobody brings his own nonce, address or host", async () => {
  respond = (response) => void response.end();
  const forged = {
    "content-security-policy": "script-src 'nonce-known'",
    "content-security-policy-report-only": "script-src 'nonce-known'",
    "x-nonce": "known",
    "x-grantdesk-peer": "1.2.3.4",
    "x-forwarded-for": "1.2.3.4",
    "x-forwarded-host": "evil.example",
    forwarded: "for=1.2.3.4;host=evil.example",
  };
  const answered = await ask("/", forged);
  expect(JSON.stringify([seen, answered])).not.toMatch(/known|1\.2\.3\.4|evil/);
  expect(seen["x-grantdesk-peer"]).toBe("127.0.0.1");
  expect(seen["content-security-policy"]).toBe(answered["content-security-policy"]);
  expect(seen["content-security-policy"]).toContain(`'nonce-${seen["x-nonce"]}'`);
  expect((await ask())["content-security-policy"]).not.toBe(answered["content-security-policy"]);
});

test("a trusted proxy says who asks", async () => {
  settings = readSettings({ TRUSTED_PROXIES: "127.0.0.1" });
  const answered = await ask("/", {
    "x-forwarded-for": "6.6.6.6, 198.51.100.1",
    "x-grantdesk-peer": "6.6.6.6",
  });
  expect(seen["x-grantdesk-peer"]).toBe("198.51.100.1");
  expect(answered["strict-transport-security"]).toBeUndefined();
});

test.each([
  ["/o/%ff/members?q=%ff", "/o/%00/members?q=%ff"],
  ["/o/%c0%af", "/o/%00"],
  ["/o/100%", "/o/100%00"],
  ["/o/%ud800", "/o/%00ud800"],
  ["/o/a%20b%e2%82%ac?a?b", "/o/a%20b%e2%82%ac?a?b"],
])("a path that is no text is nobody's, and one that is stays as it is: %s", (target, sound) => {
  expect(textual(target)).toBe(sound);
});
