import "server-only";
import type { Guard } from "@/lib/core/guards";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { findPerson, type PersonKey } from "@/lib/store/people";
import type { Changed } from "./change-access";
import { normalizeEmail } from "./list-members";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";
import { forceLogoff, unlock } from "./support";

/** Lets a locked person sign in again, by his integer: for operators. */
export async function unlockByNumber(principal: Principal, number: number): Promise<Result<Changed>> {
  const found = await personFor(principal, { number }, "operate");
  return found.ok ? unlock(principal, found.value) : found;
}

/** Ends every session of the person with an address: for holders of SUPERUSER, who need not be operators. */
export async function forceLogoffByEmail(principal: Principal, email: string): Promise<Result<Changed>> {
  const found = await personFor(principal, { email: normalizeEmail(email) }, "forceLogoff");
  return found.ok ? forceLogoff(principal, found.value) : found;
}

/** The right comes first: who lacks it does not learn whether the person exists. */
async function personFor(principal: Principal, key: PersonKey, guard: Guard): Promise<Result<string>> {
  const entered = await enter(principal, { organizationId: SYSTEM_ORGANIZATION }, guard);
  if (!entered.ok) return entered;
  const found = await findPerson(key);
  return found ? success(found.id) : deny(principal, SYSTEM_ORGANIZATION, notFound("person"));
}
