import "server-only";
import type { Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import { type Role, SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { readCatalogue, readRoles } from "@/lib/store/catalogue";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";
import { systemMember, systemTarget } from "./system-target";

/** A role of the system's level, built in or own, with the permissions that it gives. */
export interface SystemRole {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** The roles of the system by their integers: for operators. */
export async function listSystemRoles(principal: Principal): Promise<Result<readonly SystemRole[]>> {
  const entered = await enter(principal, { organizationId: SYSTEM_ORGANIZATION }, "operate");
  if (!entered.ok) return entered;
  const [permissions, roles] = await Promise.all([
    readCatalogue(SYSTEM_ORGANIZATION, "SYSTEM"),
    readRoles(SYSTEM_ORGANIZATION, "SYSTEM"),
  ]);
  return success(roles.map((role) => systemRole(role, permissions)).sort((a, b) => a.number - b.number));
}

/** One role of the system, by its integer: for operators. */
export async function readSystemRole(principal: Principal, number: number): Promise<Result<SystemRole>> {
  const roles = await listSystemRoles(principal);
  if (!roles.ok) return roles;
  const role = roles.value.find((each) => each.number === number);
  return role ? success(role) : deny(principal, SYSTEM_ORGANIZATION, notFound("role"));
}

/** The roles that a person has in the system, by his integer: for operators. */
export async function listSystemRolesOf(
  principal: Principal,
  number: number,
): Promise<Result<readonly SystemRole[]>> {
  const target = await systemTarget(principal, number);
  if (!target.ok) return target;
  const own = await systemMember(target.value.personId);
  return success(
    (own?.roles ?? [])
      .map((role) => systemRole(role, own?.permissions ?? []))
      .sort((a, b) => a.number - b.number),
  );
}

function systemRole(
  { id, number, name, permissionIds }: Role,
  permissions: readonly Permission[],
): SystemRole {
  return {
    id,
    number,
    name,
    permissions: permissions.filter((permission) => permissionIds.includes(permission.id)),
  };
}
