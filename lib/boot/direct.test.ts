import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import path from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, expect, test } from "vitest";
import { type Handle, openDoor } from "../doors.mjs";
import { standBefore } from "./direct.mjs";

let behind = 0;
const server = createServer((_, response) => {
  behind++;
  response.end("from behind");
}).listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;
const told: unknown[] = [];
standBefore(server, { error: (...words: unknown[]) => void told.push(words) });
afterAll(() => server.close());

let answer: Handle = async () => new Response("from the door");
for (const path of ["/api/v1", "/.well-known/authzen-configuration"])
  openDoor(path, (asked) => answer(asked));
afterEach(() => {
  answer = async () => new Response("from the door");
});

async function ask(target: string, method = "GET", headers: IncomingHttpHeaders = {}) {
  const asked = request({ host: "127.0.0.1", port, path: target, method, headers, agent: false }).end();
  const [response] = await once(asked, "response");
  return { status: response.statusCode, headers: response.headers, text: await text(response) };
}

test.each([
  ["GET", "/api/v1"],
  ["GET", "/api/v1/"],
  ["GET", "/.well-known/authzen-configuration"],
  ["POST", "/api/v1/organizations/a%40b?limit=1"],
  ["DELETE", "/api/v1/x"],
])("%s %s is answered at the door", async (method, target) => {
  expect((await ask(target, method)).text).toBe("from the door");
});

test.each([
  ["GET", "/"],
  ["GET", "/api"],
  ["GET", "/api/v1x"],
  ["GET", "/.well-known/authzen-configuration/x"],
  ["GET", "/API/v1"],
  ["HEAD", "/api/v1/x"],
  ["OPTIONS", "/api/v1/x"],
  ["GET", "//api/v1"],
  ["GET", "/api/v1//x"],
  ["GET", "/api/v1/../health"],
  ["GET", "/api/v1/%2e%2e/health"],
  ["GET", "/api/v1\\x"],
  ["GET", "http://elsewhere/api/v1"],
])("%s %s is left to who stands behind", async (method, target) => {
  const { text: said } = await ask(target, method);
  expect(said).toBe(method === "HEAD" ? "" : "from behind");
});

test("a nearer route that is not open yet is not taken for its neighbour", async () => {
  expect((await ask("/api/v1/users/5")).text).toBe("from behind");
  expect((await ask("/api/v1/users-of/5")).text).toBe("from the door");
});

test("the request says who asks for what, as the front has written it over", async () => {
  let seen: Request | undefined;
  answer = async (asked) => {
    seen = asked;
    return new Response(null, { status: 204 });
  };
  const forged = (message: unknown) => {
    (message as { request: { headers: IncomingHttpHeaders } }).request.headers["x-grantdesk-peer"] =
      "192.0.2.1";
  };
  subscribe("http.server.request.start", forged);
  const said = await ask("/api/v1/a%20b?c=%41", "PATCH", { "x-grantdesk-peer": "6.6.6.6", "x-own": "ä" });
  unsubscribe("http.server.request.start", forged);
  expect(said).toMatchObject({ status: 204, text: "" });
  expect(seen?.method).toBe("PATCH");
  expect(seen?.url).toBe(`http://localhost:${port}/api/v1/a%20b?c=%41`);
  expect(seen?.headers.get("x-grantdesk-peer")).toBe("192.0.2.1");
  expect(seen?.headers.get("x-own")).toBe("ä");
});

test("the answer leaves with all that it says", async () => {
  answer = async () => {
    const headers = new Headers({ "x-own": "1", "content-type": "text/plain" });
    for (const cookie of ["a=1", "b=2"]) headers.append("set-cookie", cookie);
    return new Response("gone", { status: 410, headers });
  };
  expect(await ask("/api/v1/x")).toMatchObject({
    status: 410,
    headers: {
      "x-own": "1",
      "content-type": "text/plain",
      "set-cookie": ["a=1", "b=2"],
      "content-length": "4",
    },
    text: "gone",
  });
});

test("a long answer is packed for who takes it, and for nobody else", async () => {
  const words = "all the same ".repeat(1_000);
  answer = async () => new Response(words);
  expect((await ask("/api/v1/x")).text).toBe(words);
  const asked = request({
    port,
    host: "127.0.0.1",
    path: "/api/v1/x",
    headers: { "accept-encoding": "gzip" },
  }).end();
  const [response] = await once(asked, "response");
  expect(response.headers["content-encoding"]).toBe("gzip");
  const packed = Buffer.concat(await response.toArray());
  expect(packed.length).toBeLessThan(words.length / 10);
  expect(gunzipSync(packed).toString()).toBe(words);
});

test("an answer that is made as it is sent arrives whole, and is not made on for a client who left", async () => {
  let made = 0;
  let left: (() => void) | undefined;
  const hasLeft = new Promise<void>((resolve) => {
    left = resolve;
  });
  const parts = (most: number) =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (made++ >= most) controller.close();
        else controller.enqueue(Buffer.alloc(10_000, "x"));
      },
      cancel: () => left?.(),
    });
  answer = async () => new Response(parts(5));
  expect((await ask("/api/v1/x")).text).toBe("x".repeat(50_000));
  answer = async () => new Response(parts(Number.POSITIVE_INFINITY));
  const socket = connect(port, "127.0.0.1").end("GET /api/v1/x HTTP/1.1\r\nHost: x\r\n\r\n");
  await once(socket, "data");
  socket.destroy();
  await hasLeft;
  expect(told).toEqual([]);
});

test("an answer that breaks off is broken off, and the log says of what kind it was, and no word", async () => {
  async function* parts() {
    yield Buffer.from("a");
    yield Buffer.from("b");
    throw new TypeError("a secret of theirs");
  }
  answer = async () => new Response(Readable.toWeb(Readable.from(parts())) as ReadableStream<Uint8Array>);
  await expect(ask("/api/v1/x")).rejects.toThrow();
  expect(told).toEqual([[{ requestId: undefined, why: "TypeError" }, "an answer broke off"]]);
});

test("what the front could not guard is answered by nobody", async () => {
  let answered = 0;
  answer = async () => {
    answered++;
    return new Response();
  };
  const before = behind;
  const refuse = (message: unknown) => (message as { request: { destroy: () => void } }).request.destroy();
  subscribe("http.server.request.start", refuse);
  for (const target of ["/api/v1/x", "/"]) await expect(ask(target)).rejects.toThrow();
  unsubscribe("http.server.request.start", refuse);
  expect([answered, behind - before]).toEqual([0, 0]);
});

test("every route of a family opens its own path, and no other route opens one", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith("route.ts"),
  );
  const opened = files.flatMap((file) => {
    const source = readFileSync(path.join("app", file), "utf8");
    return [...source.matchAll(/openDoor\("(.*)", handle\)/g)].map(([, at]) => [path.dirname(file), at]);
  });
  const families = files.filter((file) =>
    /dialects\/(?!console)/.test(readFileSync(path.join("app", file), "utf8")),
  );
  expect(opened.length).toBeGreaterThan(8);
  expect(opened.map(([folder]) => folder)).toEqual(families.map((file) => path.dirname(file)));
  for (const [folder, at] of opened) expect(at).toBe(`/${folder?.replace(/\/\[\[\.\.\.path\]\]$/, "")}`);
});
