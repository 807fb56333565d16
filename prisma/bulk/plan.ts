import type { Client } from "pg";
import { PEOPLE } from "../demo/people";
import { eventsView } from "./events";
import { accessOf, type Plan, type Size } from "./size";

/**
 * Lays out in temporary tables who there will be: every row, and its audit event, is then derived from these, so that
 * the two cannot differ. All of it follows from the size; only the days move along with the day of loading.
 */
export async function layOut(client: Client, size: Size, plan: Plan): Promise<void> {
  await client.query(FUNCTIONS);
  await client.query(
    `create temporary table bulk_permission on commit drop as
     select n, pg_temp.bulk_id('permission ' || n) as id, 'bulk_' || lpad(n::text, 4, '0') as name from generate_series(1, ${plan.permissions}) as n`,
  );
  await client.query(organizations(size, plan));
  await client.query(`${ROLES}; ${MEMBERS}`);
  const names = PEOPLE.map(({ firstName, lastName }) => ({ first_name: firstName, last_name: lastName }));
  await client.query(
    "create temporary table bulk_name (n bigint, first_name text, last_name text) on commit drop",
  );
  await client.query(
    `insert into bulk_name select row_number() over () - 1, r.first_name, r.last_name
     from jsonb_to_recordset($1) as r (first_name text, last_name text)`,
    [JSON.stringify(names)],
  );
  await client.query(VIEWS);
  await client.query(eventsView(size));
  await client.query("create index on bulk_member (k, revision)");
  await client.query("analyze bulk_permission, bulk_organization, bulk_role, bulk_member, bulk_name");
}

// Version 3 of RFC 9562: from a name, by MD5.
const FUNCTIONS = `
create or replace function pg_temp.bulk_id(words text) returns uuid language sql immutable as $$
  select overlay(overlay(md5('grantdesk bulk ' || words) placing '3' from 13) placing 'a' from 17)::uuid
$$;
create or replace function pg_temp.bulk_at(revision bigint, revisions bigint) returns timestamptz language sql stable as $$
  select date_trunc('milliseconds', date_trunc('day', now()) - interval '300 days' + revision * (interval '299 days' / revisions))
$$`;

/** Number 1 is the large one. */
function organizations(
  size: Size,
  { people, roles, permissionsPerRole, grantsPerPerson, others }: Plan,
): string {
  const [owner = "", domain = ""] = accessOf(size).email.split("@");
  return `
    create temporary table bulk_organization on commit drop as
    select k, pg_temp.bulk_id('${size} organization ' || k) as id, pg_temp.bulk_id('${size} project ' || k) as project_id,
      'Bulk ${size}' || case when k > 1 then ' ' || lpad(k::text, 4, '0') else '' end as name,
      case when k % 2 = 1 then 'RETAILER' else 'SUPPLIER' end as kind,
      case when k > 1 then 'o' || k || '.' else '' end || '${domain}' as domain,
      '${owner}@' || case when k > 1 then 'o' || k || '.' else '' end || '${domain}' as owner_email,
      pg_temp.bulk_id('${size} person ' || k || ' 1') as owner_id,
      s.people, s.roles, s.role_size, s.grants, 1 + s.roles + s.people as revisions, pg_temp.bulk_at(1, 1 + s.roles + s.people) as at
    from generate_series(1, ${others + 1}) as k
    cross join lateral (
      select ${people} as people, ${roles} as roles, ${permissionsPerRole} as role_size, ${grantsPerPerson} as grants where k = 1
      union all select 5, 2, 3, 4 where k > 1
    ) as s`;
}

// Revision 1 founds the organization, then each role has one, then each person.
const ROLES = `
create temporary table bulk_role on commit drop as
select o.k, n, pg_temp.bulk_id(o.id || ' role ' || n) as id, 'Bulk role ' || lpad(n::text, 4, '0') as name,
  n + 1 as revision, pg_temp.bulk_at(n + 1, o.revisions) as at
from bulk_organization o cross join lateral generate_series(1, o.roles) as n`;

const MEMBERS = `
create temporary table bulk_member on commit drop as
select o.k, i, case when i = 1 then o.owner_id else pg_temp.bulk_id(o.id || ' person ' || i) end as person_id,
  pg_temp.bulk_id(o.id || ' member ' || i) as membership_id,
  case when i = 1 then o.owner_email else 'person' || i || '@' || o.domain end as email,
  case when i = 1 then 0 when i % 3 = 0 and o.roles > 1 then 2 else 1 end as assigned,
  (array[7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97])[1 + i % 22] as stride,
  1 + o.roles + i as revision, pg_temp.bulk_at(1 + o.roles + i, o.revisions) as at,
  case when i = 1 then o.at else pg_temp.bulk_at(1 + o.roles + i, o.revisions) end as joined_at
from bulk_organization o cross join lateral generate_series(1, o.people) as i`;

// The strides are primes that do not divide the number of permissions, so nobody is given one of them twice.
const VIEWS = `
create temporary view bulk_grant as
select m.k, m.i, j, m.membership_id, m.person_id, m.email, m.revision, m.at,
  m.assigned + case when m.i > 1 then 1 else 0 end as before, p.id as permission_id, p.name as permission_name,
  case when (m.i + j) % 997 = 0 then date_trunc('day', now()) + (2 + m.i % 60) * interval '1 day' end as expires_at
from (select * from bulk_member order by membership_id) as m
join bulk_organization o on o.k = m.k
cross join lateral generate_series(0, o.grants - 1) as j
join bulk_permission p on p.n = 1 + (m.i::bigint * 61 + j * m.stride) % (select count(*) from bulk_permission);

create temporary view bulk_assignment as
select m.k, m.i, j, pg_temp.bulk_id(m.membership_id || ' role ' || r.n) as id, m.membership_id, m.person_id, m.email, m.revision, m.at,
  r.id as role_id, r.name as role_name
from bulk_member m
join bulk_organization o on o.k = m.k
cross join lateral generate_series(0, m.assigned - 1) as j
join bulk_role r on r.k = m.k and r.n = 1 + (m.i + j * (o.roles / 2)) % o.roles;

create temporary view bulk_role_permission as
select r.k, r.n, j, r.id as role_id, r.name as role_name, r.revision, r.at, p.id as permission_id, p.name as permission_name
from bulk_role r
join bulk_organization o on o.k = r.k
cross join lateral generate_series(0, o.role_size - 1) as j
join bulk_permission p on p.n = 1 + (r.n::bigint * 17 + j * 7) % (select count(*) from bulk_permission)`;
