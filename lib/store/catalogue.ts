import "server-only";
import type { Level, Permission } from "@/lib/core/permission";
import type { Role } from "@/lib/core/state";
import { store } from "./database";
import { BUILT_IN_HOME, notExpired, permissionJson, roleJson, visible } from "./fragments";
import { askWithin, ofOrganizations } from "./tenants";

/** The permissions of one level that an organization sees, in the catalogue's order. */
export async function readCatalogue(organizationId: string, level: Level): Promise<readonly Permission[]> {
  const { rows } = await askWithin<{ permission: Permission }>(
    store().pool,
    ofOrganizations([organizationId]),
    {
      name: "catalogue",
      text: `select ${permissionJson("p")} as permission from permission p, organization o
      where o.id = $1 and p.level = $2 and ${visible("p", "o.kind")} order by p.position`,
      values: [organizationId, level],
    },
  );
  return rows.map((row) => row.permission);
}

/** Of `readCatalogue` the one that a reference means, by its id or by its name in any case. */
export async function findInCatalogue(
  organizationId: string,
  level: Level,
  reference: string,
): Promise<Permission | undefined> {
  const { rows } = await askWithin<{ permission: Permission }>(
    store().pool,
    ofOrganizations([organizationId], true),
    {
      name: "one of the catalogue",
      text: `select ${permissionJson("p")} as permission from permission p, organization o
      where o.id = $1 and p.level = $2 and ${visible("p", "o.kind")}
        and p.id = any(array(select id from permission where id = $4 union all select id from permission where lower(name) = $3))
      order by p.id = $4 desc limit 1`,
      values: [organizationId, level, reference.toLowerCase(), isUuid(reference) ? reference : null],
    },
  );
  return rows[0]?.permission;
}

const isUuid = (text: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

export interface RoleWithHolders extends Role {
  readonly holders: number;
}

/** Built-in and own roles of one level, with how many memberships have them: of the organization, or of some projects. */
export async function readRoles(
  organizationId: string,
  level: Level,
  projectIds: readonly string[] | null = null,
): Promise<readonly RoleWithHolders[]> {
  const { rows } = await askWithin<{ role: RoleWithHolders }>(
    store().pool,
    ofOrganizations([organizationId]),
    {
      name: "roles",
      // Counted for all of them at once: role by role, a large organization's took four times as long.
      text: `with held as materialized (
        select a.role_id, count(*) as holders from role_assignment a where a.organization_id = $1 and ${notExpired("a")}
          and ($3::uuid[] is null or exists (select from membership m where m.id = a.membership_id and m.project_id = any($3)))
        group by a.role_id)
      select (${roleJson("r")})::jsonb || jsonb_build_object('holders', coalesce(h.holders, 0)) as role
      from role r left join held h on h.role_id = r.id
      where r.home in ($1, ${BUILT_IN_HOME}) and r.level = $2 order by r.home, r.number`,
      values: [organizationId, level, projectIds],
    },
  );
  return rows.map((row) => row.role);
}

/** The roles that an organization can be asked about in a file: its own and those of its projects; or a project's. */
export async function readRoleTable(
  organizationId: string,
  level: Level,
): Promise<{ readonly roles: readonly Role[]; readonly permissions: readonly Permission[] }> {
  const levels: readonly Level[] = level === "ORGANIZATION" ? ["ORGANIZATION", "PROJECT"] : [level];
  const parts = await Promise.all(
    levels.map(async (each) => ({
      roles: await readRoles(organizationId, each),
      permissions: await readCatalogue(organizationId, each),
    })),
  );
  return {
    roles: parts.flatMap(({ roles }) => roles),
    permissions: parts.flatMap(({ permissions }) => permissions),
  };
}
