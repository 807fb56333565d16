import { groupInWords, groupsOf } from "@/components/access-matrix/columns";
import type { MetPermission, Permission } from "@/lib/core/permission";
import type { RoleView } from "@/lib/core/view";
import type { Edit } from "./pending-edits";
import { impliedBy, lockOf } from "./role-model";

export type Row =
  | {
      readonly kind: "group";
      readonly name: string;
      readonly label: string;
      readonly permissions: readonly Permission[];
      readonly open: boolean;
    }
  | { readonly kind: "permission"; readonly permission: Permission; readonly label: string };

/** One role as its column shows it: with what is pending, and what follows from that. */
export interface Column {
  readonly role: RoleView;
  readonly lock: string | null;
  readonly was: ReadonlySet<string>;
  readonly gives: ReadonlySet<string>;
  readonly follows: ReadonlyMap<string, MetPermission>;
}

export interface Cell {
  readonly look: "given" | "follows" | "none" | "some";
  readonly pending: "add" | "remove" | null;
  readonly by: string | null;
  readonly lock: string | null;
}

export function columnsOf(
  roles: readonly RoleView[],
  permissions: readonly Permission[],
  mayEdit: boolean,
): Column[] {
  return roles.map((role) => {
    const was = new Set(role.permissionIds);
    return { role, lock: lockOf(role, mayEdit), was, gives: was, follows: impliedBy(was, permissions) };
  });
}

/** The columns with what is pending; one that nothing is pending for stays the same object, so that it is not drawn anew. */
export function withEdits(
  columns: readonly Column[],
  edits: readonly Edit[],
  permissions: readonly Permission[],
): Column[] {
  return columns.map((column) => {
    const edit = edits.find(({ role }) => role.id === column.role.id);
    if (!edit) return column;
    const gives = new Set([...[...column.was].filter((id) => !edit.remove.includes(id)), ...edit.add]);
    return { ...column, gives, follows: impliedBy(gives, permissions) };
  });
}

interface Filter {
  readonly words: string;
  /** Given: only the permissions in which these differ. */
  readonly differing: readonly Column[] | null;
  readonly closed: ReadonlySet<string>;
}

/** The rows that are shown: groups, and below each open one its permissions. */
export function rowsOf(permissions: readonly Permission[], { words, differing, closed }: Filter): Row[] {
  const wanted = words.trim().toLowerCase();
  const shown = permissions.filter((permission) => {
    const text = `${permission.displayName} ${permission.name} ${permission.description ?? ""} ${groupInWords(permission.grouping)}`;
    return text.toLowerCase().includes(wanted) && (!differing || isMixed(permission.id, differing));
  });
  return groupsOf(shown).flatMap((group): Row[] => {
    const open = !closed.has(group.name) || wanted !== "";
    const head: Row = {
      kind: "group",
      name: group.name,
      label: groupInWords(group.name),
      permissions: group.permissions,
      open,
    };
    const below = group.permissions.map(
      (permission): Row => ({ kind: "permission", permission, label: permission.displayName }),
    );
    return open ? [head, ...below] : [head];
  });
}

function isMixed(id: string, columns: readonly Column[]): boolean {
  const holding = columns.filter(({ gives, follows }) => gives.has(id) || follows.has(id)).length;
  return holding > 0 && holding < columns.length;
}

const GATED = "An operator opens this project by project; it cannot be part of a role.";

/** Why this cannot be part of any role; undefined: it can. */
export const gateOf = ({ gated }: Permission): string | undefined => (gated ? GATED : undefined);

/** The permissions that a press on this cell is about. */
export function targetsOf(row: Row): readonly Permission[] {
  return row.kind === "group" ? row.permissions.filter(({ gated }) => !gated) : [row.permission];
}

export function cellOf(row: Row, { lock, was, gives, follows }: Column): Cell {
  const ids = targetsOf(row).map(({ id }) => id);
  const count = ids.filter((id) => gives.has(id)).length;
  const changed = ids.filter((id) => gives.has(id) !== was.has(id));
  if (row.kind === "group") {
    const look = count === 0 ? "none" : count === ids.length ? "given" : "some";
    return {
      look,
      pending: changed.length > 0 ? "add" : null,
      by: null,
      lock: ids.length === 0 ? GATED : lock,
    };
  }
  const { id } = row.permission;
  const by = follows.get(id)?.displayName ?? null;
  const pending = changed.length === 0 ? null : gives.has(id) ? "add" : "remove";
  return {
    look: count > 0 ? "given" : by ? "follows" : "none",
    pending,
    by,
    lock: lock ?? gateOf(row.permission) ?? null,
  };
}

const LOOKS = { given: "given", none: "not given", some: "partly given", follows: "follows from" } as const;

/** What a screen reader hears of a cell. */
export function cellInWords(row: Row, { role }: Column, cell: Cell): string {
  const state = cell.look === "follows" ? `follows from ${cell.by}` : LOOKS[cell.look];
  const pending =
    cell.pending === null
      ? ""
      : row.kind === "group"
        ? ", with changes"
        : cell.pending === "add"
          ? ", will be added"
          : ", will be removed";
  return `${role.name}, ${row.label}: ${state}${pending}${cell.lock ? ", locked" : ""}`;
}
