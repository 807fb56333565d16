import type { Permission } from "@/lib/core/permission";

/** A column of the grid: a permission, or a folded group that stands for several. */
export type Column =
  | {
      readonly kind: "permission";
      readonly permission: Permission;
      readonly group: string;
      readonly first: boolean;
    }
  | {
      readonly kind: "folded";
      readonly group: string;
      readonly permissions: readonly Permission[];
      readonly first: true;
    };

export interface Group {
  readonly name: string;
  readonly permissions: readonly Permission[];
}

export function groupsOf(permissions: readonly Permission[]): Group[] {
  const byName = new Map<string, Permission[]>();
  for (const permission of permissions)
    byName.set(permission.grouping, [...(byName.get(permission.grouping) ?? []), permission]);
  return [...byName].map(([name, members]) => ({ name, permissions: members }));
}

export function columnsOf(groups: readonly Group[], folded: ReadonlySet<string>): Column[] {
  return groups.flatMap(({ name, permissions }): Column[] => {
    if (folded.has(name)) return [{ kind: "folded", group: name, permissions, first: true }];
    return permissions.map((permission, index) => ({
      kind: "permission",
      permission,
      group: name,
      first: index === 0,
    }));
  });
}

/** How many columns the group that begins here has. */
export function spanOf(columns: readonly Column[], index: number): number {
  const group = columns[index]?.group;
  let end = index;
  while (columns[end]?.group === group && (end === index || !columns[end]?.first)) end += 1;
  return end - index;
}

/** The permissions that are shown of the group that begins here. */
export function headOf(columns: readonly Column[], index: number): readonly Permission[] {
  return columns
    .slice(index, index + spanOf(columns, index))
    .flatMap((column) => (column.kind === "folded" ? column.permissions : [column.permission]));
}

/** `ORGUSERS` as a person would write it. */
export function groupInWords(name: string): string {
  const known = GROUPS[name];
  if (known) return known;
  const words = name
    .replaceAll(/[_-]+/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const GROUPS: Readonly<Record<string, string>> = {
  ORGSUB: "Subscription",
  ORGPAYMENT: "Payment",
  ORGUSERS: "Users",
  ORGBILLING: "Billing",
  ORGNOTIFICATIONS: "Notifications",
  ORGADMIN: "Administration",
  ORGKEYS: "API keys",
  ORGROLES: "Roles",
  ORGPROJECTS: "Projects",
  ORGAUDIT: "Audit",
  PRODITEMS: "Items",
  PRODINVLIST: "Inventory lists",
  ORDERS: "Orders",
  PROJECT: "Project",
};
