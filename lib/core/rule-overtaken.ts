import type { Case } from "./case";
import type { Effect } from "./effect";
import { type Refusal, refuse } from "./refusal";
import type { Member, State } from "./state";

/**
 * An undo takes back what its command made, and not what somebody has made of it since: a grant that was given anew, a
 * person who has joined or was given more, a role that others have by now.
 */
export function overtaken({ command, before, snapshot }: Case): Refusal[] {
  const undoes = command.undoes ?? [];
  const made = new Set(undoes.map(keyOf));
  const hit = undoes.find((effect) => isOvertaken(effect, before, made, snapshot.now));
  if (!hit) return [];
  const what = [hit.permissionName ?? hit.roleName, hit.subject].filter(Boolean);
  return [
    refuse(
      "wrong-state",
      `This has been changed since (${[...new Set(what)].join(", ")}). Undo that first, or change it by hand.`,
      hit.membershipId === null ? {} : { memberId: hit.membershipId },
    ),
  ];
}

const keyOf = ({ kind, membershipId, permissionId, roleId }: Effect) =>
  [kind, membershipId, permissionId ?? roleId].join(" ");

function isOvertaken(effect: Effect, state: State, made: ReadonlySet<string>, now: string): boolean {
  const member = state.members.get(effect.membershipId ?? "");
  const grant = member?.grants.find(({ permissionId }) => permissionId === effect.permissionId);
  const assignment = member?.assignments.find(({ roleId }) => roleId === effect.roleId);
  switch (effect.kind) {
    case "permission.added":
      return grant !== undefined && !isSame(grant.grantedAt, effect.after.grantedAt);
    case "permission.changed":
      return grant
        ? !isSame(grant.grantedAt, effect.after.grantedAt)
        : member !== undefined && !hasEnded(effect.after.expiresAt, now);
    case "permission.removed":
      return grant !== undefined && !isSame(grant.expiresAt, effect.before.expiresAt);
    case "role.assigned":
      return assignment !== undefined && !isSame(assignment.updatedAt, effect.after.updatedAt);
    case "role.assignment-changed":
      return assignment
        ? !isSame(assignment.updatedAt, effect.after.updatedAt)
        : member !== undefined && !hasEnded(effect.after.expiresAt, now);
    case "role.unassigned":
      return assignment !== undefined && !isSame(assignment.expiresAt, effect.before.expiresAt);
    case "member.added":
      return member !== undefined && (member.status !== effect.after.status || hasMore(member, state, made));
    case "gate.opened":
      return [...state.members.values()].some(
        ({ id, projectId, grants }) =>
          projectId === effect.projectId &&
          grants.some(({ permissionId }) => permissionId === effect.permissionId) &&
          !made.has(`permission.added ${id} ${effect.permissionId}`),
      );
    case "role.created":
      return isUsed(effect.roleId ?? "", state, made);
    case "project.created":
      return [...state.members.values()].some(
        ({ id, projectId }) => projectId === effect.projectId && !made.has(`member.added ${id} `),
      );
    default:
      return false;
  }
}

/** More than came with him: a grant, a role, or a project of the organization. */
function hasMore(member: Member, state: State, made: ReadonlySet<string>): boolean {
  const { id, grants, assignments, person, projectId } = member;
  return (
    grants.some(({ permissionId }) => !made.has(`permission.added ${id} ${permissionId}`)) ||
    assignments.some(({ roleId }) => !made.has(`role.assigned ${id} ${roleId}`)) ||
    (projectId === null &&
      [...state.members.values()].some(
        (each) => each.person.id === person.id && !made.has(`member.added ${each.id} `),
      ))
  );
}

/** Given by others to somebody, or edited. */
function isUsed(role: string, state: State, made: ReadonlySet<string>): boolean {
  const gives = state.roles.get(role)?.permissionIds ?? [];
  return (
    gives.some((id) => !made.has(`role.permission-added  ${id}`)) ||
    [...state.members.values()].some(
      ({ id, assignments }) =>
        assignments.some(({ roleId }) => roleId === role) && !made.has(`role.assigned ${id} ${role}`),
    )
  );
}

const isSame = (one: string | null, other: string | null) =>
  one === other || (one !== null && other !== null && Date.parse(one) === Date.parse(other));

const hasEnded = (end: string | null, now: string) => end !== null && Date.parse(end) <= Date.parse(now);
