import { groupInWords } from "@/components/access-matrix/columns";
import type { Permission } from "@/lib/core/permission";

interface Grouped<T> {
  readonly grouping: string;
  readonly permissions: readonly T[];
}

/** By grouping, in the catalogue's order. */
export function grouped<T extends Permission>(permissions: readonly T[]): Grouped<T>[] {
  const groups = new Map<string, T[]>();
  for (const permission of permissions) {
    const group = groups.get(permission.grouping);
    if (group) group.push(permission);
    else groups.set(permission.grouping, [permission]);
  }
  return [...groups].map(([grouping, rows]) => ({ grouping: groupInWords(grouping), permissions: rows }));
}

/** Every word is somewhere in its names, its description or its grouping. */
export function matches({ name, displayName, description, grouping }: Permission, words: string): boolean {
  const text =
    `${name} ${displayName} ${description ?? ""} ${grouping} ${groupInWords(grouping)}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** With some of them put in or taken out. */
export function toggled(
  chosen: ReadonlySet<string>,
  ids: readonly string[],
  on: boolean,
): ReadonlySet<string> {
  const next = new Set(chosen);
  for (const id of ids) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return next;
}
