import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { Refusal, RefusalCode } from "@/lib/core/refusal";
import { metrics } from "@/lib/metrics";
import { recordDenial } from "@/lib/store/denials";
import { refused } from "./result";

/** Mistakes are answered; attempts beyond someone's rights are kept too. */
const KEPT: Readonly<Record<RefusalCode, boolean>> = {
  "not-found": true,
  "not-allowed": true,
  "above-your-own": true,
  "last-admin": true,
  gated: true,
  "built-in": true,
  inherited: false,
  "unknown-permission": false,
  invalid: false,
  conflict: false,
  "wrong-state": false,
  stale: false,
  "too-many": false,
  busy: false,
};

/** The end of every refused operation: the denial is on record before the asker hears of it. */
export async function deny(
  principal: Principal,
  organizationId: string | null,
  refusal: Refusal,
): Promise<{ readonly ok: false; readonly refusal: Refusal }> {
  metrics().refusals.inc({ door: principal.door, code: refusal.code });
  if (KEPT[refusal.code])
    await recordDenial(principal, isUuid(organizationId) ? organizationId : null, refusal);
  return refused(refusal);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** PostgreSQL refuses anything else with an error: what is no uuid names nothing. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}
