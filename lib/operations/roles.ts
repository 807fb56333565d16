import "server-only";
import { randomUUID } from "node:crypto";
import type { Change } from "@/lib/core/change";
import type { Level, Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import { type RoleWithHolders, readCatalogue, readRoles } from "@/lib/store/catalogue";
import { changeAccess } from "./change-access";
import { readRole } from "./read-catalogue";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";

export interface Condition {
  readonly expectedRevision?: number;
}

export interface RoleNow {
  readonly revision: number;
  readonly role: RoleWithHolders;
  /** The catalogue of the role's level. */
  readonly permissions: readonly Permission[];
}

export interface NewRole {
  readonly name: string;
  readonly description: string | null;
  /** Undefined: that of the organization itself. */
  readonly level: Level | undefined;
  /** Ids or names. */
  readonly permissions: readonly string[];
}

/** A role of the organization's own. */
export async function createRole(
  principal: Principal,
  organizationId: string,
  { level, ...wanted }: NewRole,
  condition: Condition = {},
): Promise<Result<RoleNow>> {
  const entered = await enter(principal, { organizationId });
  if (!entered.ok) return entered;
  const role = randomUUID();
  const change: Change = { kind: "create-role", role, level: level ?? entered.value.level, ...wanted };
  return changeRole(principal, organizationId, role, change, condition);
}

/** A role of the organization's own that gives what another one gives; a built-in one may be its model. */
export async function duplicateRole(
  principal: Principal,
  organizationId: string,
  roleId: string,
  name: string,
): Promise<Result<RoleNow>> {
  const model = await readRole(principal, organizationId, roleId);
  if (!model.ok) return model;
  const { role, permissions } = model.value;
  const ids = permissions.filter(({ id }) => role.permissionIds.includes(id)).map(({ id }) => id);
  return createRole(principal, organizationId, {
    name,
    description: role.description,
    level: role.level,
    permissions: ids,
  });
}

/** Renames a role or changes what it gives; answers it as it is now. */
export async function changeRole(
  principal: Principal,
  organizationId: string,
  roleId: string,
  change: Change,
  condition: Condition = {},
): Promise<Result<RoleNow>> {
  const result = await changeAccess(principal, { organizationId, changes: [change], ...condition });
  if (!result.ok) return result;
  const { after, revision } = result.value;
  const role = after.roles.get(roleId);
  if (!role) return deny(principal, organizationId, notFound("role"));
  const [permissions, roles] = await Promise.all([
    readCatalogue(organizationId, role.level),
    readRoles(organizationId, role.level),
  ]);
  const { number, holders } = roles.find(({ id }) => id === roleId) ?? { number: role.number, holders: 0 };
  return success({ revision, permissions, role: { ...role, number, holders } });
}
