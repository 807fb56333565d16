import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { beginNotes, note, type RequestNotes } from "../request-notes.mjs";
import { declaredPath, logRequest } from "./request-line.mjs";

const lines: [level: string, line: Record<string, unknown>][] = [];
const write = (level: string) => (line: unknown) => void lines.push([level, line as Record<string, unknown>]);
const log = { info: write("info"), debug: write("debug") } as never;

let more: Partial<RequestNotes> = {};
const server = createServer((request, response) => {
  logRequest(request, response, beginNotes(request.headers["x-request-id"]?.toString()), log);
  setTimeout(() => {
    note(more);
    response.writeHead(204).end();
  });
}).listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => server.close());

async function ask(path: string, headers: Record<string, string> = {}) {
  lines.length = 0;
  const { port } = server.address() as AddressInfo;
  await fetch(`http://127.0.0.1:${port}${path}`, { headers });
  return lines;
}

const ID = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

test("a page has one line with its declared path, who asked and its id, and nothing that was sent besides", async () => {
  more = { personId: "a-person" };
  const written = await ask(`/o/${ID}/people/${ID}?search=secret&token=secret`, {
    cookie: "session=secret",
    authorization: "Bearer secret",
    "x-request-id": "call-1",
  });
  expect(written).toEqual([
    [
      "info",
      {
        requestId: "call-1",
        door: "console",
        method: "GET",
        path: "/o/[organization]/people/[member]",
        principal: "a-person",
        status: 204,
        ms: expect.any(Number),
      },
    ],
  ]);
  expect(JSON.stringify(written)).not.toContain("secret");
});

test("an action says what came of it, a family's call its own path and door, and what failed that the database was away", async () => {
  more = { outcome: "above-your-own" };
  expect((await ask("/sign-in", { "next-action": "x" }))[0]?.[1]).toMatchObject({ action: "above-your-own" });
  more = { door: "crux", path: "/accept-invite/:token", unreachable: true };
  expect((await ask("/api/organizations/accept-invite/secret/"))[0]?.[1]).toMatchObject(more);
});

test("an id that could break a line is not taken", async () => {
  more = {};
  expect((await ask("/sign-in", { "x-request-id": "a b" }))[0]?.[1].requestId).toMatch(/^[\w-]{36}$/);
});

test("files of the build have no line, those who look after the process are heard at debug", async () => {
  expect(await ask("/_next/static/a.js")).toEqual([]);
  expect((await ask("/api/health/live"))[0]?.[0]).toBe("debug");
});

test.each([
  ["/", "/"],
  ["/sign-in", "/sign-in"],
  [`/o/${ID}/access/`, "/o/[organization]/access"],
  [`/o/${ID}/projects/${ID}/settings`, "/o/[organization]/projects/[project]/settings"],
  ["/api/events", "/api/events"],
  ["/api/auth/callback/credentials", "/api/auth/[...nextauth]"],
  [`/o/${ID}/people/${ID}`, "/o/[organization]/people/[member]"],
  [`/o/${ID}/secret`, "/o/[organization]/[...nowhere]"],
  ["/accept-invitation/secret", "unknown"],
  ["/icon.svg", "/icon.svg"],
])("%s is declared as %s", (sent, declared) => {
  expect(declaredPath(sent)).toBe(declared);
});
