import type { Change } from "@/lib/core/change";
import type { OrganizationKey } from "./organizations";
import { memberIdOf, roleFor } from "./place";
import { OWN_ROLES, roleIdOf } from "./roles";

/** The words for what people get and lose, and for the roles themselves. */
export function accessWords(key: OrganizationKey) {
  return {
    grant: (who: string, permission: string, expiresAt: string | null = null): Change => ({
      kind: "add-permission",
      member: memberIdOf(key, who),
      permission,
      expiresAt,
    }),
    take: (who: string, permission: string): Change => ({
      kind: "remove-permission",
      member: memberIdOf(key, who),
      permission,
    }),
    assign: (who: string, role: string, expiresAt: string | null = null): Change => ({
      kind: "assign-role",
      member: memberIdOf(key, who),
      ...roleFor(key, who, role),
      expiresAt,
    }),
    unassign: (who: string, role: string): Change => ({
      kind: "unassign-role",
      member: memberIdOf(key, who),
      role: roleFor(key, who, role).role,
    }),
    createRoles: (): Change[] =>
      Object.entries(OWN_ROLES[key]).map(([name, { level, description, permissions }]) => ({
        kind: "create-role",
        role: roleIdOf(key, level, name),
        level,
        name,
        description,
        permissions: permissions.split(" "),
      })),
    editRole: (name: string, add: readonly string[], remove: readonly string[] = []): Change => ({
      kind: "edit-role",
      role: roleIdOf(key, "ORGANIZATION", name),
      add,
      remove,
    }),
  };
}
