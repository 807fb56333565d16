import { organizationDifference } from "./difference-organization";
import {
  type AssignmentFact,
  type Effect,
  type GrantFact,
  type MemberFact,
  type Named,
  NOBODY,
  type RoleFact,
} from "./effect";
import type { Catalogue } from "./permission";
import type { Assignment, Grant, Member, Role, State } from "./state";

/** What differs between two states, smallest facts first undone and then done: what already is so yields nothing. */
export function difference(before: State, after: State, catalogue: Catalogue, actorId: string): Effect[] {
  const gone = [...before.members.values()].filter((member) => !after.members.has(member.id));
  const effects = [
    ...organizationDifference(before, after, catalogue, actorId),
    ...roleDifference(before, after, catalogue),
  ];
  for (const member of gone) {
    effects.push(
      ...heldDifference(member, { ...member, grants: [], assignments: [] }, before, after, catalogue),
    );
    effects.push({
      ...naming(member),
      kind: "member.removed",
      before: memberFact(member, before),
      after: null,
    });
  }
  for (const member of after.members.values()) {
    const old = before.members.get(member.id);
    if (old === member) continue;
    if (!old)
      effects.push({
        ...naming(member),
        kind: "member.added",
        before: null,
        after: memberFact(member, before),
      });
    else if (old.status !== member.status) {
      effects.push({
        ...naming(member),
        kind: statusKind(old, member),
        before: memberFact(old, before),
        after: memberFact(member, before),
      });
    }
    effects.push(
      ...heldDifference(old ?? { ...member, grants: [], assignments: [] }, member, before, after, catalogue),
    );
  }
  return effects.sort((a, b) => rank(a) - rank(b));
}

/** Things come before what hangs on them, and go after it; so the list can be replayed in order. */
function rank(effect: Effect): number {
  const order: Partial<Record<Effect["kind"], number>> = {
    "permission.removed": 0,
    "role.unassigned": 0,
    "role.permission-removed": 1,
    "gate.closed": 1,
    "invitation.cancelled": 2,
    "invitation.accepted": 2,
    "member.removed": 3,
    "role.deleted": 4,
    "project.deleted": 4,
    "organization.created": 5,
    "project.created": 5,
    "role.created": 5,
    "member.added": 6,
    "catalogue.permission-removed": 4,
    "catalogue.permission-added": 5,
    "invitation.created": 7,
  };
  return order[effect.kind] ?? 8;
}

function naming(member: Member): Named {
  return {
    ...NOBODY,
    projectId: member.projectId,
    membershipId: member.id,
    personId: member.person.id,
    subject: member.person.email,
  };
}

function statusKind(old: Member, now: Member): "member.suspended" | "member.restored" | "member.joined" {
  // Also where the organization has suspended him meanwhile: that is in the fact.
  if (old.status === "INVITED") return "member.joined";
  if (now.status === "SUSPENDED") return "member.suspended";
  return "member.restored";
}

function memberFact(member: Member, before: State): MemberFact {
  const known =
    member.person.number > 0 ||
    [...before.members.values()].some((each) => each.person.id === member.person.id);
  const { email, firstName, lastName, phone } = member.person;
  return {
    status: member.status,
    organizationLevel: member.level === "SYSTEM" ? "SYSTEM" : "ORGANIZATION",
    stranger: known ? null : { email, firstName, lastName, phone },
  };
}

function heldDifference(
  old: Member,
  now: Member,
  before: State,
  after: State,
  catalogue: Catalogue,
): Effect[] {
  return [...grantDifference(old, now, catalogue), ...assignmentDifference(old, now, before, after)];
}

