import type { z } from "zod";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/operations/result";
import type { Fault, RefusalAnswers } from "@/lib/web/family";

/** Renders what an operation answered, or words its refusal. */
export function answer<T>(result: Result<T>, render: (value: T) => Response): Response {
  return result.ok ? render(result.value) : sayRefusal(result.refusal);
}

export const noContent = (): Response => new Response(null, { status: 204 });

const sayError = (status: number, error: string, headers: Record<string, string> = {}): Response =>
  Response.json({ error }, { status, headers });

const sayFields = (fields: Readonly<Record<string, readonly string[]>>): Response =>
  Response.json(fields, { status: 400 });

const say = (status: number) => (refusal: Refusal) => sayError(status, refusal.message);
const sayField = (refusal: Refusal): Response =>
  refusal.field === undefined
    ? sayError(400, refusal.message)
    : sayFields({ [refusal.field]: [refusal.message] });

const REFUSALS: RefusalAnswers<Response> = {
  "not-found": say(404),
  "not-allowed": say(403),
  "above-your-own": say(403),
  gated: say(403),
  "last-admin": say(400),
  inherited: say(400),
  "built-in": say(400),
  "wrong-state": say(400),
  "too-many": say(400),
  "unknown-permission": (refusal) => sayFields({ permissions: [refusal.message] }),
  invalid: sayField,
  conflict: sayField,
  stale: say(409),
  busy: (refusal) => sayError(503, refusal.message, { "retry-after": "1" }),
};

function sayRefusal(refusal: Refusal): Response {
  return REFUSALS[refusal.code](refusal);
}

/** Faults before any operation. The wording of 401 and of a missing field is that of the vendor's own examples. */
export function sayFault(fault: Fault): Response {
  switch (fault.kind) {
    case "no-route":
      return sayError(404, "Not found.");
    case "method-not-allowed":
      return sayError(405, "Method not allowed.");
    case "unauthenticated":
      return sayUnauthenticated(fault.reason);
    case "foreign-origin":
      return sayError(403, "A write with a cookie must come from this site.");
    case "too-large":
      return sayError(413, "The body is too large.");
    case "not-json":
      return sayError(415, "Send application/json.");
    case "malformed":
      return sayError(400, "This is not JSON that can be read.");
    case "no-body":
      return sayError(400, "Send a JSON object.");
    case "invalid":
      return fault.where === "path" ? sayNoSuch(fault.issues) : sayInvalid(fault.issues);
    case "limited":
      return sayError(
        429,
        `Too many requests. Expected to be available in ${fault.retryAfterSeconds} seconds.`,
      );
    case "unavailable":
      return sayError(503, "Try again in a moment.");
    case "internal":
      return sayError(500, "Something went wrong.");
  }
}

function sayUnauthenticated(reason: "no-credential" | "bad-credential"): Response {
  const error =
    reason === "no-credential"
      ? "Authentication credentials were not provided."
      : "Invalid or expired token.";
  return sayError(401, error, { "www-authenticate": "Bearer" });
}

const NOUNS: Readonly<Record<string, string>> = {
  project_id: "project",
  permission_id: "member",
  invite_id: "invitation",
};

/** What is no uuid names nothing: the same words as for a uuid that names nothing. */
function sayNoSuch(issues: readonly z.core.$ZodIssue[]): Response {
  return sayError(404, `No such ${NOUNS[String(issues[0]?.path[0])] ?? "thing"}.`);
}

function sayInvalid(issues: readonly z.core.$ZodIssue[]): Response {
  const fields = new Map<string, Set<string>>();
  for (const issue of issues) {
    const field = issue.path[0];
    if (field === undefined) return sayError(400, "Send a JSON object.");
    const name = String(field);
    fields.set(name, (fields.get(name) ?? new Set()).add(wordsFor(issue)));
  }
  return sayFields(Object.fromEntries([...fields].map(([name, messages]) => [name, [...messages]])));
}

function wordsFor(issue: z.core.$ZodIssue): string {
  const missing = issue.code === "invalid_type" && issue.input === undefined;
  return missing ? "This field is required." : issue.message;
}
