import { z } from "zod";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/operations/result";
import type { Fault, RefusalAnswers } from "@/lib/web/family";

const errorSchema = z
  .union([z.object({ detail: z.string() }), z.record(z.string(), z.array(z.string()))])
  .meta({ id: "CruxError" });

/** What any call with a token may answer instead. Source: the response codes of seeds 000 and 001. */
export const REFUSED = { 400: errorSchema, 401: errorSchema, 403: errorSchema, 404: errorSchema } as const;
/** What a change may answer besides. */
export const UNCHANGED = { ...REFUSED, 409: errorSchema, 415: errorSchema, 422: errorSchema } as const;

/** Renders what an operation answered, or words its refusal. */
export function answer<T>(result: Result<T>, render: (value: T) => Response): Response {
  return result.ok ? render(result.value) : sayRefusal(result.refusal);
}

export const noContent = (): Response => new Response(null, { status: 204 });
export const detail = (status: number, text: string): Response => Response.json({ detail: text }, { status });
export const field = (status: number, name: string, ...texts: readonly string[]): Response =>
  Response.json({ [name]: texts }, { status });

export const notFound = (): Response => detail(404, "Not found.");
const forbidden = (): Response => detail(403, "You do not have permission to perform this action.");

/** No token, a bad one, or a wrong password: the scheme is named, as RFC 9110 wants it. */
export function unauthenticated(text: string): Response {
  return Response.json({ detail: text }, { status: 401, headers: { "www-authenticate": "Token" } });
}

const say =
  (status: number) =>
  ({ message, field: name }: Refusal): Response =>
    name === undefined ? detail(status, message) : field(status, name, message);

const REFUSALS: RefusalAnswers<Response> = {
  // The organization comes from the token: where that one is not to be seen, the URL is not what is wrong.
  "not-found": ({ noun }) => (noun === "organization" ? forbidden() : notFound()),
  // One text, so that it does not tell a membership of a project from no membership at all.
  "not-allowed": (refusal) => (refusal.field === undefined ? forbidden() : say(403)(refusal)),
  // The core's sentence names permissions, and some of them this family does not see.
  "above-your-own": () => detail(422, "This goes beyond the permissions that you hold yourself."),
  gated: say(422),
  "last-admin": say(422),
  inherited: say(422),
  "built-in": say(422),
  "too-many": say(422),
  "unknown-permission": () => unknownPermissions([]),
  invalid: say(400),
  conflict: ({ message }) => detail(409, message),
  "wrong-state": ({ message }) => detail(409, message),
  stale: ({ message }) => detail(409, message),
  busy: ({ message }) => Response.json({ detail: message }, { status: 503, headers: { "retry-after": "1" } }),
};

export function sayRefusal(refusal: Refusal): Response {
  return REFUSALS[refusal.code](refusal);
}

/** Well-formed uuids that name no permission which this organization sees. */
export function unknownPermissions(uuids: readonly string[]): Response {
  const texts = uuids
    .slice(0, TEXTS_MOST)
    .map((uuid) => `There is no permission ${uuid} in your organization.`);
  return field(
    422,
    "permission_uuids",
    ...(texts.length > 0 ? texts : ["There is no such permission in your organization."]),
  );
}

/** Faults before any operation, in the words of this family. */
export function sayFault(fault: Fault): Response {
  switch (fault.kind) {
    case "no-route":
      return notFound();
    case "method-not-allowed":
      return detail(405, "Method not allowed.");
    case "unauthenticated":
      return unauthenticated(
        fault.reason === "no-credential" ? "Authentication credentials were not provided." : "Invalid token.",
      );
    case "foreign-origin":
      return forbidden();
    case "not-json":
      return detail(415, "Send application/json.");
    case "too-large":
      return detail(413, "The body is too large.");
    case "malformed":
      return detail(400, "The body is not valid JSON.");
    case "no-body":
      return detail(400, "The body is missing.");
    case "invalid":
      return invalid(fault.issues);
    case "limited":
      return detail(429, `Request was throttled. Expected available in ${fault.retryAfterSeconds} seconds.`);
    case "unavailable":
      return detail(503, "Try again in a moment.");
    case "internal":
      return detail(500, "Internal server error.");
  }
}

/** A long list of mistakes is no better answer than a short one. */
const TEXTS_MOST = 10;

function invalid(issues: readonly z.core.$ZodIssue[]): Response {
  const fields: Record<string, string[]> = {};
  for (const issue of issues.slice(0, TEXTS_MOST)) {
    const [name, index] = issue.path;
    if (name === undefined) return detail(400, "The body must be a JSON object.");
    const where = typeof index === "number" ? `Item ${index}: ` : "";
    const key = String(name);
    fields[key] = [...(fields[key] ?? []), where + textOf(issue)];
  }
  return Response.json(fields, { status: 400 });
}

function textOf(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_type" && issue.input === undefined
    ? "This field is required."
    : issue.message;
}
