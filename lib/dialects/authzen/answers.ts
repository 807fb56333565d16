import type { z } from "zod";
import type { Refusal } from "@/lib/core/refusal";
import type { Fault, RefusalAnswers } from "@/lib/web/family";
import type { Decision } from "./shapes";

/** The status that a refusal would have had by itself. A decision is a 200 whatever it says, so it stands in the context. */
const STATUS: RefusalAnswers<number> = {
  "not-found": () => 404,
  "unknown-permission": () => 404,
  "not-allowed": () => 403,
  "above-your-own": () => 403,
  gated: () => 403,
  invalid: () => 400,
  "too-many": () => 400,
  "last-admin": () => 409,
  inherited: () => 409,
  conflict: () => 409,
  "built-in": () => 409,
  "wrong-state": () => 409,
  stale: () => 412,
  busy: () => 503,
};

/** A question that could not be put is denied, and says so. */
export function failure(status: number, message: string): Decision & { readonly decision: false } {
  return { decision: false, context: { reason: message, error: { status, message } } };
}

export function refusal(refused: Refusal): Decision & { readonly decision: false } {
  return failure(STATUS[refused.code](refused), refused.message);
}

/** The body of an error is "an error message string" (section "Error Responses"), as a JSON text. */
export const say = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  Response.json(message, { status, headers });

/** Faults before any operation: whatever is wrong with the request is 400. */
export function sayFault(fault: Fault): Response {
  switch (fault.kind) {
    case "no-route":
      return say(404, "There is nothing at this path.");
    case "method-not-allowed":
      return say(405, `Use ${fault.allow.join(" or ")}.`);
    case "unauthenticated":
      return say(401, fault.reason === "no-credential" ? "Send a token." : "This token opens nothing.", {
        "www-authenticate": "Bearer",
      });
    case "foreign-origin":
      return say(403, "A request with a cookie must come from this site.");
    case "not-json":
      return say(400, "Send application/json.");
    case "too-large":
      return say(413, "The body is too large.");
    case "malformed":
      return say(400, "The body is no JSON that can be read.");
    case "no-body":
      return say(400, "The body is empty.");
    case "invalid":
      return say(400, wordsOf(fault.issues));
    case "limited":
      return say(429, `Too many requests. Try again in ${fault.retryAfterSeconds} seconds.`);
    case "unavailable":
      return say(503, "Try again in a moment.");
    case "internal":
      return say(500, "Something went wrong here.");
  }
}

/** Names the field: `subject.id: …`. */
export function wordsOf(issues: readonly z.core.$ZodIssue[]): string {
  return issues.map(({ path, message }) => `${path.map(String).join(".") || "body"}: ${message}`).join("; ");
}
