import type { z } from "zod";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/operations/result";
import type { Fault, RefusalAnswers } from "@/lib/web/family";

/** One item of the list that FastAPI clients expect in a 422: all three keys, always. */
export interface Detail {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

/** Renders what an operation answered, or words its refusal. */
export function answer<T>(result: Result<T>, render: (value: T) => Response): Response {
  return result.ok ? render(result.value) : sayRefusal(result.refusal);
}

export const noContent = (): Response => new Response(null, { status: 204 });

export const invalid = (details: readonly Detail[]): Response =>
  Response.json({ detail: details }, { status: 422 });

const say = (status: number) => (refusal: Refusal) =>
  Response.json({ detail: refusal.message, code: refusal.code }, { status });
/** What the core calls a field otherwise than this family does. */
const FIELDS: Readonly<Record<string, string>> = { expiresAt: "expires_at", role: "role_id" };

const sayInput = (type: string) => (refusal: Refusal) => {
  const noun = refusal.noun === "permission" ? "permissions" : refusal.noun;
  const field = refusal.field ?? noun ?? "permissions";
  return invalid([{ loc: ["body", FIELDS[field] ?? field], msg: refusal.message, type }]);
};

const REFUSALS: RefusalAnswers<Response> = {
  "not-found": say(404),
  "not-allowed": say(403),
  "above-your-own": say(403),
  gated: say(403),
  "last-admin": say(409),
  inherited: say(409),
  conflict: say(409),
  "built-in": say(409),
  "wrong-state": say(409),
  stale: say(412),
  "unknown-permission": sayInput("value_error"),
  invalid: sayInput("value_error"),
  "too-many": sayInput("too_long"),
  busy: (refusal) =>
    Response.json({ detail: refusal.message }, { status: 503, headers: { "retry-after": "1" } }),
};

const TOO_LARGE =
  "The body is too large: 1 MiB is taken, of a table 8. Lines of a table that stay as they are can be left out.";

export function sayRefusal(refusal: Refusal): Response {
  return REFUSALS[refusal.code](refusal);
}

/** Faults before any operation, in the words of seed 002's family. */
export function sayFault(fault: Fault): Response {
  switch (fault.kind) {
    case "no-route":
      return Response.json({ detail: "Not Found" }, { status: 404 });
    case "method-not-allowed":
      return Response.json({ detail: "Method Not Allowed" }, { status: 405 });
    case "unauthenticated":
      return Response.json(
        { detail: fault.reason === "no-credential" ? "Not authenticated" : "Invalid or expired token" },
        { status: 401, headers: { "www-authenticate": "Bearer" } },
      );
    case "foreign-origin":
      return Response.json({ detail: "A write with a cookie must come from this site." }, { status: 403 });
    case "too-large":
      return Response.json({ detail: TOO_LARGE }, { status: 413 });
    case "not-json":
      return Response.json({ detail: "Send application/json." }, { status: 415 });
    case "malformed":
      return invalid([{ loc: ["body", 0], msg: "JSON decode error", type: "json_invalid" }]);
    case "no-body":
      return invalid([{ loc: ["body"], msg: "Field required", type: "missing" }]);
    case "invalid":
      return invalid(fault.issues.map((issue) => detailOf(fault.where, issue)));
    case "limited":
      return Response.json(
        { detail: `Too many requests. Try again in ${fault.retryAfterSeconds} seconds.` },
        { status: 429 },
      );
    case "unavailable":
      return Response.json({ detail: "Try again in a moment." }, { status: 503 });
    case "internal":
      return Response.json({ detail: "Internal Server Error" }, { status: 500 });
  }
}

/** What FastAPI would say of the same mistake. Source: pydantic's error types. */
function detailOf(where: "path" | "query" | "body", issue: z.core.$ZodIssue): Detail {
  const loc = [where, ...issue.path.map((key) => (typeof key === "symbol" ? String(key) : key))];
  const missing = issue.code === "invalid_type" && issue.input === undefined;
  if (missing) return { loc, msg: "Field required", type: "missing" };
  return { loc, msg: issue.message, type: typeOf(issue) };
}

function typeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_format")
    return issue.format === "uuid" || issue.format === "guid"
      ? "uuid_parsing"
      : issue.format === "datetime"
        ? "datetime_parsing"
        : "value_error";
  if (issue.code === "too_small")
    return issue.origin === "string"
      ? "string_too_short"
      : issue.origin === "array"
        ? "too_short"
        : "greater_than_equal";
  if (issue.code === "too_big")
    return issue.origin === "string"
      ? "string_too_long"
      : issue.origin === "array"
        ? "too_long"
        : "less_than_equal";
  if (issue.code === "invalid_type") return TYPES[issue.expected] ?? "value_error";
  return "value_error";
}

const TYPES: Readonly<Record<string, string>> = {
  string: "string_type",
  array: "list_type",
  object: "model_attributes_type",
  boolean: "bool_type",
  number: "int_parsing",
  int: "int_parsing",
};