function grantDifference(old: Member, now: Member, catalogue: Catalogue): Effect[] {
  const name = (permissionId: string) => ({
    ...naming(now),
    permissionId,
    permissionName: catalogue.byId.get(permissionId)?.name ?? null,
  });
  const fact = ({ expiresAt, grantedBy, grantedAt }: Grant): GrantFact => ({
    expiresAt,
    grantedBy,
    grantedAt,
    level: now.level,
  });
  // By name: the database hands rows over in whatever order its plan has, and the audit is to read the same each time.
  const byName = (grants: readonly Grant[]) =>
    new Map(
      grants
        .map(
          (grant) => [grant.permissionId, grant, catalogue.byId.get(grant.permissionId)?.name ?? ""] as const,
        )
        .sort(([, , one], [, , other]) => (one < other ? -1 : 1))
        .map(([id, grant]) => [id, grant]),
    );
  const had = byName(old.grants);
  const has = byName(now.grants);
  const effects: Effect[] = [];
  for (const grant of had.values()) {
    if (!has.has(grant.permissionId))
      effects.push({
        ...name(grant.permissionId),
        kind: "permission.removed",
        before: fact(grant),
        after: null,
      });
  }
  for (const grant of has.values()) {
    const was = had.get(grant.permissionId);
    if (!was)
      effects.push({
        ...name(grant.permissionId),
        kind: "permission.added",
        before: null,
        after: fact(grant),
      });
    else if (was.expiresAt !== grant.expiresAt) {
      effects.push({
        ...name(grant.permissionId),
        kind: "permission.changed",
        before: fact(was),
        after: fact(grant),
      });
    }
  }
  return effects;
}

function assignmentDifference(old: Member, now: Member, before: State, after: State): Effect[] {
  const roleOf = (id: string): Role | undefined => after.roles.get(id) ?? before.roles.get(id);
  const name = (roleId: string) => ({ ...naming(now), roleId, roleName: roleOf(roleId)?.name ?? null });
  const fact = ({ roleId, ...rest }: Assignment): AssignmentFact => ({
    ...rest,
    level: now.level,
    roleOrganizationId: roleOf(roleId)?.organizationId ?? null,
  });
  const had = new Map(old.assignments.map((each) => [each.roleId, each]));
  const has = new Map(now.assignments.map((each) => [each.roleId, each]));
  const effects: Effect[] = [];
  for (const each of had.values()) {
    if (!has.has(each.roleId))
      effects.push({ ...name(each.roleId), kind: "role.unassigned", before: fact(each), after: null });
  }
  for (const each of has.values()) {
    const was = had.get(each.roleId);
    if (!was) effects.push({ ...name(each.roleId), kind: "role.assigned", before: null, after: fact(each) });
    else if (was.expiresAt !== each.expiresAt || was.id !== each.id) {
      effects.push({
        ...name(each.roleId),
        kind: "role.assignment-changed",
        before: fact(was),
        after: fact(each),
      });
    }
  }
  return effects;
}

function roleDifference(before: State, after: State, catalogue: Catalogue): Effect[] {
  const effects: Effect[] = [];
  const name = (role: Role): Named => ({
    ...NOBODY,
    roleId: role.id,
    roleName: role.name,
    subject: role.name,
  });
  const fact = ({ name: roleName, description, level }: Role): RoleFact => ({
    name: roleName,
    description,
    level,
  });
  for (const id of new Set([...before.roles.keys(), ...after.roles.keys()])) {
    const old = before.roles.get(id);
    const now = after.roles.get(id);
    const role = now ?? old;
    if (!role || old === now) continue;
    if (!old) effects.push({ ...name(role), kind: "role.created", before: null, after: fact(role) });
    if (!now) effects.push({ ...name(role), kind: "role.deleted", before: fact(role), after: null });
    if (old && now && (old.name !== now.name || old.description !== now.description)) {
      effects.push({ ...name(now), kind: "role.renamed", before: fact(old), after: fact(now) });
    }
    const level = { level: role.level };
    const named = (permissionId: string) => ({
      ...name(role),
      permissionId,
      permissionName: catalogue.byId.get(permissionId)?.name ?? null,
    });
    const had = new Set(old?.permissionIds);
    const has = new Set(now?.permissionIds);
    for (const id of had)
      if (!has.has(id))
        effects.push({ ...named(id), kind: "role.permission-removed", before: level, after: null });
    for (const id of has)
      if (!had.has(id))
        effects.push({ ...named(id), kind: "role.permission-added", before: null, after: level });
  }
  return effects;
}
