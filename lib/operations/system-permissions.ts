import "server-only";
import type { Change, Command } from "@/lib/core/change";
import { findPermission, indexCatalogue, type Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { notFound, refuse } from "@/lib/core/refusal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { readCatalogue } from "@/lib/store/catalogue";
import { type Changed, changeAccess } from "./change-access";
import { type Preview, previewChange } from "./preview-change";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";
import { findAnyone } from "./support";
import { joinSystem, systemMember, systemTarget } from "./system-target";

/**
 * Grants a system permission to a person, by his integer. Everyone may be given one: who gets his first joins the
 * system in the same command, with the level's default permissions.
 */
export async function addSystemPermission(
  principal: Principal,
  number: number,
  permission: string,
): Promise<Result<Changed>> {
  const target = await systemTarget(principal, number);
  if (!target.ok) return target;
  const { personId, member } = target.value;
  const change: Change = member
    ? { kind: "add-permission", member: member.id, permission }
    : joinSystem(personId, { permissions: [permission], roles: [] });
  return changeAccess(principal, { organizationId: SYSTEM_ORGANIZATION, changes: [change] });
}

/** Takes a system permission away. Who does not belong to the system has none: he does not join it for that. */
export async function removeSystemPermission(
  principal: Principal,
  number: number,
  permission: string,
): Promise<Result<Changed>> {
  const target = await systemTarget(principal, number);
  if (!target.ok) return target;
  const { member } = target.value;
  if (!member && !(await isSystemPermission(permission))) {
    return deny(
      principal,
      SYSTEM_ORGANIZATION,
      refuse("unknown-permission", `No such permission here: ${permission}.`, {
        noun: "permission",
        permissions: [permission],
      }),
    );
  }
  const changes: readonly Change[] = member
    ? [{ kind: "remove-permission", member: member.id, permission }]
    : [];
  return changeAccess(principal, { organizationId: SYSTEM_ORGANIZATION, changes });
}

export interface SystemEdit {
  /** Permission ids. */
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Until when what is added holds; null: for good. */
  readonly expiresAt?: string | null;
}

/** Several ticks for one person, as one command: all or nothing. Who has nothing in the system joins it by them. */
export async function changeSystemPermissions(
  principal: Principal,
  personId: string,
  edit: SystemEdit,
): Promise<Result<Changed>> {
  const command = await commandOf(principal, personId, edit);
  return command.ok ? changeAccess(principal, command.value) : command;
}

/** What those ticks would do. */
export async function previewSystemPermissions(
  principal: Principal,
  personId: string,
  edit: SystemEdit,
): Promise<Result<Preview>> {
  const command = await commandOf(principal, personId, edit);
  return command.ok ? previewChange(principal, command.value) : command;
}

async function commandOf(
  principal: Principal,
  personId: string,
  { add, remove, expiresAt = null }: SystemEdit,
): Promise<Result<Command>> {
  const entered = await enter(principal, { organizationId: SYSTEM_ORGANIZATION }, "changePeople");
  if (!entered.ok) return entered;
  const member = (await systemMember(personId))?.member.id;
  const given = (to: string) =>
    add.map((permission): Change => ({ kind: "add-permission", member: to, permission, expiresAt }));
  const taken = (from: string) =>
    remove.map((permission): Change => ({ kind: "remove-permission", member: from, permission }));
  const joining = joinSystem(personId, { permissions: expiresAt === null ? add : [], roles: [] });
  const joins = add.length > 0 ? [joining, ...(expiresAt === null ? [] : given(joining.member))] : [];
  const changes = member === undefined ? joins : [...given(member), ...taken(member)];
  return success({ organizationId: SYSTEM_ORGANIZATION, changes });
}

/** The whole catalogue of the system: for operators. */
export async function listSystemPermissions(principal: Principal): Promise<Result<readonly Permission[]>> {
  const entered = await enter(principal, { organizationId: SYSTEM_ORGANIZATION }, "operate");
  return entered.ok ? success(await readCatalogue(SYSTEM_ORGANIZATION, "SYSTEM")) : entered;
}

/** What a person holds in effect in the system, by his integer: for operators, and for himself. */
export async function readSystemPermissionsOf(
  principal: Principal,
  number: number,
): Promise<Result<readonly Permission[]>> {
  // A credential that is bound to another organization does not reach here, not even for what is one's own.
  const bound = principal.organizationId !== null && principal.organizationId !== SYSTEM_ORGANIZATION;
  if (bound) return deny(principal, SYSTEM_ORGANIZATION, notFound("organization"));
  const found = await findAnyone(principal, { number });
  if (!found.ok) return found;
  const own = await systemMember(found.value.id);
  const inForce = own?.member.status === "ACTIVE" && !own.member.person.suspended;
  return success(inForce ? own.permissions.filter(({ id }) => own.held.has(id)) : []);
}

async function isSystemPermission(reference: string): Promise<boolean> {
  return (
    findPermission(indexCatalogue(await readCatalogue(SYSTEM_ORGANIZATION, "SYSTEM")), reference) !==
    undefined
  );
}
