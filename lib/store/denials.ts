import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { Refusal } from "@/lib/core/refusal";
import { mustHold } from "./claims";
import { store } from "./database";
import { askWithin, ofOrganizations } from "./tenants";

/** Keeps who was refused what. Append only, like the audit, but apart: a refusal is no revision. */
export async function recordDenial(
  principal: Principal,
  organizationId: string | null,
  refusal: Refusal,
): Promise<void> {
  const { noun, permissions, memberId } = refusal;
  const detail = { noun: noun ?? null, permissions: [...(permissions ?? [])], memberId: memberId ?? null };
  await mustHold(principal);
  await askWithin(store().pool, ofOrganizations(organizationId === null ? [] : [organizationId]), {
    text: `insert into access_denial (organization_id, person_id, door, request_id, code, detail)
      values ($1, $2, $3, $4, $5, $6)`,
    values: [
      organizationId,
      principal.personId,
      principal.door,
      principal.requestId,
      refusal.code,
      JSON.stringify(detail),
    ],
  });
}
