import "server-only";
import type { Effect } from "@/lib/core/effect";
import type { Principal } from "@/lib/core/principal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { CATALOGUE, isOfCatalogue } from "./apply-catalogue";
import { ids, list } from "./apply-lists";
import { chain } from "./audit-chain";
import type { Runner } from "./database";
import { rowsOf } from "./rows";
import { askWithin, ofOrganizations } from "./tenants";

export interface ToApply {
  readonly organizationId: string;
  /** The revision that the decision was made on; nothing happens where it has moved. */
  readonly revision: number;
  readonly systemRevision: number | null;
  readonly auditHead: string;
  readonly at: string;
  readonly effects: readonly Effect[];
  /** Hashes of new secrets (hex), or a webhook's sealed one, by the id of what they belong to: they stand in no audit. */
  readonly secretHashes: Readonly<Record<string, string>>;
}

/**
 * Writes a decision in one statement, all or nothing, together with its audit events and the notification.
 * The whole statement hangs on the revision: answers the new one, or null where someone was faster.
 */
export async function apply(runner: Runner, principal: Principal, toApply: ToApply): Promise<number | null> {
  const { organizationId, revision, systemRevision, auditHead, at, effects } = toApply;
  const events = chain(auditHead, effects, { organizationId, revision: revision + 1, at, principal });
  const { lists, organization } = rowsOf(effects, toApply.secretHashes);
  const rows = { ...lists, organization, events };
  const isCatalogue = effects.some(isOfCatalogue);
  const values = [
    organizationId,
    revision,
    systemRevision,
    events.at(-1)?.hash ?? auditHead,
    JSON.stringify(rows),
    at,
  ];
  const written = systemRevision === null ? [organizationId] : [organizationId, SYSTEM_ORGANIZATION];
  try {
    const { rows: moved } = await askWithin<{ revision: string }>(runner, ofOrganizations(written), {
      name: isCatalogue ? "apply effects on the catalogue" : "apply effects",
      text: isCatalogue ? APPLY_CATALOGUE : APPLY,
      values,
    });
    return moved[0] ? Number(moved[0].revision) : null;
  } catch (error) {
    if (isConflict(error)) return null;
    throw error;
  }
}

/** A row of another organization (a person's address) that someone wrote meanwhile: read again and decide again. */
function isConflict(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    (error.code === "23505" || error.code === "23503" || error.code === "40P01")
  );
}

const HELD = `
held as (
  select 1 from organization where id = '00000000-0000-4000-8000-000000000001' and revision = $3::bigint for share
),
moved as (
  update organization o set revision = o.revision + 1, audit_head = $4, updated_at = $6::timestamptz,
    name = coalesce($5::jsonb -> 'organization' ->> 'name', o.name),
    status = coalesce($5::jsonb -> 'organization' ->> 'status', o.status),
    granting = coalesce($5::jsonb -> 'organization' ->> 'granting', o.granting),
    joining_domains = case when $5::jsonb -> 'organization' ? 'joiningDomains'
      then array(select jsonb_array_elements_text($5::jsonb #> '{organization,joiningDomains}')) else o.joining_domains end,
    joining_role_id = case when $5::jsonb -> 'organization' ? 'joiningDomains'
      then ($5::jsonb -> 'organization' ->> 'joiningRole')::uuid else o.joining_role_id end,
    activated_at = case when $5::jsonb -> 'organization' ->> 'status' = 'ACTIVE' then coalesce(o.activated_at, $6::timestamptz) else o.activated_at end,
    deleted_at = case when ($5::jsonb -> 'organization' ->> 'deleted')::boolean then $6::timestamptz else o.deleted_at end
  where o.id = $1::uuid and o.revision = $2::bigint and ($3::bigint is null or exists (select from held))
  returning o.id, o.revision
)`;

const REMOVALS = `
grants_out as (
  delete from permission_grant g using ${list("grantsOut", "membership_id uuid, permission_id uuid")}
  where g.membership_id = r.membership_id and g.permission_id = r.permission_id
),
assignments_out as (
  delete from role_assignment a using ${list("assignmentsOut", "membership_id uuid, role_id uuid")}
  where a.membership_id = r.membership_id and a.role_id = r.role_id
),
role_permissions_out as (
  delete from role_permission rp using ${list("rolePermissionsOut", "role_id uuid, permission_id uuid")}
  where rp.role_id = r.role_id and rp.permission_id = r.permission_id
),
gates_out as (
  delete from permission_gate g using ${list("gatesOut", "project_id uuid, permission_id uuid")}
  where g.project_id = r.project_id and g.permission_id = r.permission_id
),
members_out as (delete from membership where id in ${ids("membersOut")}),
roles_out as (delete from role where id in ${ids("rolesOut")}),
projects_out as (delete from project where id in ${ids("projectsOut")})`;

