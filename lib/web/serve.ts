import "server-only";
import { addRoute, createRouter, findRoute, type RouterContext } from "rou3";
import { isTooMany } from "@/lib/core/limits";
import type { Principal } from "@/lib/core/principal";
import { log } from "../log";
import { metrics } from "../metrics";
import { note, notesNow, requestIdOf } from "../request-notes.mjs";
import { traced } from "../tracing.mjs";
import { isStorableText, readBytes, readJson } from "./body";
import { check } from "./check";
import type { AnyEndpoint, Authenticated, Call, Family, Fault, Method } from "./family";
import { isSameOrigin } from "./origin";
import { isPassing } from "./passing";
import { asHimself } from "./presumed";
import { TABLE_BYTES_MOST } from "./table-file";

type Routes = RouterContext<Map<string, AnyEndpoint>>;

/**
 * The way of every foreign call: find the endpoint, read the caller, check the input against its schemas, let the
 * handler call its operation. Whatever goes wrong on the way is worded by the family; nothing is cached by anyone.
 */
export function serve(family: Family): (request: Request) => Promise<Response> {
  const routes = routesOf(family);
  return async (request) => {
    const requestId = requestIdOf(request.headers);
    const started = performance.now();
    const found = find(family, routes, request);
    const asked: Asked = { request, requestId };
    const response = await answer(family, found, asked).catch((cause: unknown) =>
      failed(family, requestId, cause),
    );
    const echo = family.echoesRequestId ? request.headers.get("x-request-id") : null;
    response.headers.set("x-request-id", echo ?? requestId);
    response.headers.set("cache-control", "private, no-store");
    // The declared path, not the one that was sent: a path can hold a secret (an invitation's in the Crux family).
    const path = found?.path ?? "unknown";
    const ms = performance.now() - started;
    const labels = { door: family.door, method: request.method, route: path, status: response.status };
    metrics().requests.observe(labels, ms / 1000);
    note({ door: family.door, path, ...(asked.personId === undefined ? {} : { personId: asked.personId }) });
    return response;
  };
}

function routesOf(family: Family): Routes {
  const routes: Routes = createRouter();
  const byPath = new Map<string, Map<string, AnyEndpoint>>();
  for (const endpoint of family.endpoints) {
    const path = family.anyCase ? endpoint.path.toLowerCase() : endpoint.path;
    const methods = byPath.get(path) ?? new Map<string, AnyEndpoint>();
    methods.set(endpoint.method, endpoint);
    byPath.set(path, methods);
  }
  for (const [path, methods] of byPath) addRoute(routes, "", path === "" ? "/" : path, methods);
  return routes;
}

/** The path below the family's prefix, without a trailing slash: both spellings are served, with no redirect. */
function pathOf(family: Family, pathname: string): string {
  const prefix = family.prefixes.find((each) => pathname === each || pathname.startsWith(`${each}/`)) ?? "";
  const path = pathname.slice(prefix.length).replace(/\/$/, "");
  return path === "" ? "/" : path;
}

interface Found {
  readonly path: string;
  readonly methods: ReadonlyMap<string, AnyEndpoint>;
  readonly params: Record<string, string>;
}

function find(family: Family, routes: Routes, request: Request): Found | null {
  const path = pathOf(family, new URL(request.url).pathname);
  const found = findRoute(routes, "", family.anyCase ? path.toLowerCase() : path);
  if (!found) return null;
  return { path: [...found.data.values()][0]?.path ?? "", methods: found.data, params: found.params ?? {} };
}

interface Asked {
  readonly request: Request;
  readonly requestId: string;
  /** Whose credential it was, for the log. */
  personId?: string | undefined;
}

async function answer(family: Family, found: Found | null, asked: Asked): Promise<Response> {
  const { request, requestId } = asked;
  if (!found) return family.sayFault({ kind: "no-route" });
  const endpoint = found.methods.get(request.method === "HEAD" ? "GET" : request.method);
  if (!endpoint || (request.method === "HEAD" && endpoint.changes))
    return methodNotAllowed(family, found.methods);

  const url = new URL(request.url);
  if (endpoint.auth === "open") {
    const input = await readInput(endpoint, request, url, found.params);
    if ("fault" in input) return family.sayFault(input.fault);
    return traced(endpoint.summary, () => endpoint.handle({ request, requestId, url, ...input }));
  }
  const refuse = (reason: Extract<Authenticated, string>) => {
    asked.personId = undefined;
    return family.sayFault({ kind: "unauthenticated", reason });
  };
  const caller = await family.authenticate(request, requestId, endpoint.presumes === true);
  if (typeof caller === "string") return refuse(caller);
  const isForeign = caller.viaCookie && endpoint.method !== "GET" && !isSameOrigin(request.headers);
  const input = isForeign ? FOREIGN : await readInput(endpoint, request, url, found.params);
  const act = async ({ principal }: { readonly principal: Principal }) => {
    asked.personId = principal.personId;
    if ("fault" in input) return family.sayFault(input.fault);
    const call: Call<never, never, never> = { request, requestId, url, ...input };
    const handle = () => traced(endpoint.summary, () => endpoint.handle(call, principal));
    const said = input.csv ? Buffer.from(input.csv).toString("base64") : call.body;
    return family.once && endpoint.method !== "GET"
      ? family.once(request, principal, said, handle)
      : handle();
  };
  return asHimself(caller, act, refuse);
}

