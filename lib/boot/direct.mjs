import { pipeline } from "node:stream/promises";
import compression from "compression";
import { doorAt } from "../doors.mjs";
import { notesNow } from "../request-notes.mjs";
import { declaredPrefixes } from "./request-line.mjs";

// Next's way to a route handler costs more than all that a check does (bench/results), so an open door is answered in
// front of it. What is not plain goes to Next: other methods, paths that are written in another way.

const METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);
const PREFIXES = declaredPrefixes();
const compress = compression();
const taken = new WeakSet();

/**
 * Stands between a server and its listeners: requests at an open door are answered here, all others by the listeners.
 * @param {import("node:http").Server} server
 * @param {Pick<import("pino").Logger, "error">} log
 */
export function standBefore(server, log) {
  if (taken.has(server)) return;
  taken.add(server);
  const behind = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    // What the front could not guard is not served.
    if (request.destroyed) return;
    const found = find(request);
    if (!found)
      return behind.forEach((listener) => void Reflect.apply(listener, server, [request, response]));
    compress(/** @type {never} */ (request), /** @type {never} */ (response), () => {});
    answer(found, request, response).catch((cause) => {
      response.destroy();
      if (cause?.code === "ERR_STREAM_PREMATURE_CLOSE") return;
      const requestId = notesNow()?.requestId;
      log.error({ requestId, why: cause?.code ?? cause?.name }, "an answer broke off");
    });
  });
}

/** @param {import("node:http").IncomingMessage} request */
function find({ method = "", url = "", headers, socket }) {
  if (!METHODS.has(method)) return null;
  const [path = ""] = url.split("?", 1);
  const handle = doorAt(prefixOf(path));
  if (!handle) return null;
  const base = `${/^https\b/.test(String(headers["x-forwarded-proto"])) ? "https" : "http"}://localhost:${socket.localPort}`;
  const whole = URL.canParse(url, base) ? new URL(url, base) : null;
  return whole?.pathname === path && !path.includes("//") ? { handle, url: whole } : null;
}

/** The path of the route's own that a path lies at, or below where it takes more. @param {string} path */
function prefixOf(path) {
  const found = PREFIXES.find(({ path: own, isOpen }) => {
    if (!path.startsWith(own)) return false;
    return path.length === own.length || (isOpen && path[own.length] === "/");
  });
  return found?.path ?? "";
}

/**
 * @param {{ handle: import("../doors.mjs").Handle, url: URL }} found
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
async function answer({ handle, url }, request, response) {
  // Its body is read from the socket (lib/web/body.ts).
  const given = await handle(new Request(url, { method: request.method ?? "", headers: headersOf(request) }));
  response.statusCode = given.status;
  response.setHeaders(given.headers);
  const reader = given.body?.getReader();
  const first = await reader?.read();
  if (!reader || !first || first.done) return void response.end();
  const second = await reader.read();
  if (second.done) return void response.setHeader("content-length", first.value.length).end(first.value);
  await pipeline(chunks(reader, [first.value, second.value]), response);
}

/**
 * @param {ReadableStreamDefaultReader<Uint8Array>} reader
 * @param {readonly Uint8Array[]} read
 */
async function* chunks(reader, read) {
  try {
    yield* read;
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

/** As the front has written them over. @param {import("node:http").IncomingMessage} request */
function headersOf({ headers }) {
  const found = new Headers();
  for (const [name, value] of Object.entries(headers))
    if (Array.isArray(value)) for (const each of value) found.append(name, each);
    else if (value !== undefined) found.set(name, value);
  return found;
}
