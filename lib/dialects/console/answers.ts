import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/operations/result";
import type { Fault, RefusalAnswers } from "@/lib/web/family";

/** What the console's fetcher reads off a failed call. */
const say = (status: number) => (refusal: Refusal) => Response.json({ refusal }, { status });

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
  "unknown-permission": say(422),
  invalid: say(422),
  "too-many": say(422),
  busy: say(503),
};

/** The value as it is: the console speaks the core's own shapes. */
export function answer<T>(result: Result<T>): Response {
  return result.ok ? Response.json(result.value) : REFUSALS[result.refusal.code](result.refusal);
}

const STATUS: Readonly<Record<Fault["kind"], number>> = {
  "no-route": 404,
  "method-not-allowed": 405,
  unauthenticated: 401,
  "foreign-origin": 403,
  "not-json": 415,
  "too-large": 413,
  malformed: 400,
  "no-body": 400,
  invalid: 422,
  limited: 429,
  unavailable: 503,
  internal: 500,
};

export function sayFault(fault: Fault): Response {
  return Response.json({ fault: fault.kind }, { status: STATUS[fault.kind] });
}
