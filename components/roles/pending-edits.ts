import type { RoleView } from "@/lib/core/view";

/** What one press did: these permissions of one role are to be given, or not. */
export interface Step {
  readonly role: string;
  readonly permissions: readonly string[];
  readonly give: boolean;
}

/** What a role is to gain and lose, apart from what already is so. */
export interface Edit {
  readonly role: RoleView;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** The steps as one edit per role, the last word on each permission; roles that are gone meanwhile fall out. */
export function editsOf(steps: readonly Step[], roles: readonly RoleView[]): Edit[] {
  const wanted = new Map<string, Map<string, boolean>>();
  for (const { role, permissions, give } of steps) {
    const own = wanted.get(role) ?? new Map<string, boolean>();
    for (const id of permissions) own.set(id, give);
    wanted.set(role, own);
  }
  return roles.flatMap((role) => {
    const changed = [...(wanted.get(role.id) ?? [])].filter(
      ([id, give]) => role.permissionIds.includes(id) !== give,
    );
    const add = changed.flatMap(([id, give]) => (give ? [id] : []));
    const remove = changed.flatMap(([id, give]) => (give ? [] : [id]));
    return changed.length > 0 ? [{ role, add, remove }] : [];
  });
}

export function countEdits(edits: readonly Edit[]): number {
  return edits.reduce((sum, { add, remove }) => sum + add.length + remove.length, 0);
}
