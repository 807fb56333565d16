import { randomBytes } from "node:crypto";
import { addressOf, isTrusted, peerOf, proxiesOf } from "./peer.mjs";
import { contentPolicy, HEADERS } from "./policy.mjs";
import { standIn } from "./stand-in.mjs";

/**
 * @typedef {object} Settings
 * @property {import("node:net").BlockList} proxies whose X-Forwarded-For is believed
 * @property {boolean} secure people come by https
 * @property {boolean} dev
 */

/**
 * Overwrites what no client may say of itself, and makes every answer, whoever gives it, carry the strict headers.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {Settings} settings
 * @param {import("../request-notes.mjs").RequestNotes} notes
 */
export function guard(request, response, settings, notes) {
  const nonce = randomBytes(16).toString("base64");
  const policy = contentPolicy(nonce, settings);
  request.url = textual(request.url ?? "");
  rewrite(request, settings.proxies, nonce, policy);
  const write = response.writeHead;
  const statusInstead = standIn(request, response, notes, nonce);
  // Every answer comes through here, also where nobody calls it: Node does so before the first byte.
  response.writeHead = (status, ...rest) => {
    const [reason, given] =
      typeof rest[0] === "string" ? [rest[0], rest[1]] : [undefined, rest[0] ?? rest[1]];
    setAll(response, given);
    const final = statusInstead(status);
    harden(response, final, request.url ?? "", settings, policy);
    if (!response.hasHeader("x-request-id")) response.setHeader("x-request-id", notes.requestId);
    if (reason !== undefined && final === status) response.statusMessage = reason;
    return write.call(response, final);
  };
}

/**
 * A target whose path is text throughout: what does not decode in it becomes NUL, which nothing is named and which every
 * family has its own words for. Next would answer with 500.
 * @param {string} target
 */
export function textual(target) {
  const [path = "", ...query] = target.split("?");
  const sound = path.replace(/(?:%[\da-f]{2})+|%/gi, (run) => (isText(run) ? run : "%00"));
  return [sound, ...query].join("?");
}

/** @param {string} encoded */
function isText(encoded) {
  try {
    return decodeURIComponent(encoded).length > 0;
  } catch {
    return false;
  }
}

/**
 * @param {Record<string, string | undefined>} variables
 * @returns {Settings}
 */
export function readSettings({ TRUSTED_PROXIES, PUBLIC_URL, NODE_ENV }) {
  const secure = PUBLIC_URL?.startsWith("https:") ?? false;
  return { proxies: proxiesOf(TRUSTED_PROXIES ?? ""), secure, dev: NODE_ENV === "development" };
}

/**
 * Whether requests are traced: OpenTelemetry's own variables say where to.
 * @param {Record<string, string | undefined>} variables
 */
export function wantsTraces({
  OTEL_EXPORTER_OTLP_ENDPOINT,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT,
  OTEL_SDK_DISABLED,
}) {
  return (
    Boolean(OTEL_EXPORTER_OTLP_ENDPOINT || OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) && OTEL_SDK_DISABLED !== "true"
  );
}

const FORWARDED = [
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "forwarded",
];

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:net").BlockList} proxies
 * @param {string} nonce
 * @param {string} policy
 */
function rewrite(request, proxies, nonce, policy) {
  const { headers, socket } = request;
  const other = addressOf(socket.remoteAddress);
  headers["x-grantdesk-peer"] = peerOf(other, String(headers["x-forwarded-for"] ?? ""), proxies);
  if (!isTrusted(other, proxies)) for (const name of FORWARDED) delete headers[name];
  // Next takes the nonce of its scripts from the request's own policy: a client's would be one that he knows.
  headers["content-security-policy"] = policy;
  delete headers["content-security-policy-report-only"];
  headers["x-nonce"] = nonce;
}

/**
 * @param {import("node:http").ServerResponse} response
 * @param {unknown} given what writeHead was given: an object, or names and values in turn
 */
function setAll(response, given) {
  if (typeof given !== "object" || given === null) return;
  if (!Array.isArray(given)) {
    for (const [name, value] of Object.entries(given))
      if (value !== undefined) response.setHeader(name, value);
    return;
  }
  const pairs = Array.isArray(given[0])
    ? given
    : given.flatMap((_, at) => (at % 2 ? [] : [given.slice(at, at + 2)]));
  for (const [name, value] of pairs) response.appendHeader(name, value);
}

/**
 * @param {import("node:http").ServerResponse} response
 * @param {number} status
 * @param {string} url
 * @param {Settings} settings
 * @param {string} policy
 */
function harden(response, status, url, { secure, dev }, policy) {
  for (const [name, value] of HEADERS) response.setHeader(name, value);
  response.setHeader("content-security-policy", policy);
  if (secure) response.setHeader("strict-transport-security", "max-age=63072000; includeSubDomains");
  // The name of such a file holds the hash of its content.
  if (url.startsWith("/_next/static/") && status < 400 && !dev) return;
  const asIs = String(response.getHeader("cache-control") ?? "").includes("no-transform");
  response.setHeader("cache-control", asIs ? "private, no-store, no-transform" : "private, no-store");
}
