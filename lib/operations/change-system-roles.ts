import "server-only";
import { randomUUID } from "node:crypto";
import type { Change } from "@/lib/core/change";
import { findPermission, indexCatalogue } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { notFound, refuse } from "@/lib/core/refusal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { readCatalogue } from "@/lib/store/catalogue";
import { type Changed, changeAccess } from "./change-access";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";
import { listSystemRoles, readSystemRole, type SystemRole } from "./system-roles";
import { joinSystem, systemTarget } from "./system-target";

/** Creates a role of the system's own and answers it, with the integer that it got. */
export async function createSystemRole(
  principal: Principal,
  name: string,
  permissions: readonly string[],
): Promise<Result<SystemRole>> {
  const id = randomUUID();
  const created = await change(principal, {
    kind: "create-role",
    role: id,
    level: "SYSTEM",
    name,
    description: null,
    permissions,
  });
  if (!created.ok) return created;
  const roles = await listSystemRoles(principal);
  if (!roles.ok) return roles;
  const role = roles.value.find((each) => each.id === id);
  return role ? success(role) : deny(principal, SYSTEM_ORGANIZATION, notFound("role"));
}

/** How often others may be faster before the asker is told to come back. */
const TRIES = 6;

/**
 * Sets the name and the permissions of a role, by its integer. The difference is made here, so it counts only for the
 * revision that it was made on: where someone else was faster it is made again.
 */
export async function setSystemRole(
  principal: Principal,
  number: number,
  name: string,
  permissions: readonly string[],
): Promise<Result<SystemRole>> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const entered = await enter(principal, { organizationId: SYSTEM_ORGANIZATION }, "editRoles");
    if (!entered.ok) return entered;
    const role = await readSystemRole(principal, number);
    if (!role.ok) return role;
    const changes = await changesTo(role.value, name, permissions);
    const expectedRevision = entered.value.organization.revision;
    const changed = await changeAccess(principal, {
      organizationId: SYSTEM_ORGANIZATION,
      changes,
      expectedRevision,
    });
    if (changed.ok) return readSystemRole(principal, number);
    if (changed.refusal.code !== "stale") return changed;
  }
  return deny(
    principal,
    SYSTEM_ORGANIZATION,
    refuse("busy", "Too many people are changing the system. Try again."),
  );
}

/** Deletes a role by its integer; its holders lose it. */
export async function deleteSystemRole(principal: Principal, number: number): Promise<Result<Changed>> {
  const role = await readSystemRole(principal, number);
  return role.ok ? change(principal, { kind: "delete-role", role: role.value.id }) : role;
}

/** Gives a role to a person, both by their integers. Who has nothing in the system yet joins it in the same command. */
export async function assignSystemRole(
  principal: Principal,
  number: number,
  roleNumber: number,
): Promise<Result<Changed>> {
  const target = await systemTarget(principal, number);
  if (!target.ok) return target;
  const found = await readSystemRole(principal, roleNumber);
  if (!found.ok) return found;
  const { personId, member } = target.value;
  const role = { role: found.value.id, assignment: randomUUID() };
  return change(
    principal,
    member
      ? { kind: "assign-role", member: member.id, ...role }
      : joinSystem(personId, { permissions: [], roles: [role] }),
  );
}

/** Takes a role from a person. Who does not belong to the system has none: he does not join it for that. */
export async function unassignSystemRole(
  principal: Principal,
  number: number,
  roleNumber: number,
): Promise<Result<Changed>> {
  const target = await systemTarget(principal, number);
  if (!target.ok) return target;
  const found = await readSystemRole(principal, roleNumber);
  if (!found.ok) return found;
  const { member } = target.value;
  return change(
    principal,
    ...(member ? [{ kind: "unassign-role", member: member.id, role: found.value.id } as const] : []),
  );
}

async function changesTo(
  role: SystemRole,
  name: string,
  permissions: readonly string[],
): Promise<readonly Change[]> {
  const catalogue = indexCatalogue(await readCatalogue(SYSTEM_ORGANIZATION, "SYSTEM"));
  const wanted = new Set(permissions.map((reference) => findPermission(catalogue, reference)?.id));
  const remove = role.permissions.filter(({ id }) => !wanted.has(id)).map(({ id }) => id);
  return [
    { kind: "rename-role", role: role.id, name },
    { kind: "edit-role", role: role.id, add: permissions, remove },
  ];
}

function change(principal: Principal, ...changes: readonly Change[]): Promise<Result<Changed>> {
  return changeAccess(principal, { organizationId: SYSTEM_ORGANIZATION, changes });
}
