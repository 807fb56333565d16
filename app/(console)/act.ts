import { headers } from "next/headers";
import type { z } from "zod";
import { isTooMany } from "@/lib/core/limits";
import type { Principal } from "@/lib/core/principal";
import { refuse, VIEWING_CHANGES_NOTHING } from "@/lib/core/refusal";
import { UNREACHABLE } from "@/lib/core/unreachable";
import type { Outcome } from "@/lib/core/view";
import { actingPrincipal } from "@/lib/identity/acting-principal";
import { metrics } from "@/lib/metrics";
import { note } from "@/lib/request-notes.mjs";
import { traced } from "@/lib/tracing.mjs";
import { refuseAction } from "@/lib/web/action";
import { check } from "@/lib/web/check";
import { isPassing } from "@/lib/web/passing";
import { noteUnreachable } from "@/lib/web/reachable";

/**
 * What every action does first: parses its input from unknown, and asks who calls. Throws what nobody expected.
 * `name`: its own, for traces.
 */
export async function act<S extends z.ZodType, T>(
  name: string,
  schema: S,
  input: unknown,
  run: (principal: Principal, value: z.output<S>) => Promise<Outcome<T>>,
  { alsoWhileViewing = false } = {},
): Promise<Outcome<T>> {
  return open(name, schema, input, async (value) => {
    const principal = await actingPrincipal();
    if (!principal)
      return {
        ok: false,
        refusal: refuse("not-allowed", "You are signed out. Sign in again; nothing is lost."),
        signedOut: true,
      };
    // Whatever an action would decide: who looks with someone else's eyes writes nothing.
    if (principal.actingAs && !alsoWhileViewing) return { ok: false, refusal: VIEWING_CHANGES_NOTHING };
    return run(principal, value);
  });
}

/** For who is not signed in, and proves by a secret what he may. Everyone else comes through here too. */
export async function open<S extends z.ZodType, T>(
  name: string,
  schema: S,
  input: unknown,
  run: (value: z.output<S>) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const stop = metrics().actions.startTimer();
  const outcome = await traced(name, () => answer(schema, input, run)).catch((cause: unknown) => {
    if (isPassing(cause)) return sayUnreachable(cause);
    stop({ outcome: "error" });
    throw cause;
  });
  const said = outcome.ok ? "ok" : outcome.refusal.code;
  stop({ outcome: said });
  note({ door: "console", outcome: said });
  return outcome;
}

async function answer<S extends z.ZodType, T>(
  schema: S,
  input: unknown,
  run: (value: z.output<S>) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const foreign = refuseAction(await headers(), input);
  if (foreign) return { ok: false, refusal: foreign };
  const parsed = check(schema, input);
  if (parsed.success) return run(parsed.data).catch(sayTooMany);
  const [issue] = parsed.issues;
  return {
    ok: false,
    refusal: refuse("invalid", issue?.message ?? "That cannot be read.", {
      field: issue?.path.join(".") ?? "",
    }),
  };
}

/** What the browser holds stays there: an answer, unlike an error, says so where it was asked, and offers another try. */
function sayUnreachable(cause: unknown): Outcome<never> {
  noteUnreachable(cause);
  const refusal = refuse("busy", `${UNREACHABLE.title} ${UNREACHABLE.advice}`);
  return { ok: false, refusal, again: true };
}

function sayTooMany(cause: unknown): Outcome<never> {
  if (!isTooMany(cause)) throw cause;
  return { ok: false, refusal: refuse("busy", cause.message) };
}
