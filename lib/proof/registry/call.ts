import type { Ids } from "@/lib/testing/tenants";
import type { Entry } from "./entries";

/** What an entry is sent: what stands in its path, its query and its body. */
export interface Call {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
  /** In place of the body: what no JSON writer would write. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** What stands in the path is sent as it is. */
  readonly encoded?: true;
}

/**
 * Who may, beside an organization's owner and the operators. "signed-in": whoever is, about himself. "inside": who
 * belongs. The others are those who hold that right: see the callers in lib/testing.
 */
export type Need =
  | "secret"
  | "signed-in"
  | "whole credential"
  | "inside"
  | "inside, or a project"
  | "view people, or oneself"
  | "view people"
  | "view audit"
  | "view tokens"
  | "view project"
  | "administer"
  | "operate";

/** How to call an entry so that nothing but the caller's rights stands in the way. */
export interface Plan {
  readonly need: Need;
  readonly call: (ids: Ids) => Call;
}

export type Plans = Readonly<Record<string, Plan>>;

/** An address that nobody has. */
export const STRANGER = "nobody@nowhere.example";

export const plan = (need: Need, call: (ids: Ids) => Call = () => ({})): Plan => ({ need, call });

/** What a call is on the wire: the target as it is written, headers with these on top, and the body. */
export interface Wired {
  readonly method: string;
  readonly target: string;
  readonly headers: Headers;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export function wiredOf({ family, endpoint }: Entry, call: Call, headers: HeadersInit = {}): Wired {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => segmentOf(call, name));
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(call.query ?? {}))
    for (const each of [value].flat()) query.append(key, each);
  const sent = new Headers(headers);
  const body = call.bytes ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  if (body !== undefined && !sent.has("content-type")) sent.set("content-type", "application/json");
  const target = `${family.prefixes[0] ?? ""}${path}${query.size > 0 ? `?${query}` : ""}`;
  const takesBody = body !== undefined && endpoint.method !== "GET";
  return { method: endpoint.method, target, headers: sent, ...(takesBody ? { body } : {}) };
}

/** The request that a call makes, with these headers on top. */
export function requestOf(entry: Entry, call: Call, more: HeadersInit = {}): Request {
  const { target, ...init } = wiredOf(entry, call, more);
  return new Request(`http://localhost${target}`, init);
}

function segmentOf({ path, encoded }: Call, name: string): string {
  const value = path?.[name] ?? "";
  return encoded ? value : encodeURIComponent(value.toWellFormed());
}
