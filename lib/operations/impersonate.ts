import "server-only";
import type { Principal } from "@/lib/core/principal";
import { store } from "@/lib/store/database";
import { readMembers } from "@/lib/store/members";
import { changeAccess } from "./change-access";
import { normalizeEmail } from "./list-members";
import { enter } from "./standing";

/**
 * A read on someone else's behalf (seed 004's X-Impersonate-Email). Honoured where the asker may impersonate in the
 * project and the target belongs to it, otherwise ignored; it never gives more than the asker's own, and both stand in
 * the audit. For reads alone: a change of permissions is always the asker's own.
 */
export async function actingAs(principal: Principal, projectId: string, email: string): Promise<Principal> {
  if (principal.actingAs) return principal;
  const entered = await enter(principal, { projectId });
  if (!entered.ok || !entered.value.standing.has("impersonate", "PROJECT", projectId)) return principal;
  const scope = { organizationId: entered.value.organization.id, projectId };
  const { members } = await readMembers(
    store().pool,
    scope,
    { emails: [normalizeEmail(email)], status: "ACTIVE" },
    { limit: 1 },
  );
  const target = members[0]?.person;
  if (!target || target.id === principal.personId) return principal;
  const noted = await changeAccess(principal, {
    ...scope,
    changes: [{ kind: "note", act: "impersonation.used", person: target.id, project: projectId }],
  });
  return noted.ok ? { ...principal, actingAs: { personId: target.id, label: target.email } } : principal;
}
