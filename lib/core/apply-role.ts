import type { Change } from "./change";
import { findPermission, type Level } from "./permission";
import { notFound, type Refusal, refuse } from "./refusal";
import type { Assignment, Context, Member, Role, State } from "./state";

type RoleChange = Extract<Change, { kind: "create-role" | "edit-role" | "rename-role" | "delete-role" }>;

const NAME_MOST = 3000;

export function applyToRole(state: State, change: RoleChange, context: Context): Refusal | undefined {
  if (change.kind === "create-role") return createRole(state, change, context);
  const role = state.roles.get(change.role);
  if (!role || isForeign(state, role)) return notFound("role");
  if (role.organizationId === null)
    return refuse(
      "built-in",
      `"${role.name}" is built in and the same for everyone. Duplicate it to change it.`,
      { noun: "role" },
    );
  if (change.kind === "edit-role") return editRole(state, role, change.add, change.remove, context);
  if (change.kind === "rename-role")
    return renameRole(state, role, change.name ?? role.name, change.description, context);
  if (state.organization.joining?.role === role.id)
    return refuse(
      "wrong-state",
      `People join by their domain as "${role.name}". Choose another role for that first.`,
      {
        noun: "role",
      },
    );
  for (const member of state.members.values()) unassign(state, member, role.id);
  state.roles.delete(role.id);
  return undefined;
}

/** The asker's own roles in the system are in the state, to know what he holds; here they do not exist. */
function isForeign(state: State, role: Role): boolean {
  return role.organizationId !== null && role.organizationId !== state.organization.id;
}

/** A role that this member's scope can have: of this organization or built in, and of the same level. */
function findRole(state: State, member: Member, roleId: string): Role | Refusal {
  const role = state.roles.get(roleId);
  if (!role || isForeign(state, role)) return notFound("role", { memberId: member.id });
  if (role.level !== member.level) {
    return refuse("invalid", `"${role.name}" is a role for another level.`, {
      noun: "role",
      field: "role",
      memberId: member.id,
    });
  }
  return role;
}

export function assign(
  state: State,
  member: Member,
  roleId: string,
  given: { id: string; expiresAt: string | null },
  context: Context,
): Refusal | undefined {
  const role = findRole(state, member, roleId);
  if ("code" in role) return role;
  if (given.expiresAt !== null && !(Date.parse(given.expiresAt) > Date.parse(context.now))) {
    return refuse("invalid", "The expiry is in the past.", { field: "expiresAt", memberId: member.id });
  }
  const held = member.assignments.find((each) => each.roleId === roleId);
  if (held && held.expiresAt === given.expiresAt) return undefined;
  if (!held && member.assignments.some(({ id }) => id === given.id))
    return refuse("conflict", `The record of "${role.name}" is another role's by now. Assign it anew.`, {
      noun: "role",
      memberId: member.id,
    });
  const assignment: Assignment = {
    id: held?.id ?? given.id,
    roleId,
    assignedBy: context.actorId,
    assignedAt: held?.assignedAt ?? context.now,
    updatedAt: context.now,
    expiresAt: given.expiresAt,
  };
  state.members.set(member.id, {
    ...member,
    assignments: [...member.assignments.filter((each) => each !== held), assignment],
  });
  return undefined;
}

/** Unassigning a role that is not held is a success; one that does not exist is not. */
export function unassign(state: State, member: Member, roleId: string): Refusal | undefined {
  if (!state.roles.has(roleId)) return notFound("role", { memberId: member.id });
  const kept = member.assignments.filter((each) => each.roleId !== roleId);
  if (kept.length < member.assignments.length) state.members.set(member.id, { ...member, assignments: kept });
  return undefined;
}

/** Replaces the roles. One that takes another's place takes over its id: seed 002 keys it by (user, organization). */
export function setRoles(
  state: State,
  member: Member,
  wanted: readonly { role: string; assignment: string }[],
  context: Context,
): Refusal | undefined {
  for (const { role } of wanted) {
    const found = findRole(state, member, role);
    if ("code" in found) return found;
  }
  const going = member.assignments.filter((each) => !wanted.some(({ role }) => role === each.roleId));
  const coming = wanted.filter(({ role }) => !member.assignments.some((each) => each.roleId === role));
  if (going.length + coming.length === 0) return undefined;
  const heirs = going.slice(0, coming.length);
  const assignments = member.assignments.filter((each) => !going.includes(each));
  coming.forEach(({ role, assignment }, index) => {
    const heir = heirs[index];
    assignments.push({
      id: heir?.id ?? assignment,
      roleId: role,
      assignedBy: context.actorId,
      assignedAt: heir?.assignedAt ?? context.now,
      updatedAt: context.now,
      expiresAt: null,
    });
  });
  state.members.set(member.id, { ...member, assignments: inheritOldest(member, assignments, context) });
  return undefined;
}

