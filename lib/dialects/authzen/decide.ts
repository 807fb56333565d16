import "server-only";
import type { Principal } from "@/lib/core/principal";
import { evaluateAccess } from "@/lib/operations/evaluate-access";
import { refusal } from "./answers";
import { personOf, placeOf, UNKNOWN_RESOURCE, UNKNOWN_SUBJECT } from "./entities";
import type { Decision, Evaluation } from "./shapes";

/** One question to the operation. What the caller says in `properties` and `context` goes no further than here. */
export async function decide(
  principal: Principal,
  { subject, action, resource }: Evaluation,
): Promise<Decision> {
  const place = placeOf(resource);
  if (!place) return refusal(UNKNOWN_RESOURCE);
  const who = personOf(subject);
  if (!who) return refusal(UNKNOWN_SUBJECT);
  const asked = await evaluateAccess(principal, place, { who, permission: action.name });
  if (!asked.ok) return refusal(asked.refusal);
  return asked.value.held ? { decision: true } : { decision: false, context: { reason: asked.value.reason } };
}
