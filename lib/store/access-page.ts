import "server-only";
import type { KnownPermission } from "@/lib/core/permission";
import type { MemberStatus } from "@/lib/core/state";
import { store } from "./database";
import { type Folded, folded, grouped, type Pair } from "./folded";
import { notExpired, visible } from "./fragments";
import { askWithin, ofOrganizations } from "./tenants";

/** One of a page's people, with what his memberships there give now, before what it implies: no whys and whens. */
export interface AccessRow {
  readonly membershipId: string;
  readonly personId: string;
  readonly email: string;
  readonly status: MemberStatus;
  readonly permissionIds: readonly string[];
}

export interface AccessRows {
  readonly people: readonly AccessRow[];
  /** All that these people hold. Their ids count within this page: uuids were most of what came over the wire. */
  readonly permissions: readonly KnownPermission[];
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
  const { rows } = await askWithin<Stored>(store().pool, ofOrganizations([organizationId], true), {
    name: projectId === null ? "access page" : "access page of a project",
    text: projectId === null ? OF_ORGANIZATION : OF_PROJECT,
    values: [organizationId, page.after ?? "", page.limit, ...(projectId === null ? [] : [projectId])],
  });
  return rows[0] ? unfold(rows[0]) : { people: [], permissions: [] };
}

interface Stored {
  readonly people: readonly (Omit<AccessRow, "permissionIds"> & { readonly at: number })[] | null;
  readonly permissions: readonly Omit<KnownPermission, "implies">[] | null;
  readonly implied: Folded<Pair<string>>;
  /** Which of the people a permission is granted to, and a role assigned, by their places on the page. */
  readonly granted: Readonly<Record<string, readonly number[]>> | null;
  readonly assigned: Readonly<Record<string, readonly number[]>> | null;
  readonly brought: Readonly<Record<string, readonly string[]>> | null;
}

function unfold(stored: Stored): AccessRows {
  const implied = grouped(stored.implied);
  const people = (stored.people ?? []).map(({ at, ...person }) => ({
    at,
    person,
    permissionIds: [] as string[],
  }));
  const byPlace = new Map(people.map(({ at, permissionIds }) => [at, permissionIds]));
  for (const [permission, places] of Object.entries(stored.granted ?? {}))
    for (const at of places) byPlace.get(at)?.push(permission);
  for (const [role, places] of Object.entries(stored.assigned ?? {}))
    for (const at of places) byPlace.get(at)?.push(...(stored.brought?.[role] ?? []));
  return {
    permissions: (stored.permissions ?? []).map((row) => ({ ...row, implies: implied.get(row.id) ?? [] })),
    people: people.map(({ person, permissionIds }) => ({ ...person, permissionIds })),
  };
}

// The column that is null for all is named in the order, since the planner does not count it as one value: so the index
// has every page ready.
const textFor = (here: string, giving: string) => `
with recursive page as materialized (
  select row_number() over (order by m.email)::int as at, m.id, m.person_id, m.email, m.status from (
    select * from membership m
    where m.organization_id = $1::uuid and m.project_id ${here} and m.email > $2::text
    order by m.project_id, m.email limit $3::integer
  ) m
),
giving as materialized (
  ${giving}
),
granted as materialized (
  select x.permission_id, array_agg(g.at) as places from giving g cross join lateral (
    select permission_id from permission_grant x where x.membership_id = g.id and ${notExpired("x")} offset 0) x
  group by x.permission_id
),
assigned as materialized (
  select a.role_id, array_agg(g.at) as places from giving g cross join lateral (
    select role_id from role_assignment a where a.membership_id = g.id and ${notExpired("a")} offset 0) a
  group by a.role_id
),
brought as materialized (
  select a.role_id, rp.permission_id from assigned a cross join lateral (
    select permission_id from role_permission rp where rp.role_id = a.role_id offset 0) rp
),
reached (id) as (
  select permission_id from granted union select permission_id from brought
  union select i.implies_id from reached r join permission_implication i on i.permission_id = r.id
),
known as materialized (
  select (row_number() over ())::text as n, p.id, p.name, p.level from permission p, organization o
  where o.id = $1::uuid and p.id = any(array(select id from reached)) and ${visible("p", "o.kind")}
)
select (select json_agg(p) from (
    select at, id as "membershipId", person_id as "personId", email, status from page order by at) p) as people,
  (select json_agg(k) from (select n as id, name, level from known) k) as permissions,
  (select ${folded({ key: "a.n", value: "b.n" })} from permission_implication i join known a on a.id = i.permission_id join known b on b.id = i.implies_id) as implied,
  (select json_object_agg(k.n, g.places) from granted g join known k on k.id = g.permission_id) as granted,
  (select json_object_agg(a.role_id, a.places) from assigned a) as assigned,
  (select json_object_agg(r.role_id, r.ns) from (
    select b.role_id, array_agg(k.n) as ns from brought b join known k on k.id = b.permission_id group by b.role_id) r) as brought`;

const MAY_GIVE = `join person p on p.id = page.person_id and p.suspended_at is null
  where exists (select from organization o where o.id = $1::uuid and o.status <> 'DEACTIVATED')`;

const OF_ORGANIZATION = textFor(
  "is null",
  `select page.at, page.id from page ${MAY_GIVE} and page.status = 'ACTIVE'`,
);

// What the organization gives holds in its projects.
const OF_PROJECT = textFor(
  "= $4::uuid",
  `select page.at, m.id from page cross join lateral (
    select m.id from membership m where m.person_id = page.person_id and m.organization_id = $1::uuid
      and (m.project_id is null or m.project_id = $4::uuid) and m.status = 'ACTIVE' offset 0) m ${MAY_GIVE}`,
);