/** Where nothing new takes the oldest one's place, a kept one does: the record's id outlives every change of roles. */
function inheritOldest(
  member: Member,
  assignments: readonly Assignment[],
  { now }: Context,
): readonly Assignment[] {
  const [oldest] = member.assignments;
  const [first, ...rest] = assignments;
  if (!oldest || !first || assignments.some(({ id }) => id === oldest.id)) return assignments;
  return [{ ...first, id: oldest.id, assignedAt: oldest.assignedAt, updatedAt: now }, ...rest];
}

function createRole(
  state: State,
  change: Extract<RoleChange, { kind: "create-role" }>,
  context: Context,
): Refusal | undefined {
  if ((change.level === "SYSTEM") !== (state.organization.kind === "SYSTEM")) {
    return refuse("invalid", "There are no roles of that level here.", { noun: "role", field: "level" });
  }
  const refusal = nameRefusal(state, change.name, change.level, undefined, context);
  if (refusal) return refusal;
  const resolved = resolve(change.permissions, change.level, context);
  if ("code" in resolved) return resolved;
  state.roles.set(change.role, {
    id: change.role,
    number: 0,
    organizationId: state.organization.id,
    level: change.level,
    name: change.name.trim(),
    description: change.description,
    createdAt: context.now,
    updatedAt: context.now,
    permissionIds: [...new Set(resolved.ids)],
  });
  return undefined;
}

function editRole(
  state: State,
  role: Role,
  add: readonly string[],
  remove: readonly string[],
  context: Context,
): Refusal | undefined {
  const adding = resolve(add, role.level, context);
  if ("code" in adding) return adding;
  const removing = resolve(remove, role.level, context);
  if ("code" in removing) return removing;
  const kept = role.permissionIds.filter((id) => !removing.ids.includes(id));
  state.roles.set(role.id, { ...role, permissionIds: [...new Set([...kept, ...adding.ids])] });
  return undefined;
}

function renameRole(
  state: State,
  role: Role,
  name: string,
  description: string | null | undefined,
  context: Context,
): Refusal | undefined {
  const refusal = nameRefusal(state, name, role.level, role, context);
  if (refusal) return refusal;
  state.roles.set(role.id, {
    ...role,
    name: name.trim(),
    description: description === undefined ? role.description : description,
  });
  return undefined;
}

function nameRefusal(
  state: State,
  name: string,
  level: Level,
  self: Role | undefined,
  context: Context,
): Refusal | undefined {
  const trimmed = name.trim();
  if (trimmed.length === 0 || trimmed.length > NAME_MOST) {
    return refuse("invalid", `A name has 1 to ${NAME_MOST} characters.`, { noun: "role", field: "name" });
  }
  const key = trimmed.toLowerCase();
  if (self && self.name.toLowerCase() === key) return undefined;
  const inState = [...state.roles.values()].some(
    (role) => role.level === level && role.name.toLowerCase() === key && role.id !== self?.id,
  );
  if (inState || context.takenNames.has(`${level}:${key}`))
    return refuse("conflict", `There is a role "${trimmed}" already.`, { noun: "role", field: "name" });
  return undefined;
}

function resolve(references: readonly string[], level: Level, context: Context): { ids: string[] } | Refusal {
  const found = references.map((reference) => ({
    reference,
    permission: findPermission(context.catalogue, reference),
  }));
  const missing = found
    .filter(({ permission }) => permission?.level !== level)
    .map(({ reference }) => reference);
  if (missing.length > 0)
    return refuse("unknown-permission", `No such permission here: ${missing.join(", ")}.`, {
      noun: "permission",
      permissions: missing,
    });
  const gated = found.flatMap(({ permission }) => (permission?.gated ? [permission.name] : []));
  if (gated.length > 0)
    return refuse("gated", `${gated.join(", ")} is opened project by project and cannot be part of a role.`, {
      permissions: gated,
    });
  return { ids: found.flatMap(({ permission }) => (permission ? [permission.id] : [])) };
}
