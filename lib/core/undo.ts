import type { AuditEvent } from "./audit-event";
import type { Change } from "./change";
import type { Effect } from "./effect";

/** The source of ids for rows that come into being again under a new id. */
export type NewId = () => string;

/**
 * The changes that take a command back, newest effect first. They go through `decide` like any others, so an undo
 * gives nobody more than the one who undoes it may give. Undefined where something in it has no inverse.
 */
export function inverse(effects: readonly Effect[], newId: NewId): readonly Change[] | undefined {
  const changes: Change[] = [];
  for (const effect of [...effects].reverse()) {
    const back = inverseOf(effect, newId);
    if (back === undefined) return undefined;
    changes.push(...back);
  }
  return changes;
}

/** Whether a command that made such an event can be taken back at all; what it then needs is decided when it is. */
export function hasInverse(event: Pick<AuditEvent, "kind" | "before">): boolean {
  try {
    return inverse([event as Effect], () => "") !== undefined;
  } catch {
    // An older event may lack what its inverse is made of.
    return false;
  }
}

function inverseOf(effect: Effect, newId: NewId): readonly Change[] | undefined {
  const member = effect.membershipId ?? "";
  const permission = effect.permissionId ?? "";
  const role = effect.roleId ?? "";
  switch (effect.kind) {
    case "permission.added":
      return [{ kind: "remove-permission", member, permission }];
    case "permission.changed":
    case "permission.removed":
      return [{ kind: "add-permission", member, permission, expiresAt: effect.before.expiresAt }];
    case "role.assigned":
      return [{ kind: "unassign-role", member, role }];
    case "role.assignment-changed":
    case "role.unassigned":
      return [
        {
          kind: "assign-role",
          member,
          role,
          assignment: effect.before.id,
          expiresAt: effect.before.expiresAt,
        },
      ];
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