const THINGS = `
people_in as (
  insert into person (id, email, first_name, last_name, phone, created_at, updated_at)
  select r.id, r.email, r.first_name, r.last_name, r.phone, $6::timestamptz, $6::timestamptz
  from ${list("peopleIn", "id uuid, email text, first_name text, last_name text, phone text")}
),
projects_in as (
  insert into project (id, organization_id, name, is_default, created_at, updated_at)
  select r.id, moved.id, r.name, r.is_default, $6::timestamptz, $6::timestamptz from ${list("projectsIn", "id uuid, name text, is_default boolean")}
),
projects_set as (
  update project p set name = r.name, updated_at = $6::timestamptz from ${list("projectsSet", "id uuid, name text")} where p.id = r.id
),
roles_in as (
  insert into role (id, organization_id, level, name, description, created_at, updated_at)
  select r.id, moved.id, r.level, r.name, r.description, $6::timestamptz, $6::timestamptz
  from ${list("rolesIn", "id uuid, level text, name text, description text")}
),
roles_set as (
  update role x set name = r.name, description = r.description, updated_at = $6::timestamptz
  from ${list("rolesSet", "id uuid, name text, description text")} where x.id = r.id
),
roles_touched as (
  update role x set updated_at = $6::timestamptz where x.id in ${ids("rolesTouched")}
),
role_permissions_in as (
  insert into role_permission (role_id, permission_id, level)
  select r.role_id, r.permission_id, r.level from ${list("rolePermissionsIn", "role_id uuid, permission_id uuid, level text")}
),
gates_in as (
  insert into permission_gate (project_id, organization_id, permission_id, opened_by, opened_at)
  select r.project_id, moved.id, r.permission_id, r.opened_by, $6::timestamptz
  from ${list("gatesIn", "project_id uuid, permission_id uuid, opened_by uuid")}
)`;

const PEOPLE = `
members_in as (
  insert into membership (id, person_id, organization_id, organization_level, project_id, status, created_at, updated_at)
  select r.id, r.person_id, moved.id, r.organization_level, r.project_id, r.status, $6::timestamptz, $6::timestamptz
  from ${list("membersIn", "id uuid, person_id uuid, organization_level text, project_id uuid, status text")}
),
members_set as (
  update membership m set status = r.status, updated_at = $6::timestamptz from ${list("membersSet", "id uuid, status text")} where m.id = r.id
),
grants_in as (
  insert into permission_grant (membership_id, permission_id, organization_id, level, granted_by, granted_at, expires_at)
  select r.membership_id, r.permission_id, moved.id, r.level, r.granted_by, r.granted_at, r.expires_at
  from ${list("grantsIn", "membership_id uuid, permission_id uuid, level text, granted_by uuid, granted_at timestamptz, expires_at timestamptz")}
  on conflict (membership_id, permission_id) do update
    set granted_by = excluded.granted_by, granted_at = excluded.granted_at, expires_at = excluded.expires_at
),
assignments_in as (
  insert into role_assignment (id, membership_id, role_id, role_home, organization_id, level, assigned_by, assigned_at, updated_at, expires_at)
  select r.id, r.membership_id, r.role_id, r.role_home, moved.id, r.level, r.assigned_by, r.assigned_at, r.updated_at, r.expires_at
  from ${list("assignmentsIn", "id uuid, membership_id uuid, role_id uuid, role_home uuid, level text, assigned_by uuid, assigned_at timestamptz, updated_at timestamptz, expires_at timestamptz")}
  on conflict (membership_id, role_id) do update
    set id = excluded.id, assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at,
      updated_at = excluded.updated_at, expires_at = excluded.expires_at
),
invitations_in as (
  insert into invitation (id, organization_id, project_id, membership_id, person_id, permissions, secret_hash, status, invited_by, created_at, updated_at, expires_at)
  select r.id, moved.id, r.project_id, r.membership_id, r.person_id, r.permissions, decode(r.secret_hash, 'hex'), r.status, r.invited_by,
    $6::timestamptz, $6::timestamptz, r.expires_at
  from ${list("invitationsIn", "id uuid, project_id uuid, membership_id uuid, person_id uuid, permissions text[], secret_hash text, status text, invited_by uuid, expires_at timestamptz")}
),
invitations_set as (
  update invitation i set status = r.status, updated_at = $6::timestamptz from ${list("invitationsSet", "id uuid, status text")} where i.id = r.id
),
tokens_in as (
  insert into api_token (id, person_id, organization_id, name, secret_hash, redacted, narrowed, created_at, updated_at, expires_at)
  select r.id, r.person_id, case when r.bound then moved.id end, r.name, decode(r.secret_hash, 'hex'), r.redacted, r.narrowed,
    $6::timestamptz, $6::timestamptz, r.expires_at
  from ${list("tokensIn", "id uuid, person_id uuid, bound boolean, name text, secret_hash text, redacted text, narrowed boolean, expires_at timestamptz")}
),
token_permissions_in as (
  insert into api_token_permission (api_token_id, permission_id)
  select r.api_token_id, r.permission_id from ${list("tokenPermissionsIn", "api_token_id uuid, permission_id uuid")}
),
tokens_set as (
  update api_token t set name = r.name, updated_at = $6::timestamptz,
    revoked_at = case when r.revoked then coalesce(t.revoked_at, $6::timestamptz) else t.revoked_at end
  from ${list("tokensSet", "id uuid, name text, revoked boolean")} where t.id = r.id
),
sessions_out as (
  update session s set revoked_at = $6::timestamptz where s.revoked_at is null and s.person_id in ${ids("sessionsOut")}
),
sessions_ended as (
  update session s set revoked_at = $6::timestamptz from ${list("sessionsEnded", "id uuid, person_id uuid")}
  where s.revoked_at is null and s.id = r.id and s.person_id = r.person_id
),
unlocked as (
  update person p set locked_at = null, failed_attempts = 0, updated_at = $6::timestamptz where p.id in ${ids("unlocked")}
)`;

