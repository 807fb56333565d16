import "server-only";
import type { MetPermission } from "@/lib/core/permission";
import type { MemberStatus } from "@/lib/core/state";
import { store } from "./database";
import { type StoredMet, unfoldMet } from "./folded";
import { listOf, notExpired, permissionsOf, visible } from "./fragments";
import { askWithin, ofOrganizations } from "./tenants";

/** One of a page's people, with what his memberships there give now, before what it implies: no whys and whens. */
export interface AccessRow {
  readonly membershipId: string;
  readonly personId: string;
  readonly email: string;
  readonly status: MemberStatus;
  readonly permissionIds: readonly string[] | null;
  readonly roleIds: readonly string[] | null;
}

export interface AccessRows {
  readonly people: readonly AccessRow[];
  /** What the roles of these people give, by the role's id. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  /** All that the organization sees. */
  readonly permissions: readonly MetPermission[];
}

/**
 * A page of an organization's or of a project's people in the order of their e-mails, after `after`; by an index, so that
 * no page costs more than another. Who waits, is suspended or has a deactivated organization holds nothing.
 */
export async function readAccessPage(
  scope: { readonly organizationId: string; readonly projectId: string | null },
  page: { readonly limit: number; readonly after: string | null },
): Promise<AccessRows> {
  const { organizationId, projectId } = scope;
  const { rows } = await askWithin<{ page: Stored }>(store().pool, ofOrganizations([organizationId], true), {
    name: projectId === null ? "access page" : "access page of a project",
    text: projectId === null ? OF_ORGANIZATION : OF_PROJECT,
    values: [organizationId, page.after ?? "", page.limit, ...(projectId === null ? [] : [projectId])],
  });
  const stored = rows[0]?.page;
  if (!stored) return { people: [], roles: {}, permissions: [] };
  return { ...stored, permissions: unfoldMet(stored.permissions) };
}

type Stored = Omit<AccessRows, "permissions"> & { readonly permissions: StoredMet };

// The column that is null for all is named in the order, since the planner does not count it as one value: so the index
// has every page ready.
const textFor = (here: string, above: string) => `
with page as materialized (
  select m.id, m.person_id, m.email, m.status from membership m
  where m.organization_id = $1::uuid and m.project_id ${here} and m.email > $2::text
  order by m.project_id, m.email limit $3::integer
),
giving as materialized (
  select page.id as of, m.id from page join person p on p.id = page.person_id and p.suspended_at is null
  join organization o on o.id = $1::uuid and o.status <> 'DEACTIVATED'
  cross join lateral (
    select m.id from membership m where m.person_id = page.person_id and m.organization_id = $1::uuid
      and (${above}) and m.status = 'ACTIVE' offset 0) m
),
assigned as materialized (
  select g.of, a.role_id from giving g cross join lateral (
    select role_id from role_assignment a where a.membership_id = g.id and ${notExpired("a")} offset 0) a
)
select json_build_object(
  'people', ${listOf(
    `json_build_object('membershipId', page.id, 'personId', page.person_id, 'email', page.email, 'status', page.status,
    'permissionIds', (select array_agg(x.permission_id) from giving g cross join lateral (
      select permission_id from permission_grant x where x.membership_id = g.id and ${notExpired("x")} offset 0) x where g.of = page.id),
    'roleIds', (select array_agg(a.role_id) from assigned a where a.of = page.id)) order by page.email`,
    "page",
  )},
  'roles', coalesce((select json_object_agg(r.role_id, (
      select array_agg(rp.permission_id) from role_permission rp where rp.role_id = r.role_id))
    from (select distinct role_id from assigned) r), '{}'),
  'permissions', ${permissionsOf(
    `select p.* from permission p, organization o where o.id = $1::uuid and ${visible("p", "o.kind")}`,
    "met",
  )}
) as page`;

const OF_ORGANIZATION = textFor("is null", "m.project_id is null");
const OF_PROJECT = textFor("= $4::uuid", "m.project_id is null or m.project_id = $4::uuid");
