import type { Range } from "@/components/grid/geometry";
import type { Column } from "./columns";
import type { Shown } from "./model";
import type { PendingChange } from "./pending";

/** The permissions that a column stands for: a folded group for all of its own. */
export function permissionsOf(column: Column | undefined): readonly string[] {
  if (!column) return [];
  return column.kind === "folded" ? column.permissions.map(({ id }) => id) : [column.permission.id];
}

/** What toggling cells does: where all are direct they are removed, else what is missing is added. Only direct grants move. */
export function toggleOf(
  after: Shown,
  cells: readonly (readonly [member: string, permission: string])[],
): PendingChange[] {
  const isDirect = ([member, permission]: readonly [string, string]) =>
    after.members.get(member)?.grants.some((grant) => grant.permissionId === permission) ?? false;
  const missing = cells.filter((cell) => !isDirect(cell));
  if (missing.length > 0)
    return missing.map(([member, permission]) => ({
      kind: "add-permission",
      member,
      permission,
      expiresAt: null,
    }));
  return cells.map(([member, permission]) => ({ kind: "remove-permission", member, permission }));
}

export function cellsIn(
  range: Range,
  rowIds: readonly string[],
  columns: readonly Column[],
): [string, string][] {
  const rows = rowIds.slice(range.top, range.bottom + 1);
  const permissions = columns.slice(range.left, range.right + 1).flatMap(permissionsOf);
  return rows.flatMap((row) => permissions.map((permission): [string, string] => [row, permission]));
}

/** Gives one person what another has: his direct permissions, each until when he has it, and his roles. Takes nothing. */
export function copyOf(after: Shown, from: string, to: string): PendingChange[] {
  const [giver, taker] = [after.members.get(from), after.members.get(to)];
  if (!giver || !taker) return [];
  const held = new Set(taker.grants.map(({ permissionId }) => permissionId));
  const had = new Set(taker.assignments.map(({ roleId }) => roleId));
  return [
    ...giver.grants
      .filter(({ permissionId }) => !held.has(permissionId))
      .map(
        ({ permissionId, expiresAt }): PendingChange => ({
          kind: "add-permission",
          member: to,
          permission: permissionId,
          expiresAt,
        }),
      ),
    ...giver.assignments
      .filter(({ roleId }) => !had.has(roleId))
      .map(
        ({ roleId, expiresAt }): PendingChange => ({
          kind: "assign-role",
          member: to,
          role: roleId,
          expiresAt,
        }),
      ),
  ];
}

/** Whether all of these people hold all of these permissions directly, or some do. */
export function heldBy(
  after: Shown,
  members: readonly string[],
  permissions: readonly string[],
): boolean | "some" {
  const wanted = new Set(permissions);
  let held = false;
  let missing = false;
  for (const id of members) {
    const grants = after.members.get(id)?.grants ?? [];
    const count = grants.filter((grant) => wanted.has(grant.permissionId)).length;
    held ||= count > 0;
    missing ||= count < wanted.size;
    // Mostly the first few people tell, and there may be hundreds.
    if (held && missing) return "some";
  }
  return held;
}

/** Whether a column tells people apart. */
export function differs(held: readonly boolean[]): boolean {
  return held.some((is) => is !== held[0]);
}

export function withOrWithout(set: ReadonlySet<string>, id: string, is: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (is) next.add(id);
  else next.delete(id);
  return next;
}
