import "server-only";
import type { DayOfChanges, OverviewView } from "@/lib/core/overview";
import { SOON_DAYS } from "@/lib/core/overview";
import type { Level } from "@/lib/core/permission";
import { store } from "./database";
import { iso, kindOf, listOf, notExpired, visible } from "./fragments";
import { askWithin, ofOrganizations } from "./tenants";

type People = Pick<OverviewView, "people" | "administrators" | "reach">;
type Soon = Pick<OverviewView, "invitations" | "ending"> & {
  readonly tokens: NonNullable<OverviewView["tokens"]>;
};

/** Who is there, who can administer, and how many hold each permission. */
export async function readPeopleNumbers(
  organizationId: string,
  level: Level,
  administers: string,
): Promise<People> {
  const { rows } = await askWithin<{ numbers: People }>(store().pool, ofOrganizations([organizationId]), {
    name: "overview people",
    text: PEOPLE,
    values: [organizationId, level, administers],
  });
  const numbers = rows[0]?.numbers;
  if (!numbers) throw new Error("the overview answered nothing");
  return numbers;
}

/** What waits and what ends soon. */
export async function readSoon(organizationId: string): Promise<Soon> {
  const { rows } = await askWithin<{ soon: Soon }>(store().pool, ofOrganizations([organizationId]), {
    name: "overview soon",
    text: SOON,
    values: [organizationId, SOON_DAYS, FIRST],
  });
  const soon = rows[0]?.soon;
  if (!soon) throw new Error("the overview answered nothing");
  return soon;
}

/** Events of the audit per day, today the last; days without any are in it. */
export async function readDaysOfChanges(organizationId: string, days: number): Promise<DayOfChanges[]> {
  const { rows } = await askWithin<DayOfChanges>(store().pool, ofOrganizations([organizationId]), {
    name: "overview days",
    text: CHANGES,
    values: [organizationId, days],
  });
  return rows;
}

const FIRST = 5;

// People with the same roles hold the same by roles: counted as one profile, so that a hundred thousand people of a
// dozen roles are a dozen rows here. What each holds directly is added person by person, where no role gives it too.
const PEOPLE = `
with recursive gives (id, source) as (
  select p.id, p.id from permission p where p.level = $2 and ${visible("p", kindOf("$1::uuid"))}
  union select i.implies_id, g.source from gives g join permission_implication i on i.permission_id = g.id
    join permission p on p.id = i.implies_id and p.level = $2 and ${visible("p", kindOf("$1::uuid"))}
),
there as (
  select m.id, m.status, m.person_id, coalesce(array_agg(a.role_id order by a.role_id) filter (where a.role_id is not null), '{}') as roles
  from membership m left join role_assignment a on a.membership_id = m.id and ${notExpired("a")}
  where m.organization_id = $1 and m.project_id is null group by m.id
),
profile as (
  select roles, count(*) as people from there where status <> 'SUSPENDED' group by roles
),
profile_holds as (
  select distinct p.roles, p.people, g.id, bool_or(g.id = g.source) over (partition by p.roles, g.id) as in_role
  from profile p join role_permission rp on rp.role_id = any(p.roles) join gives g on g.source = rp.permission_id
),
direct as (
  select g.id, t.id as membership_id, t.roles, bool_or(g.id = g.source) as own
  from permission_grant r join there t on t.id = r.membership_id join gives g on g.source = r.permission_id
  where r.organization_id = $1 and t.status <> 'SUSPENDED' and ${notExpired("r")} group by g.id, t.id, t.roles
),
counted as (
  select id, sum(people) as total, 0 as direct, sum(people) filter (where in_role) as by_role from profile_holds group by id
  union all
  select d.id, count(*) filter (where not exists (select from profile_holds h where h.roles = d.roles and h.id = d.id)),
    count(*) filter (where d.own), 0 from direct d group by d.id
),
administering as (
  select t.id, t.person_id from there t join person p on p.id = t.person_id
  where t.status = 'ACTIVE' and p.suspended_at is null and (
    exists (select from direct d join permission x on x.id = d.id and x.name = $3 where d.membership_id = t.id)
    or exists (select from profile_holds h join permission x on x.id = h.id and x.name = $3 where h.roles = t.roles))
)
select jsonb_build_object(
  'people', (select jsonb_build_object('active', count(*) filter (where status = 'ACTIVE'), 'invited', count(*) filter (where status = 'INVITED'),
    'suspended', count(*) filter (where status = 'SUSPENDED')) from there),
  'administrators', jsonb_build_object('total', (select count(*) from administering), 'first', ${listOf(
    "jsonb_build_object('memberId', f.id, 'email', f.email, 'firstName', f.first_name, 'lastName', f.last_name)",
    `(select a.id, p.email, p.first_name, p.last_name from administering a join person p on p.id = a.person_id order by p.email limit 8) f`,
  )}),
  'reach', ${listOf(
    "jsonb_build_object('permissionId', c.id, 'total', c.total, 'direct', c.direct, 'byRole', c.by_role)",
    "(select id, sum(total) as total, sum(direct) as direct, coalesce(sum(by_role), 0) as by_role from counted group by id) c",
  )}
) as numbers`;