const FOREIGN: { readonly fault: Fault } = { fault: { kind: "foreign-origin" } };

function methodNotAllowed(family: Family, methods: ReadonlyMap<string, AnyEndpoint>): Response {
  const allow = [...methods.values()].map(({ method }) => method) satisfies Method[];
  const response = family.sayFault({ kind: "method-not-allowed", allow });
  response.headers.set("allow", allow.join(", "));
  return response;
}

type Csv = Uint8Array<ArrayBuffer> | null;
type Input = { path: never; query: never; body: never; csv: Csv } | { fault: Fault };

async function readInput(
  endpoint: AnyEndpoint,
  request: Request,
  url: URL,
  params: Record<string, string>,
): Promise<Input> {
  const decoded = decode(params);
  if (decoded === null) return { fault: { kind: "no-route" } };
  const path = endpoint.params && check(endpoint.params, decoded);
  if (path && !path.success) return { fault: { kind: "invalid", where: "path", issues: path.issues } };
  const query = endpoint.query && check(endpoint.query, queryOf(url));
  if (query && !query.success) return { fault: { kind: "invalid", where: "query", issues: query.issues } };
  if (![...url.searchParams].flat().every(isStorableText)) return { fault: { kind: "malformed" } };
  const body = await readBody(endpoint, request);
  if ("fault" in body) return body;
  return { path: path?.data as never, query: query?.data as never, body: body.value as never, csv: body.csv };
}

type ReadBody = { value: unknown; csv: Csv } | { fault: Fault };

async function readBody(endpoint: AnyEndpoint, request: Request): Promise<ReadBody> {
  if (!endpoint.body) return { value: undefined, csv: null };
  const isTable = endpoint.table === "taken";
  if (isTable && /^text\/csv\b/i.test(request.headers.get("content-type") ?? "")) return readCsv(request);
  const read = isTable ? await readJson(request, TABLE_BYTES_MOST) : await readJson(request);
  if (!read.ok && read.problem === "empty" && endpoint.body.safeParse(undefined).success)
    return { value: endpoint.body.parse(undefined), csv: null };
  if (!read.ok) return { fault: { kind: read.problem === "empty" ? "no-body" : read.problem } };
  const body = check(endpoint.body, read.value);
  return body.success
    ? { value: body.data, csv: null }
    : { fault: { kind: "invalid", where: "body", issues: body.issues } };
}

async function readCsv(request: Request): Promise<ReadBody> {
  const csv = await readBytes(request, TABLE_BYTES_MOST);
  return csv ? { value: undefined, csv } : { fault: { kind: "too-large" } };
}

/** Null where a segment is no text at all. */
function decode(params: Record<string, string>): Record<string, string> | null {
  try {
    const entries = Object.entries(params).map(([key, value]) => [key, decodeURIComponent(value)] as const);
    return entries.every(([, value]) => isStorableText(value)) ? Object.fromEntries(entries) : null;
  } catch {
    return null;
  }
}

/** A key that comes several times becomes a list. */
function queryOf(url: URL): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const key of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(key);
    query[key] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return query;
}

function failed(family: Family, requestId: string, cause: unknown): Response {
  if (isTooMany(cause)) {
    const { retryAfterSeconds } = cause;
    const limited = family.sayFault({ kind: "limited", retryAfterSeconds });
    limited.headers.set("retry-after", String(retryAfterSeconds));
    return limited;
  }
  // Who broke off in the middle of his body hears nothing more, and it is no fault of ours.
  if (cause === notesNow()?.incoming?.errored) return family.sayFault({ kind: "malformed" });
  log().error({ requestId, door: family.door, err: cause }, "a request failed");
  if (!isPassing(cause)) return family.sayFault({ kind: "internal" });
  const response = family.sayFault({ kind: "unavailable" });
  response.headers.set("retry-after", "1");
  return response;
}
