import type { Column } from "./columns";
import type { Range } from "./geometry";
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

/** Makes one person's direct permissions those of another. */
export function copyOf(after: Shown, from: string, to: string): PendingChange[] {
  const wanted = new Set(after.members.get(from)?.grants.map((grant) => grant.permissionId));
  const has = new Set(after.members.get(to)?.grants.map((grant) => grant.permissionId));
  return [
    ...[...wanted]
      .filter((id) => !has.has(id))
      .map(
        (permission): PendingChange => ({ kind: "add-permission", member: to, permission, expiresAt: null }),
      ),
    ...[...has]
      .filter((id) => !wanted.has(id))
      .map((permission): PendingChange => ({ kind: "remove-permission", member: to, permission })),
  ];
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
