import "server-only";
import type { PermissionUse } from "@/lib/core/catalogue";
import type { Permission } from "@/lib/core/permission";
import type { Runner } from "./database";
import { permissionJson } from "./fragments";
import { askWithin, ofOrganizations } from "./tenants";

/** Every permission of every level, whoever sees it, in the catalogue's order. For operators. */
export async function readWholeCatalogue(runner: Runner): Promise<readonly Permission[]> {
  const { rows } = await askWithin<{ permission: Permission }>(runner, ofOrganizations([]), {
    name: "whole catalogue",
    text: `select ${permissionJson("p")} as permission from permission p
      order by case p.level when 'SYSTEM' then 1 when 'ORGANIZATION' then 2 else 3 end, p.position`,
  });
  return rows.map((row) => row.permission);
}

export interface OrganizationUse extends Omit<PermissionUse, "organizations"> {
  /** Null: of tokens that are bound to none. */
  readonly organizationId: string | null;
}

/** Where each of these permissions is in use, by permission; what has run out or was revoked is not counted. */
export async function readUsesByOrganization(
  runner: Runner,
  permissionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly OrganizationUse[]>> {
  const found = new Map<string, OrganizationUse[]>();
  if (permissionIds.length === 0) return found;
  const { rows } = await askWithin<OrganizationUse & { readonly permissionId: string }>(
    runner,
    ofOrganizations([]),
    {
      name: "uses of permissions",
      text: `select permission_id as "permissionId", organization_id as "organizationId", members::int, roles::int, tokens::int
        from permission_uses($1::uuid[])`,
      values: [permissionIds],
    },
  );
  for (const { permissionId, ...use } of rows)
    found.set(permissionId, [...(found.get(permissionId) ?? []), use]);
  return found;
}

/** How far each of these permissions is in use, over all organizations. Who is in none has no entry. */
export async function readUses(
  runner: Runner,
  permissionIds: readonly string[],
): Promise<Readonly<Record<string, PermissionUse>>> {
  const found = await readUsesByOrganization(runner, permissionIds);
  const sum = (uses: readonly OrganizationUse[], key: "members" | "roles" | "tokens") =>
    uses.reduce((all, use) => all + use[key], 0);
  return Object.fromEntries(
    [...found].map(([id, uses]) => [
      id,
      {
        organizations: uses.filter(({ organizationId }) => organizationId !== null).length,
        members: sum(uses, "members"),
        roles: sum(uses, "roles"),
        tokens: sum(uses, "tokens"),
      },
    ]),
  );
}

/** What these organizations are called. */
export async function readOrganizationNames(
  runner: Runner,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await askWithin<{ id: string; name: string }>(runner, ofOrganizations(ids), {
    name: "names of organizations",
    text: "select id, name from organization where id = any($1::uuid[])",
    values: [ids],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
