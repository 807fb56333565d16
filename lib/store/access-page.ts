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
  readonly granted: Folded<Pair<number>>;
  readonly assigned: Folded<Pair<number>>;
  readonly brought: Folded<Pair<string>>;
}

function unfold(stored: Stored): AccessRows {
  const implied = grouped(stored.implied);
  const granted = grouped(stored.granted);
  const assigned = grouped(stored.assigned);
  const brought = grouped(stored.brought);
  return {
    permissions: (stored.permissions ?? []).map((row) => ({ ...row, implies: implied.get(row.id) ?? [] })),
    people: (stored.people ?? []).map(({ at, ...person }) => {
      const byRoles = (assigned.get(at) ?? []).flatMap((role) => brought.get(role) ?? []);
      return { ...person, permissionIds: [...(granted.get(at) ?? []), ...byRoles] };
    }),
  };
}

const pairs = (key: string, value: string) => folded({ key, value });

// The column that is null for all is named in the order, since the planner does not count it as one value: so the index
// has every page ready.
const textFor = (here: string, above: string) => `
with recursive page as materialized (
  select row_number() over (order by m.email)::int as at, m.id, m.person_id, m.email, m.status from (
    select * from membership m
    where m.organization_id = $1::uuid and m.project_id ${here} and m.email > $2::text
    order by m.project_id, m.email limit $3::integer
  ) m
),
giving as materialized (
  select page.at, m.id from page join person p on p.id = page.person_id and p.suspended_at is null
  join organization o on o.id = $1::uuid and o.status <> 'DEACTIVATED'
  cross join lateral (
    select m.id from membership m where m.person_id = page.person_id and m.organization_id = $1::uuid
      and (${above}) and m.status = 'ACTIVE' offset 0) m
),
granted as materialized (
  select g.at, x.permission_id from giving g cross join lateral (
    select permission_id from permission_grant x where x.membership_id = g.id and ${notExpired("x")} offset 0) x
),
assigned as materialized (
  select g.at, a.role_id from giving g cross join lateral (
    select role_id from role_assignment a where a.membership_id = g.id and ${notExpired("a")} offset 0) a
),
brought as materialized (
  select r.role_id, rp.permission_id from (select distinct role_id from assigned) r cross join lateral (
    select permission_id from role_permission rp where rp.role_id = r.role_id offset 0) rp
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
  (select ${pairs("a.n", "b.n")} from permission_implication i join known a on a.id = i.permission_id join known b on b.id = i.implies_id) as implied,
  (select ${pairs("g.at", "k.n")} from granted g join known k on k.id = g.permission_id) as granted,
  (select ${pairs("a.at", "a.role_id")} from assigned a) as assigned,
  (select ${pairs("b.role_id", "k.n")} from brought b join known k on k.id = b.permission_id) as brought`;

const OF_ORGANIZATION = textFor("is null", "m.project_id is null");
const OF_PROJECT = textFor("= $4::uuid", "m.project_id is null or m.project_id = $4::uuid");
