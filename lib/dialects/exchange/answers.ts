import { z } from "zod";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/operations/result";
import type { Fault, RefusalAnswers } from "@/lib/web/family";

const MESSAGES = {
  20: "Not Authorized",
  100: "Invalid Request",
  101: "Operation Failed",
  102: "Server Error",
  104: "Resource Not Found",
  106: "Operation Not Supported",
} as const;

export type Code = keyof typeof MESSAGES;

export interface Failure {
  readonly ok: false;
  readonly code: Code;
  /** A sentence for the person who asked. */
  readonly detail: string | null;
}

/** What a function answers, before any transport: a JSON value, or a failure that the standard object words. */
export type Outcome = { readonly ok: true; readonly value: unknown } | Failure;

export const standardSchema = z
  .object({
    result: z.boolean(),
    errormsg: z.string().nullable(),
    errorcode: z.literal([0, 20, 100, 101, 102, 104, 106]),
    detail: z.string().nullable(),
  })
  .meta({ id: "ExchangeStandardAnswer" });

type Standard = z.output<typeof standardSchema>;

const DONE: Standard = { result: true, errormsg: null, errorcode: 0, detail: null };

/** The JSON value that stands for an outcome on every transport. */
export function reply(outcome: Outcome): unknown {
  return outcome.ok ? outcome.value : standardOf(outcome);
}

export function fail(code: Code, detail: string | null): Failure {
  return { ok: false, code, detail };
}

/** Renders what an operation answered, or words its refusal. Without `render`: the standard object. */
export function answer<T>(result: Result<T>, render: (value: T) => unknown = () => DONE): Outcome {
  return result.ok
    ? { ok: true, value: render(result.value) }
    : REFUSALS[result.refusal.code](result.refusal);
}

export const done: Outcome = { ok: true, value: DONE };

/** Faults before any function. What was understood is HTTP 200 with a code; the rest keeps HTTP's own status. */
export function sayFault(fault: Fault): Response {
  return Response.json(standardOf(failureOf(fault)), { status: STATUSES[fault.kind] ?? 200 });
}

function standardOf({ code, detail }: Failure): Standard {
  return { result: false, errormsg: MESSAGES[code], errorcode: code, detail };
}

const say = (code: Code) => (refusal: Refusal) => fail(code, refusal.message);

const REFUSALS: RefusalAnswers<Failure> = {
  // The one organization behind this gateway is the system: who does not belong to it is no operator.
  "not-found": (refusal) =>
    refusal.noun === "organization" ? fail(20, "This is for operators.") : fail(104, refusal.message),
  "not-allowed": say(20),
  "above-your-own": say(20),
  gated: say(20),
  "last-admin": say(101),
  inherited: say(101),
  conflict: say(101),
  "built-in": say(101),
  "wrong-state": say(101),
  stale: say(101),
  busy: say(101),
  "unknown-permission": say(100),
  invalid: say(100),
  "too-many": say(100),
};

const STATUSES: Readonly<Partial<Record<Fault["kind"], number>>> = {
  "too-large": 413,
  limited: 429,
  unavailable: 503,
  internal: 500,
};

function failureOf(fault: Fault): Failure {
  switch (fault.kind) {
    case "no-route":
      return fail(106, "There is no such function.");
    case "method-not-allowed":
      return fail(106, `Call it with ${fault.allow.join(" or ")}.`);
    case "unauthenticated":
      return fail(
        20,
        fault.reason === "no-credential"
          ? "Authenticate first, then send the session token as APToken."
          : "The session has ended, or the token is not known.",
      );
    case "foreign-origin":
      return fail(20, "The call comes from another site.");
    case "not-json":
      return fail(100, "Send application/json.");
    case "too-large":
      return fail(100, "The payload is too large.");
    case "malformed":
      return fail(100, "The payload is not well-formed JSON.");
    case "no-body":
      return fail(100, "The payload is missing.");
    case "invalid":
      return fail(100, wordsOf(fault.issues));
    case "limited":
      return fail(101, `Too many calls. Try again in ${fault.retryAfterSeconds} seconds.`);
    case "unavailable":
      return fail(102, "Try again in a moment.");
    case "internal":
      return fail(102, null);
  }
}

function wordsOf(issues: readonly z.core.$ZodIssue[]): string {
  return issues
    .map(({ path, message }) =>
      [path.map(String).join("."), message].filter((part) => part !== "").join(": "),
    )
    .join("; ");
}