const VIEWS = `
views_in as (
  insert into view_as (id, session_id, operator_id, person_id, reason, started_at, expires_at)
  select r.id, r.session_id, r.operator_id, r.person_id, r.reason, $6::timestamptz, r.expires_at
  from ${list("viewsIn", "id uuid, session_id uuid, operator_id uuid, person_id uuid, reason text, expires_at timestamptz")}
),
views_out as (
  update view_as v set ended_at = $6::timestamptz where v.ended_at is null and v.id in ${ids("viewsOut")}
)`;

// The one before it still signs for a day, so that a receiver may take its time to learn the new one.
const WEBHOOKS = `
webhooks_in as (
  insert into webhook (id, organization_id, url, kinds, secret, cursor_revision, created_at, updated_at)
  select r.id, moved.id, r.url, r.kinds, decode(r.secret, 'hex'), moved.revision, $6::timestamptz, $6::timestamptz
  from ${list("webhooksIn", "id uuid, url text, kinds text[], secret text")}
),
webhooks_set as (
  update webhook w set url = r.url, kinds = r.kinds, paused = r.paused, updated_at = $6::timestamptz,
    failing_since = case when w.paused is not null and r.paused is null then null else w.failing_since end,
    secret = coalesce(decode(r.secret, 'hex'), w.secret),
    previous_secret = case when r.secret is null then w.previous_secret else w.secret end,
    previous_until = case when r.secret is null then w.previous_until else $6::timestamptz + interval '24 hours' end
  from (select distinct on (r.id) r.* from ${list("webhooksSet", "id uuid, url text, kinds text[], paused text, secret text")}
    order by r.id, r.secret nulls last) r
  where w.id = r.id and w.organization_id = $1::uuid
),
webhooks_out as (delete from webhook where organization_id = $1::uuid and id in ${ids("webhooksOut")})`;

const AUDIT = `
audited as (
  insert into audit_event (organization_id, revision, sequence, at, kind, door, request_id, actor_id, actor_label, on_behalf_of,
    project_id, membership_id, person_id, subject_label, permission_id, permission_name, role_id, role_name, before, after, previous_hash, hash)
  select moved.id, moved.revision, r.sequence, $6::timestamptz, r.kind, r.door, r.request_id, r.actor_id, r.actor_label, r.on_behalf_of,
    r.project_id, r.membership_id, r.person_id, r.subject_label, r.permission_id, r.permission_name, r.role_id, r.role_name,
    nullif(r.before, 'null'::jsonb), nullif(r.after, 'null'::jsonb), r.previous_hash, r.hash
  from ${list(
    "events",
    "sequence integer, kind text, door text, request_id text, actor_id uuid, actor_label text, on_behalf_of uuid, project_id uuid, membership_id uuid, person_id uuid, subject_label text, permission_id uuid, permission_name text, role_id uuid, role_name text, before jsonb, after jsonb, previous_hash text, hash text",
  )}
)`;

const DONE = "select moved.revision, pg_notify('grantdesk', moved.id || ':' || moved.revision) from moved";

const APPLY = `
with ${HELD}, ${REMOVALS}, ${THINGS}, ${PEOPLE}, ${VIEWS}, ${WEBHOOKS}, ${AUDIT}
${DONE}`;

// Apart, so that the statement of every day stays as short as it is.
const APPLY_CATALOGUE = `
with ${HELD}, ${REMOVALS}, ${THINGS}, ${PEOPLE}, ${VIEWS}, ${WEBHOOKS}, ${CATALOGUE}, ${AUDIT}
${DONE}`;
