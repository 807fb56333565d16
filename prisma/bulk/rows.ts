import type { Client } from "pg";
import { hashSecret, redact } from "@/lib/store/secret";
import { hashOfPassword } from "../demo/insert-people";
import { accessOf, type Size } from "./size";

/** Inserts everything but the audit, in an order in which the large indexes grow at few places. */
export async function insertRows(client: Client, size: Size): Promise<void> {
  const { token } = accessOf(size);
  await client.query(PERMISSIONS);
  await client.query(ORGANIZATIONS);
  await client.query(PEOPLE, [await hashOfPassword()]);
  await client.query(ROLES);
  await client.query(MEMBERSHIPS);
  await client.query(ASSIGNMENTS);
  await client.query(
    `insert into api_token (id, person_id, organization_id, name, secret_hash, redacted, created_at, updated_at)
     select pg_temp.bulk_id(id || ' token'), owner_id, id, 'Bulk', $1, $2, at, at from bulk_organization where k = 1`,
    [hashSecret(token), redact(token)],
  );
  await client.query(GRANTS);
}

const PERMISSIONS = `
insert into permission (id, name, display_name, description, grouping, level, visibility)
select id, name, 'Bulk ' || n, 'One of many', 'BULK' || lpad((1 + (n - 1) / 50)::text, 2, '0'), 'ORGANIZATION', 'BOTH'
from bulk_permission order by n
on conflict do nothing`;

const ORGANIZATIONS = `
with organizations as (
  insert into organization (id, name, kind, domain, created_at, updated_at, activated_at)
  select id, name, kind, domain, at, at, at from bulk_organization order by k
)
insert into project (id, organization_id, name, is_default, created_at, updated_at)
select project_id, id, 'Default', true, at, at from bulk_organization order by k`;

const PEOPLE = `
insert into person (id, email, first_name, last_name, password_hash, email_verified_at, created_at, updated_at)
select m.person_id, m.email, f.first_name, l.last_name, $1, m.joined_at, m.joined_at, m.joined_at
from bulk_member m
cross join (select count(*) as count from bulk_name) as names
join bulk_name f on f.n = m.i % names.count
join bulk_name l on l.n = (m.i::bigint * 31 + m.i / names.count) % names.count
order by m.k, m.i`;

const ROLES = `
with roles as (
  insert into role (id, organization_id, level, name, description, created_at, updated_at)
  select r.id, o.id, 'ORGANIZATION', r.name, null, r.at, r.at from bulk_role r join bulk_organization o on o.k = r.k order by r.k, r.n
)
insert into role_permission (role_id, home, permission_id, level)
select b.role_id, o.id, b.permission_id, 'ORGANIZATION' from bulk_role_permission b join bulk_organization o on o.k = b.k`;

const MEMBERSHIPS = `
insert into membership (id, person_id, email, organization_id, organization_level, created_at, updated_at, last_active_at)
select m.membership_id, m.person_id, m.email, o.id, 'ORGANIZATION', m.joined_at, m.joined_at,
  case when m.i % 8 <> 0 then greatest(m.joined_at, now() - (m.i::bigint * 7919 % 40320) * interval '1 minute') end
from bulk_member m join bulk_organization o on o.k = m.k
order by m.membership_id`;

const ASSIGNMENTS = `
with owners as (
  insert into role_assignment (id, membership_id, role_id, role_home, organization_id, level, assigned_by, assigned_at, updated_at)
  select pg_temp.bulk_id(m.membership_id || ' Owner'), m.membership_id, r.id, r.home, o.id, 'ORGANIZATION', o.owner_id, o.at, o.at
  from bulk_organization o join bulk_member m on m.k = o.k and m.i = 1
  join role r on r.organization_id is null and r.level = 'ORGANIZATION' and r.name = 'Owner'
)
insert into role_assignment (id, membership_id, role_id, role_home, organization_id, level, assigned_by, assigned_at, updated_at)
select a.id, a.membership_id, a.role_id, o.id, o.id, 'ORGANIZATION', o.owner_id, a.at, a.at
from bulk_assignment a join bulk_organization o on o.k = a.k
order by a.membership_id`;

const GRANTS = `
insert into permission_grant (membership_id, permission_id, organization_id, level, granted_by, granted_at, expires_at)
select g.membership_id, g.permission_id, o.id, 'ORGANIZATION', o.owner_id, g.at, g.expires_at
from bulk_grant g join bulk_organization o on o.k = g.k`;
