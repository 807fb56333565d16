import { indexCatalogue, type MetPermission, type Permission } from "@/lib/core/permission";
import type { DeskView, RoleView } from "@/lib/core/view";

export type RoleLevel = RoleView["level"];

/** The roles and permissions of one level: what a tab of the screen is about. */
export interface RoleScope {
  readonly level: RoleLevel;
  readonly roles: readonly RoleView[];
  readonly permissions: readonly Permission[];
}

export function scopeOf(desk: DeskView, tab: "organization" | "project"): RoleScope {
  const own: RoleLevel = desk.organization.kind === "SYSTEM" ? "SYSTEM" : "ORGANIZATION";
  const level = tab === "project" && own !== "SYSTEM" ? "PROJECT" : own;
  return {
    level,
    roles: desk.roles.filter((role) => role.level === level),
    permissions: level === "PROJECT" ? desk.projectPermissions : desk.permissions,
  };
}

export const isBuiltIn = (role: Pick<RoleView, "organizationId">): boolean => role.organizationId === null;

/** How many permissions of its level a role gives, as far as this organization has them. */
export function countOf(role: RoleView, permissions: readonly Permission[]): number {
  const known = new Set(role.permissionIds);
  return permissions.filter(({ id }) => known.has(id)).length;
}

/** What a set of permissions gives beyond itself, by id, each with the permission that brings it. */
export function impliedBy(
  ids: Iterable<string>,
  permissions: readonly Permission[],
): Map<string, MetPermission> {
  const { byId } = indexCatalogue(permissions);
  const direct = new Set(ids);
  const brought = new Map<string, MetPermission>();
  const open = [...direct];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const from = byId.get(id);
    if (!from) continue;
    for (const each of from.implies) {
      if (direct.has(each) || brought.has(each)) continue;
      brought.set(each, from);
      open.push(each);
    }
  }
  return brought;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** Why this role's permissions cannot be ticked here; null: they can. */
export function lockOf(role: RoleView, mayEdit: boolean): string | null {
  if (isBuiltIn(role))
    return `${role.name} is built in and the same in every organization. Duplicate it to change it.`;
  return mayEdit ? null : "Only people with Edit Roles can change what a role gives.";
}
