import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { RoleHoldersView } from "@/lib/core/view";
import { store } from "@/lib/store/database";
import { readRoleHolders } from "@/lib/store/role-holders";
import { readRole } from "./read-catalogue";
import { type Result, success } from "./result";
import { enter } from "./standing";

const MOST = 500;

/** Who has a role, at the organization and in its projects; for who may see its people. */
export async function listRoleHolders(
  principal: Principal,
  organizationId: string,
  roleId: string,
): Promise<Result<RoleHoldersView>> {
  const entered = await enter(principal, { organizationId }, "readPeople");
  if (!entered.ok) return entered;
  const role = await readRole(principal, organizationId, roleId);
  if (!role.ok) return role;
  const found = await readRoleHolders(store().pool, organizationId, [roleId], MOST);
  const members = found.members.filter(({ assignments }) =>
    assignments.some((each) => each.roleId === roleId),
  );
  return success({ members, total: found.counts[roleId] ?? 0 });
}
