import "server-only";
import type { Permission } from "@/lib/core/permission";
import type { Member, Role } from "@/lib/core/state";
import type { Runner } from "./database";
import { type StoredMember, type StoredPermissions, unfoldMembers, unfoldPermissions } from "./folded";
import { listOf, memberJson, notExpired, permissionsOf, roleJson, visible } from "./fragments";
import { askWithin, ofOrganizations } from "./tenants";

export interface RoleHolders {
  /** All memberships, in the organization, of the first holders. */
  readonly members: readonly Member[];
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
  /** Per role id: how many memberships have it. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Who has the given roles in an organization and its projects: the first `limit` people by e-mail, and how many rows. */
export async function readRoleHolders(
  runner: Runner,
  organizationId: string,
  roleIds: readonly string[],
  limit: number,
): Promise<RoleHolders> {
  const { rows } = await askWithin<{ holders: Stored }>(runner, ofOrganizations([organizationId]), {
    name: "role-holders",
    text: HOLDERS,
    values: [organizationId, roleIds, limit],
  });
  const stored = rows[0]?.holders;
  if (!stored) return { members: [], roles: [], permissions: [], counts: {} };
  return {
    ...stored,
    members: unfoldMembers(stored.members),
    permissions: unfoldPermissions(stored.permissions),
  };
}

type Stored = Omit<RoleHolders, "members" | "permissions"> & {
  readonly members: readonly StoredMember[];
  readonly permissions: StoredPermissions;
};

const HOLDERS = `
with recursive holding as (
  select a.role_id, m.person_id from role_assignment a join membership m on m.id = a.membership_id
  where a.organization_id = $1::uuid and a.role_id = any($2::uuid[]) and ${notExpired("a")}
),
someone as (
  select p.id from person p where p.id in (select person_id from holding) order by p.email limit $3
),
around as (
  select m.* from membership m where m.organization_id = $1::uuid and m.person_id in (select id from someone)
),
given_role as (
  select distinct a.role_id as id from role_assignment a where a.membership_id in (select id from around) and ${notExpired("a")}
),
reached (id) as (
  select g.permission_id from permission_grant g where g.membership_id in (select id from around)
  union select rp.permission_id from role_permission rp where rp.role_id in (select id from given_role)
  union select i.implies_id from reached r join permission_implication i on i.permission_id = r.id
)
select json_build_object(
  'members', coalesce((select json_agg(${memberJson("m", "p")} order by p.email, m.id) from around m join person p on p.id = m.person_id), '[]'),
  'roles', ${listOf(roleJson("r"), "role r where r.id in (select id from given_role)")},
  'permissions', ${permissionsOf(
    `select p.* from permission p, organization o where o.id = $1::uuid and p.id in (select id from reached) and ${visible("p", "o.kind")}`,
    "all",
    "select id from reached",
  )},
  'counts', coalesce((select json_object_agg(c.role_id, c.holders)
    from (select role_id, count(*) as holders from holding group by role_id) c), '{}')
) as holders`;
