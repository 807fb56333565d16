import { effectiveAccess, ofScope, type Source } from "./access";
import type { Case } from "./case";
import { findPermission } from "./permission";
import { type Refusal, refuse } from "./refusal";

/**
 * Only direct grants can be removed at a person. Removing what he has by another way alone is not silently nothing:
 * he would still have it, so the refusal says where it comes from.
 */
export function inherited({ command, before, after, catalogue }: Case): Refusal[] {
  return command.changes.flatMap((change, changeIndex) => {
    if (change.kind !== "remove-permission") return [];
    const permission = findPermission(catalogue, change.permission);
    const old = before.members.get(change.member);
    const now = after.members.get(change.member);
    if (!permission || !old || !now || old.grants.some((grant) => grant.permissionId === permission.id))
      return [];
    const access = effectiveAccess(
      // Of who is suspended too: he would have it again.
      ofScope(after.members.values(), now.person.id, now.projectId),
      after.roles,
      catalogue,
      now.level,
    );
    const sources = access.get(permission.id);
    if (!sources) return [];
    const message = `${permission.displayName} is not a direct permission here; it comes ${sources.map(inWords).join(" and ")}.`;
    return [refuse("inherited", message, { memberId: now.id, changeIndex, permissions: [permission.name] })];
  });
}

function inWords(source: Source): string {
  if (source.kind === "direct") return "from a direct grant";
  if (source.kind === "role") return `from the role ${source.roleName}`;
  if (source.kind === "implied") return `with ${source.permissionName}`;
  return source.kind === "organization"
    ? `from the organization, with ${source.permissionName}`
    : `from the system, with ${source.permissionName}`;
}