const SOON = `
with bound as (select now() + make_interval(days => $2) as until),
ending as (
  select g.membership_id, 'permission' as kind, p.display_name as what, g.expires_at
  from permission_grant g join permission p on p.id = g.permission_id, bound
  where g.organization_id = $1 and g.expires_at > now() and g.expires_at < bound.until
  union all
  select a.membership_id, 'role', r.name, a.expires_at from role_assignment a join role r on r.id = a.role_id, bound
  where a.organization_id = $1 and a.expires_at > now() and a.expires_at < bound.until
),
waiting as (
  select i.id, i.expires_at, p.email from invitation i join person p on p.id = i.person_id
  where i.organization_id = $1 and i.status = 'pending' and i.expires_at > now()
),
token as (
  select t.id, t.name, t.expires_at, p.email from api_token t join person p on p.id = t.person_id, bound
  where t.organization_id = $1 and t.revoked_at is null and t.expires_at > now() and t.expires_at < bound.until
)
select jsonb_build_object(
  'invitations', jsonb_build_object('pending', (select count(*) from waiting), 'next', ${listOf(
    `jsonb_build_object('id', w.id, 'email', w.email, 'expiresAt', ${iso("w.expires_at")})`,
    "(select * from waiting order by expires_at limit $3) w",
  )}),
  'ending', jsonb_build_object('total', (select count(*) from ending), 'first', ${listOf(
    `jsonb_build_object('memberId', e.membership_id, 'email', e.email, 'firstName', e.first_name, 'lastName', e.last_name,
      'kind', e.kind, 'what', e.what, 'projectName', e.project_name, 'expiresAt', ${iso("e.expires_at")})`,
    `(select n.*, p.email, p.first_name, p.last_name, x.name as project_name from ending n join membership m on m.id = n.membership_id
      join person p on p.id = m.person_id left join project x on x.id = m.project_id order by n.expires_at, p.email limit $3) e`,
  )}),
  'tokens', jsonb_build_object('total', (select count(*) from token), 'first', ${listOf(
    `jsonb_build_object('id', t.id, 'name', t.name, 'ownerEmail', t.email, 'expiresAt', ${iso("t.expires_at")})`,
    "(select * from token order by expires_at limit $3) t",
  )})
) as soon`;

const GIVES =
  "('permission.added', 'role.assigned', 'member.added', 'member.restored', 'role.permission-added')";
const TAKES =
  "('permission.removed', 'role.unassigned', 'member.removed', 'member.suspended', 'role.permission-removed')";

const CHANGES = `
with today as (select (now() at time zone 'UTC')::date as day),
counted as (
  select (e.at at time zone 'UTC')::date as day,
    count(*) filter (where e.kind in ${GIVES})::int as given,
    count(*) filter (where e.kind in ${TAKES})::int as taken,
    count(*)::int as every
  from audit_event e, today
  where e.organization_id = $1 and e.at >= (today.day - ($2::integer - 1))::timestamp at time zone 'UTC'
  group by 1
)
select to_char(today.day - ago, 'YYYY-MM-DD') as day, coalesce(c.given, 0) as given, coalesce(c.taken, 0) as taken,
  coalesce(c.every - c.given - c.taken, 0) as other
from today cross join generate_series($2::integer - 1, 0, -1) as ago left join counted c on c.day = today.day - ago
order by 1`;
