import type { Ids } from "@/lib/testing/tenants";
import type { Call, Plan } from "../registry/call";
import type { Entry } from "../registry/entries";
import type { Chance } from "./chance";
import { schemaOf, valueFrom } from "./from-schema";
import { HOSTILE_TEXT } from "./hostile";
import { mutate, mutateBytes } from "./mutate";

const HEADERS = [
  "idempotency-key",
  "if-match",
  "x-impersonate-email",
  "x-request-id",
  "user-agent",
  "host",
] as const;

const SEGMENTS = [
  "%00",
  "%ff",
  "%c0%af",
  "%",
  "%ud800",
  "%ed%a0%80",
  "..",
  ".",
  "",
  "%2f",
  "%5c",
  ";",
  "__proto__",
] as const;

/** A call with something wrong about it, made from how it would be right and from what the schemas say. */
export function wrongCall(entry: Entry, plan: Plan, ids: Ids, chance: Chance): Call {
  const right = plan.call(ids);
  const known = Object.values(ids);
  const what = chance.next();
  const query = queryOf(entry, right, known, chance);
  if (right.path && what < 0.2) return { ...right, ...pathOf(right.path, chance) };
  if (query && what < 0.4) return { ...right, query };
  const body = bodyOf(entry, right, known, chance);
  if (body === undefined) return right.path ? { ...right, ...pathOf(right.path, chance) } : right;
  if (what > 0.85) return { ...right, bytes: mutateBytes(JSON.stringify(body) ?? "", chance) };
  return { ...right, body };
}

/** Headers that the product reads, with what nobody would write there; what HTTP cannot carry is left out. */
export function wrongHeaders(chance: Chance): Record<string, string> {
  if (chance.often(0.8)) return {};
  const value = chance.pick(HOSTILE_TEXT).replace(/[^\x20-\x7e\x80-\xff]/g, "?");
  return { [chance.pick(HEADERS)]: value.trim() };
}

function pathOf(path: Readonly<Record<string, string>>, chance: Chance): Call {
  const keys = Object.keys(path);
  const key = keys[chance.upTo(keys.length)] ?? "";
  return chance.often(0.5)
    ? { path: { ...path, [key]: chance.pick(SEGMENTS) }, encoded: true }
    : { path: { ...path, [key]: chance.pick(HOSTILE_TEXT).slice(0, 5_000) } };
}

function queryOf(
  { endpoint }: Entry,
  right: Call,
  known: readonly string[],
  chance: Chance,
): Call["query"] | null {
  const schema = schemaOf(endpoint.query);
  if (!schema) return null;
  const made = { ...(right.query ?? {}), ...asObject(valueFrom(schema, chance, known)) };
  const odd = chance.often(0.6) ? asObject(mutate(made, chance)) : made;
  return Object.fromEntries(
    Object.entries(odd).map(([key, value]) => [key, Array.isArray(value) ? value.map(text) : text(value)]),
  );
}

function bodyOf({ endpoint }: Entry, right: Call, known: readonly string[], chance: Chance): unknown {
  if (right.body === undefined) return undefined;
  const schema = chance.often(0.4) ? schemaOf(endpoint.body) : null;
  const made = schema ? valueFrom(schema, chance, known) : right.body;
  const once = chance.often(0.9) ? mutate(made, chance) : made;
  return chance.often(0.2) ? mutate(once, chance) : once;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 5_000) : (JSON.stringify(value) ?? "").slice(0, 5_000);
}
