import "server-only";
import { store } from "./database";
import { kindOf, leadingTo, notExpired } from "./fragments";
import { askWithin, ofOrganizations } from "./tenants";

export interface HolderRow {
  readonly id: string;
  readonly email: string;
}

/**
 * The people to whom a permission is given now in an organization, or in one of its projects (where what they hold in
 * the organization counts too), in the order of their e-mails, after the address `after`.
 */
export async function readHolders(
  scope: { readonly organizationId: string; readonly projectId: string | null },
  permissionId: string,
  page: { readonly limit: number; readonly after?: string },
): Promise<readonly HolderRow[]> {
  const { rows } = await askWithin<HolderRow>(store().pool, ofOrganizations([scope.organizationId]), {
    name: "holders now",
    text: HOLDERS,
    values: [scope.organizationId, scope.projectId, permissionId, page.after ?? null, page.limit],
  });
  return rows;
}

const HOLDERS = `
with recursive giving (id) as (${leadingTo("select $3::uuid", kindOf("$1::uuid"))}
),
here as (
  select m.id, m.person_id from membership m
  where m.organization_id = $1::uuid and (m.project_id is null or m.project_id = $2::uuid) and m.status = 'ACTIVE'
),
holding as (
  select h.person_id from permission_grant g join here h on h.id = g.membership_id
    where g.organization_id = $1::uuid and g.permission_id in (select id from giving) and ${notExpired("g")}
  union
  select h.person_id from role_assignment a join here h on h.id = a.membership_id join role_permission rp on rp.role_id = a.role_id
    where a.organization_id = $1::uuid and rp.permission_id in (select id from giving) and ${notExpired("a")}
)
select p.id, p.email from person p
where p.suspended_at is null and p.id in (select person_id from holding) and ($4::text is null or p.email > $4)
order by p.email limit $5`;
