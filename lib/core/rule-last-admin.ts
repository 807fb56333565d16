import { effectiveAccess, holdsForGood } from "./access";
import type { Case } from "./case";
import { ADMINISTERS } from "./guards";
import { closure, type Level } from "./permission";
import { type Refusal, refuse } from "./refusal";
import type { Administration, State } from "./state";

/**
 * An organization, a project and the system keep at least one active person who can change people there for good,
 * whatever takes him away. A project counts its own people: what comes down from the organization can go with it.
 */
export function lastAdmin(each: Case): Refusal[] {
  const { before, after, snapshot } = each;
  if (after.organization.deleted) return [];
  return snapshot.administration.flatMap((scope) => {
    if (scope.projectId !== null && !after.projects.has(scope.projectId)) return [];
    if (!isAdministered(each, scope, before) || isAdministered(each, scope, after)) return [];
    const where =
      scope.projectId === null
        ? snapshot.organization.name
        : (before.projects.get(scope.projectId)?.name ?? "the project");
    return [
      refuse(
        "last-admin",
        `This would leave nobody who can change people in ${where}. Give someone else that right first.`,
        {
          noun: scope.projectId === null ? "organization" : "project",
        },
      ),
    ];
  });
}

function isAdministered({ catalogue, snapshot }: Case, scope: Administration, state: State): boolean {
  if (scope.others) return true;
  const level: Level =
    scope.projectId !== null
      ? "PROJECT"
      : snapshot.organization.kind === "SYSTEM"
        ? "SYSTEM"
        : "ORGANIZATION";
  const administers = catalogue.byName.get(ADMINISTERS[level].toLowerCase())?.id;
  if (administers === undefined) return false;
  const throughRole = scope.othersThroughRoles.some((id) =>
    closure(catalogue, state.roles.get(id)?.permissionIds ?? []).has(administers),
  );
  if (throughRole) return true;
  return [...state.members.values()].some(
    (member) =>
      member.projectId === scope.projectId &&
      member.status === "ACTIVE" &&
      !member.person.suspended &&
      holdsForGood(effectiveAccess([member], state.roles, catalogue, level), administers),
  );
}
