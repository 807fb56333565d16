import type { AuditEvent } from "./audit-event";
import type { Change } from "./change";
import type { Effect } from "./effect";

/** The source of ids for rows that come into being again under a new id. */
export type NewId = () => string;

/**
 * The changes that take a command back, newest effect first. They go through `decide` like any others, so an undo
 * gives nobody more than the one who undoes it may give. What would have ended before `now` (ISO 8601) does not come
 * back. Undefined where something in it has no inverse.
 */
export function inverse(
  effects: readonly Effect[],
  newId: NewId,
  now: string,
): readonly Change[] | undefined {
  const changes: Change[] = [];
  // Projects follow their organization in who is in and who is suspended, so that comes first.
  const order = (effect: Effect) => Number(!STANDING.has(effect.kind) || effect.projectId !== null);
  for (const effect of [...effects].reverse().sort((one, other) => order(one) - order(other))) {
    const back = inverseOf(effect, newId, now);
    if (back === undefined) return undefined;
    changes.push(...back);
  }
  return changes;
}

const STANDING: ReadonlySet<Effect["kind"]> = new Set([
  "member.suspended",
  "member.restored",
  "member.removed",
]);

/** Whether a command that made such an event can be taken back at all; what it then needs is decided when it is. */
export function hasInverse(event: Pick<AuditEvent, "kind" | "before">): boolean {
  try {
    return inverse([event as Effect], () => "", "") !== undefined;
  } catch {
    // An older event may lack what its inverse is made of.
    return false;
  }
}

function inverseOf(effect: Effect, newId: NewId, now: string): readonly Change[] | undefined {
  const member = effect.membershipId ?? "";
  const permission = effect.permissionId ?? "";
  const role = effect.roleId ?? "";
  switch (effect.kind) {
    case "permission.added":
      return [{ kind: "remove-permission", member, permission }];
    case "permission.changed":
    case "permission.removed": {
      const { expiresAt } = effect.before;
      if (hasEnded(expiresAt, now))
        return effect.after === null ? [] : [{ kind: "remove-permission", member, permission }];
      return [{ kind: "add-permission", member, permission, expiresAt }];
    }
    case "role.assigned":
      return [{ kind: "unassign-role", member, role }];
    case "role.assignment-changed":
    case "role.unassigned":
      return inverseOfAssignment(effect, now);
    case "role.permission-added":
      return [{ kind: "edit-role", role, add: [], remove: [permission] }];
    case "role.permission-removed":
      return [{ kind: "edit-role", role, add: [permission], remove: [] }];
    case "role.created":
      return [{ kind: "delete-role", role }];
    case "role.renamed":
      return [
        { kind: "rename-role", role, name: effect.before.name, description: effect.before.description },
      ];
    case "role.deleted":
      return recreate(effect);
    case "catalogue.permission-added":
    case "catalogue.permission-changed":
    case "catalogue.permission-removed":
      return [inverseOfCatalogue(effect)];
    default:
      return inverseOfMembership(effect, newId);
  }
}

const hasEnded = (end: string | null, now: string) => end !== null && Date.parse(end) <= Date.parse(now);

/** Another role may have taken over the id of the record: then it gets its own back first, so that none has two. */
function inverseOfAssignment(
  {
    membershipId,
    roleId,
    before,
    after,
  }: Extract<Effect, { kind: "role.assignment-changed" | "role.unassigned" }>,
  now: string,
): readonly Change[] {
  const about = { member: membershipId ?? "", role: roleId ?? "" };
  const away: Change = { kind: "unassign-role", ...about };
  const { id: assignment, expiresAt } = before;
  if (hasEnded(expiresAt, now)) return after === null ? [] : [away];
  const back: Change = { kind: "assign-role", ...about, assignment, expiresAt };
  return after !== null && after.id !== assignment ? [away, back] : [back];
}

function recreate({
  roleId,
  before,
}: Extract<Effect, { kind: "role.deleted" }>): readonly Change[] | undefined {
  const { level, name, description } = before;
  if (level !== "ORGANIZATION" && level !== "PROJECT" && level !== "SYSTEM") return undefined;
  return [{ kind: "create-role", role: roleId ?? "", level, name, description, permissions: [] }];
}

/** A permission comes back under its old id; what it implied is named by ids, since names may be others' by now. */
function inverseOfCatalogue(effect: Extract<Effect, { kind: `catalogue.${string}` }>): Change {
  const permission = effect.permissionId ?? "";
  if (effect.kind === "catalogue.permission-added") return { kind: "delete-permission", permission };
  const { name, level, ...words } = effect.before;
  const set = { ...words, implies: effect.before.implies.map(({ id }) => id) };
  return effect.kind === "catalogue.permission-changed"
    ? { kind: "edit-permission", permission, set }
    : { kind: "create-permission", permission, name, level, ...set };
}

function inverseOfMembership(effect: Effect, newId: NewId): readonly Change[] | undefined {
  const member = effect.membershipId ?? "";
  switch (effect.kind) {
    case "member.added":
      return [{ kind: "remove-member", member }];
    case "member.suspended":
      return [{ kind: "restore-member", member }];
    case "member.restored":
      return [{ kind: "suspend-member", member }];
    case "member.removed":
      if (effect.before.status === "INVITED") return undefined;
      return [
        {
          kind: "add-member",
          member,
          project: effect.projectId,
          person: { personId: effect.personId ?? newId() },
          permissions: [],
          roles: [],
        },
        // What everyone gets who joins is not what he had: that comes back grant by grant.
        { kind: "set-permissions", member, permissions: [] },
        ...(effect.before.status === "SUSPENDED" ? [{ kind: "suspend-member", member } as const] : []),
      ];
    case "invitation.created":
      // It goes with the membership that came with it, whose own inverse ends both.
      return [];
    case "project.created":
      return [{ kind: "delete-project", project: effect.projectId ?? "" }];
    case "project.renamed":
      return [{ kind: "rename-project", project: effect.projectId ?? "", name: effect.before.name }];
    case "gate.opened":
      return [{ kind: "close-gate", project: effect.projectId ?? "", permission: effect.permissionId ?? "" }];
    case "gate.closed":
      return [{ kind: "open-gate", project: effect.projectId ?? "", permission: effect.permissionId ?? "" }];
    case "organization.renamed":
      return [{ kind: "rename-organization", name: effect.before.name }];
    case "organization.status-set":
      return [{ kind: "set-status", status: effect.before.status }];
    case "organization.granting-set":
      return [{ kind: "set-granting", granting: effect.before.granting }];
    case "organization.joining-set":
      return [{ kind: "set-joining", joining: effect.before.joining }];
    default:
      return undefined;
  }
}
