import type { MetPermission, Permission } from "@/lib/core/permission";
import type { Grant, Member } from "@/lib/core/state";

/** Rows as an object of columns; null where there is no row. Times in it are milliseconds since 1970. */
export type Folded<T> = { readonly [K in keyof T]: readonly T[K][] | null };

/** A `Member` as fragments.ts writes it. */
export type StoredMember = Omit<Member, "grants"> & {
  readonly grants: Folded<
    Omit<Grant, "grantedAt" | "expiresAt"> & { grantedAt: number; expiresAt: number | null }
  >;
};

/** Of rows that are a key and a value. */
export interface Pair<K> {
  readonly key: K;
  readonly value: string;
}

/** Permissions as fragments.ts writes them. */
interface Stored<P> {
  readonly rows: Folded<Omit<P, "implies">>;
  readonly implied: Folded<Pair<string>>;
}

export type StoredMet = Stored<MetPermission>;
export type StoredPermissions = Stored<
  Omit<Permission, "createdAt" | "updatedAt"> & { createdAt: number; updatedAt: number }
>;

/**
 * SQL that writes rows as one object of columns: a list of thousands costs PostgreSQL a fifth of what as many objects
 * would, and the way here and the reading a half.
 */
export const folded = (columns: Readonly<Record<string, string>>) =>
  `json_build_object(${Object.entries(columns)
    .map(([name, column]) => `'${name}', array_agg(${column})`)
    .join(", ")})`;

/** The values by their keys. */
export function grouped<K>({ key, value }: Folded<Pair<K>>): ReadonlyMap<K, readonly string[]> {
  const groups = new Map<K, string[]>();
  for (const [at, each] of (key ?? []).entries()) {
    const one = value?.[at];
    if (one === undefined) continue;
    const group = groups.get(each);
    if (group) group.push(one);
    else groups.set(each, [one]);
  }
  return groups;
}

export function unfoldMembers(members: readonly StoredMember[]): Member[] {
  return members.map((member) => ({ ...member, grants: unfoldGrants(member.grants) }));
}

function unfoldGrants({ permissionId, grantedBy, grantedAt, expiresAt }: StoredMember["grants"]): Grant[] {
  return (permissionId ?? []).map((id, at) => {
    const end = expiresAt?.[at] ?? null;
    return {
      permissionId: id,
      grantedBy: grantedBy?.[at] ?? null,
      grantedAt: timeOf(grantedAt?.[at] ?? 0),
      expiresAt: end === null ? null : timeOf(end),
    };
  });
}

export function unfoldMet({ rows, implied }: StoredMet): MetPermission[] {
  const implies = grouped(implied);
  return unfold(rows).map((row) => ({ ...row, implies: implies.get(row.id) ?? [] }));
}

export function unfoldPermissions({ rows, implied }: StoredPermissions): Permission[] {
  const implies = grouped(implied);
  return unfold(rows).map((row) => ({
    ...row,
    implies: implies.get(row.id) ?? [],
    createdAt: timeOf(row.createdAt),
    updatedAt: timeOf(row.updatedAt),
  }));
}

/** The columns are the keys of a row and all as long as that of the ids. */
function unfold<T extends { readonly id: string }>(stored: Folded<T>): T[] {
  const columns = Object.entries(stored) as [string, readonly unknown[] | null][];
  return (stored.id ?? []).map((_, at) => {
    const row: Record<string, unknown> = {};
    for (const [name, column] of columns) row[name] = column?.[at];
    return row as T;
  });
}

// Rows that were written together have the same time.
let last = { milliseconds: 0, text: new Date(0).toISOString() };

function timeOf(milliseconds: number): string {
  if (milliseconds !== last.milliseconds) last = { milliseconds, text: new Date(milliseconds).toISOString() };
  return last.text;
}
