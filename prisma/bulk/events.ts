import { iso } from "@/lib/store/fragments";
import { redact } from "@/lib/store/secret";
import { accessOf, type Size } from "./size";

/**
 * The events of the plan, as a temporary view. What came after stands there as canonical JSON (keys sorted, no blanks)
 * with the facts of lib/core/effect.ts. Every word in it is of our own making, without quotes, so nothing is escaped;
 * the test holds all of it against the product's own hash.
 */
export function eventsView(size: Size): string {
  return `
create or replace function pg_temp.bulk_json(value text) returns text language sql immutable as $$ select coalesce('"' || value || '"', 'null') $$;
create temporary view bulk_event
  (k, revision, sequence, at, kind, project_id, membership_id, person_id, subject, permission_id, permission_name, role_id, role_name, after) as
${[FOUNDATION, tokenEvent(redact(accessOf(size).token)), ROLES, PEOPLE].join("\nunion all")}`;
}

const assignmentFact = (id: string, at: string, owner: string, home: string) => `
  '{"assignedAt":"' || ${iso(at)} || '","assignedBy":"' || ${owner} || '","expiresAt":null,"id":"' || ${id}
    || '","level":"ORGANIZATION","roleOrganizationId":' || ${home} || ',"updatedAt":"' || ${iso(at)} || '"}'`;

const MEMBER_FACT = `'{"organizationLevel":"ORGANIZATION","status":"ACTIVE","stranger":null}'`;

const FOUNDATION = `
select k, 1, 1, at, 'organization.created', null::uuid, null::uuid, null::uuid, name, null::uuid, null::text, null::uuid, null::text,
  '{"kind":"' || kind || '","name":"' || name || '","status":"ACTIVE"}'
from bulk_organization
union all
select k, 1, 2, at, 'project.created', project_id, null, null, 'Default', null, null, null, null, '{"isDefault":true,"name":"Default"}'
from bulk_organization
union all
select o.k, 1, 3, o.at, 'member.added', null, m.membership_id, m.person_id, m.email, null, null, null, null, ${MEMBER_FACT}
from bulk_organization o join bulk_member m on m.k = o.k and m.i = 1
union all
select o.k, 1, 4, o.at, 'role.assigned', null, m.membership_id, m.person_id, m.email, null, null, r.id, r.name,
  ${assignmentFact("pg_temp.bulk_id(m.membership_id || ' Owner')", "o.at", "o.owner_id", "'null'")}
from bulk_organization o join bulk_member m on m.k = o.k and m.i = 1
join role r on r.organization_id is null and r.level = 'ORGANIZATION' and r.name = 'Owner'`;

const tokenEvent = (redacted: string) => `
select k, 1, 5, at, 'token.created', null, null, owner_id, 'Bulk', null, null, null, null,
  '{"bound":true,"expiresAt":null,"id":"' || pg_temp.bulk_id(id || ' token') || '","name":"Bulk","permissionIds":null,"redacted":"${redacted}"}'
from bulk_organization where k = 1`;

const ROLES = `
select k, revision, 1, at, 'role.created', null, null, null, name, null, null, id, name,
  '{"description":null,"level":"ORGANIZATION","name":"' || name || '"}'
from bulk_role
union all
select k, revision, 2 + j, at, 'role.permission-added', null, null, null, role_name, permission_id, permission_name, role_id, role_name,
  '{"level":"ORGANIZATION"}'
from bulk_role_permission`;

const PEOPLE = `
select k, revision, 1, at, 'member.added', null, membership_id, person_id, email, null, null, null, null, ${MEMBER_FACT}
from bulk_member where i > 1
union all
select a.k, a.revision, 2 + a.j, a.at, 'role.assigned', null, a.membership_id, a.person_id, a.email, null, null, a.role_id, a.role_name,
  ${assignmentFact("a.id", "a.at", "o.owner_id", `'"' || o.id || '"'`)}
from bulk_assignment a join bulk_organization o on o.k = a.k
union all
select g.k, g.revision, 1 + g.before + g.j, g.at, 'permission.added', null, g.membership_id, g.person_id, g.email,
  g.permission_id, g.permission_name, null, null,
  '{"expiresAt":' || pg_temp.bulk_json(${iso("g.expires_at")}) || ',"grantedAt":"' || ${iso("g.at")} || '","grantedBy":"' || o.owner_id
    || '","level":"ORGANIZATION"}'
from bulk_grant g join bulk_organization o on o.k = g.k`;
