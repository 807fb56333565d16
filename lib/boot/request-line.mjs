import { readdirSync } from "node:fs";
import path from "node:path";

/**
 * Writes one line when a request is over, whoever has answered it: the method, the declared path and no word of what was
 * sent besides. Files of the build have none; those who look after the process are heard at `debug`.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {import("../request-notes.mjs").RequestNotes} notes
 * @param {Pick<import("pino").Logger, "info" | "debug">} log
 */
export function logRequest(request, response, notes, log) {
  const [pathname = ""] = (request.url ?? "").split("?", 1);
  if (pathname.startsWith("/_next/")) return;
  const started = performance.now();
  response.once("close", () => {
    const level = /^\/api\/(health|metrics)\b/.test(pathname) ? "debug" : "info";
    log[level]({
      requestId: notes.requestId,
      door: notes.door ?? "console",
      method: request.method,
      path: notes.path ?? declaredPath(pathname),
      ...(request.headers["next-action"] === undefined ? {} : { action: notes.outcome ?? "unknown" }),
      principal: notes.personId ?? null,
      status: response.headersSent ? response.statusCode : null,
      ms: Math.round(performance.now() - started),
      ...(notes.unreachable ? { unreachable: true } : {}),
    });
  });
}

const APP = new URL("../../app", import.meta.url);

/** What the folders of `app` declare, by segments; what stands in brackets is anything. */
const DECLARED = readdirSync(APP, { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|[\\/])(page\.tsx|route\.ts|icon\.svg)$/.test(file))
  .map((file) => (file.endsWith(".svg") ? [file] : path.dirname(file).split(/[\\/]/)))
  .map((segments) => segments.filter((segment) => !/^(\(.*\)|\.)$/.test(segment)));

/**
 * The path as it is declared, with names in brackets for what a client chose; "unknown" for one that nothing answers
 * to: it may be a secret that lost its way.
 * @param {string} pathname
 */
export function declaredPath(pathname) {
  const segments = pathname.split("/").filter(Boolean);
  const found = DECLARED.filter((declared) => fits(declared, segments)).sort((a, b) => chosen(a) - chosen(b));
  return found[0] === undefined ? "unknown" : `/${found[0].join("/")}`;
}

/**
 * The paths that `app` declares, up to the first name in brackets, and whether anything may follow there; the longest
 * first, so that the first that fits is the nearest.
 */
export function declaredPrefixes() {
  /** @type {Map<string, boolean>} */
  const open = new Map();
  for (const declared of DECLARED) {
    const bracket = declared.findIndex((each) => each.startsWith("["));
    const path = `/${declared.slice(0, bracket < 0 ? undefined : bracket).join("/")}`;
    open.set(path, bracket >= 0 || open.get(path) === true);
  }
  return [...open].map(([path, isOpen]) => ({ path, isOpen })).sort((a, b) => b.path.length - a.path.length);
}

/**
 * @param {readonly string[]} declared
 * @param {readonly string[]} segments
 */
function fits(declared, segments) {
  const rest = declared.findIndex((each) => each.includes("..."));
  if (rest < 0 ? declared.length !== segments.length : segments.length < rest) return false;
  const fixed = rest < 0 ? declared : declared.slice(0, rest);
  return fixed.every((each, at) => each.startsWith("[") || each === segments[at]);
}

/** What takes the rest of a path comes after whatever names it. @param {readonly string[]} declared */
const chosen = (declared) =>
  declared.reduce((sum, each) => sum + (each.includes("...") ? 100 : Number(each.startsWith("["))), 0);
