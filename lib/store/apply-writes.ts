import { NOW } from "./fragments";

const list = (key: string, columns: string) =>
  `jsonb_to_recordset($4::jsonb -> '${key}') as r (${columns}), moved`;
const ids = (key: string) =>
  `(select r.id from jsonb_to_recordset($4::jsonb -> '${key}') as r (id uuid), moved)`;

// The database fills it in where the person is there already.
const EMAIL_OF_NEW =
  "(select n.email from jsonb_to_recordset($4::jsonb -> 'peopleIn') as n (id uuid, email text) where n.id = r.person_id)";

/**
 * What each list of rows (lib/store/rows.ts) does to its table, all of it only where the organization's revision has
 * moved: `moved` is empty otherwise. $1 the organization, $4 the lists, $5 the time.
 */
export const WRITES: Readonly<Record<string, string>> = {
  grantsOut: `
    delete from permission_grant g using ${list("grantsOut", "membership_id uuid, permission_id uuid")}
    where g.membership_id = r.membership_id and g.permission_id = r.permission_id`,
  assignmentsOut: `
    delete from role_assignment a using ${list("assignmentsOut", "membership_id uuid, role_id uuid")}
    where a.membership_id = r.membership_id and a.role_id = r.role_id`,
  rolePermissionsOut: `
    delete from role_permission rp using ${list("rolePermissionsOut", "role_id uuid, permission_id uuid")}
    where rp.role_id = r.role_id and rp.permission_id = r.permission_id`,
  gatesOut: `
    delete from permission_gate g using ${list("gatesOut", "project_id uuid, permission_id uuid")}
    where g.project_id = r.project_id and g.permission_id = r.permission_id`,
  membersOut: `
    delete from membership where id in ${ids("membersOut")}`,
  // What has run out is nobody's role any more, so no snapshot has it and no event ends it; it would keep the role for ever.
  endedAssignmentsOut: `
    delete from role_assignment where organization_id = $1::uuid and expires_at <= ${NOW} and role_id in ${ids("endedAssignmentsOut")}`,
  rolesOut: `
    delete from role where id in ${ids("rolesOut")}`,
  projectsOut: `
    delete from project where id in ${ids("projectsOut")}`,
  peopleIn: `
    insert into person (id, email, first_name, last_name, phone, created_at, updated_at)
    select r.id, r.email, r.first_name, r.last_name, r.phone, $5::timestamptz, $5::timestamptz
    from ${list("peopleIn", "id uuid, email text, first_name text, last_name text, phone text")}`,
  projectsIn: `
    insert into project (id, organization_id, name, is_default, created_at, updated_at)
    select r.id, moved.id, r.name, r.is_default, $5::timestamptz, $5::timestamptz from ${list("projectsIn", "id uuid, name text, is_default boolean")}`,
  projectsSet: `
    update project p set name = r.name, updated_at = $5::timestamptz from ${list("projectsSet", "id uuid, name text")} where p.id = r.id`,
  rolesIn: `
    insert into role (id, organization_id, level, name, description, created_at, updated_at)
    select r.id, moved.id, r.level, r.name, r.description, $5::timestamptz, $5::timestamptz
    from ${list("rolesIn", "id uuid, level text, name text, description text")}`,
  rolesSet: `
    update role x set name = r.name, description = r.description, updated_at = $5::timestamptz
    from ${list("rolesSet", "id uuid, name text, description text")} where x.id = r.id`,
  rolePermissionsIn: `
    insert into role_permission (role_id, home, permission_id, level)
    select r.role_id, moved.id, r.permission_id, r.level from ${list("rolePermissionsIn", "role_id uuid, permission_id uuid, level text")}`,
  gatesIn: `
    insert into permission_gate (project_id, organization_id, permission_id, opened_by, opened_at)
    select r.project_id, moved.id, r.permission_id, r.opened_by, $5::timestamptz
    from ${list("gatesIn", "project_id uuid, permission_id uuid, opened_by uuid")}`,
  membersIn: `
    insert into membership (id, person_id, email, organization_id, organization_level, project_id, status, created_at, updated_at)
    select r.id, r.person_id, ${EMAIL_OF_NEW}, moved.id, r.organization_level, r.project_id, r.status, $5::timestamptz, $5::timestamptz
    from ${list("membersIn", "id uuid, person_id uuid, organization_level text, project_id uuid, status text")}`,
  membersSet: `
    update membership m set status = r.status, updated_at = $5::timestamptz from ${list("membersSet", "id uuid, status text")} where m.id = r.id`,
  grantsIn: `
    insert into permission_grant (membership_id, permission_id, organization_id, level, granted_by, granted_at, expires_at)
    select r.membership_id, r.permission_id, moved.id, r.level, r.granted_by, r.granted_at, r.expires_at
    from ${list("grantsIn", "membership_id uuid, permission_id uuid, level text, granted_by uuid, granted_at timestamptz, expires_at timestamptz")}
    on conflict (membership_id, permission_id) do update
      set granted_by = excluded.granted_by, granted_at = excluded.granted_at, expires_at = excluded.expires_at`,
  assignmentsIn: `
    insert into role_assignment (id, membership_id, role_id, role_home, organization_id, level, assigned_by, assigned_at, updated_at, expires_at)
    select r.id, r.membership_id, r.role_id, r.role_home, moved.id, r.level, r.assigned_by, r.assigned_at, r.updated_at, r.expires_at
    from ${list("assignmentsIn", "id uuid, membership_id uuid, role_id uuid, role_home uuid, level text, assigned_by uuid, assigned_at timestamptz, updated_at timestamptz, expires_at timestamptz")}
    on conflict (membership_id, role_id) do update
      set id = excluded.id, assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at,
        updated_at = excluded.updated_at, expires_at = excluded.expires_at`,
  invitationsIn: `
    insert into invitation (id, organization_id, project_id, membership_id, person_id, permissions, secret_hash, status, invited_by, created_at, updated_at, expires_at)
    select r.id, moved.id, r.project_id, r.membership_id, r.person_id, r.permissions, decode(r.secret_hash, 'hex'), r.status, r.invited_by,
      $5::timestamptz, $5::timestamptz, r.expires_at
    from ${list("invitationsIn", "id uuid, project_id uuid, membership_id uuid, person_id uuid, permissions text[], secret_hash text, status text, invited_by uuid, expires_at timestamptz")}`,
  invitationsSet: `
    update invitation i set status = r.status, updated_at = $5::timestamptz from ${list("invitationsSet", "id uuid, status text")} where i.id = r.id`,
  tokensIn: `
    insert into api_token (id, person_id, organization_id, name, secret_hash, redacted, narrowed, created_at, updated_at, expires_at)
    select r.id, r.person_id, case when r.bound then moved.id end, r.name, decode(r.secret_hash, 'hex'), r.redacted, r.narrowed,
      $5::timestamptz, $5::timestamptz, r.expires_at
    from ${list("tokensIn", "id uuid, person_id uuid, bound boolean, name text, secret_hash text, redacted text, narrowed boolean, expires_at timestamptz")}`,
  tokenPermissionsIn: `
    insert into api_token_permission (api_token_id, permission_id)
    select r.api_token_id, r.permission_id from ${list("tokenPermissionsIn", "api_token_id uuid, permission_id uuid")}`,
  tokensSet: `
    update api_token t set name = r.name, updated_at = $5::timestamptz,
      revoked_at = case when r.revoked then coalesce(t.revoked_at, $5::timestamptz) else t.revoked_at end
    from ${list("tokensSet", "id uuid, name text, revoked boolean")} where t.id = r.id`,
  sessionsOut: `
    update session s set revoked_at = $5::timestamptz where s.revoked_at is null and s.person_id in ${ids("sessionsOut")}`,
  sessionsEnded: `
    update session s set revoked_at = $5::timestamptz from ${list("sessionsEnded", "id uuid, person_id uuid")}
    where s.revoked_at is null and s.id = r.id and s.person_id = r.person_id`,
  unlocked: `
    update person p set locked_at = null, failed_attempts = 0, updated_at = $5::timestamptz where p.id in ${ids("unlocked")}`,
  viewsIn: `
    insert into view_as (id, session_id, operator_id, person_id, reason, started_at, expires_at)
    select r.id, r.session_id, r.operator_id, r.person_id, r.reason, $5::timestamptz, r.expires_at
    from ${list("viewsIn", "id uuid, session_id uuid, operator_id uuid, person_id uuid, reason text, expires_at timestamptz")}`,
  viewsOut: `
    update view_as v set ended_at = $5::timestamptz where v.ended_at is null and v.id in ${ids("viewsOut")}`,
  webhooksIn: `
    insert into webhook (id, organization_id, url, kinds, secret, cursor_revision, created_at, updated_at)
    select r.id, moved.id, r.url, r.kinds, decode(r.secret, 'hex'), moved.revision, $5::timestamptz, $5::timestamptz
    from ${list("webhooksIn", "id uuid, url text, kinds text[], secret text")}`,
  // The one before it still signs for a day, so that a receiver may take its time to learn the new one.
  webhooksSet: `
    update webhook w set url = r.url, kinds = r.kinds, paused = r.paused, updated_at = $5::timestamptz,
      failing_since = case when w.paused is not null and r.paused is null then null else w.failing_since end,
      secret = coalesce(decode(r.secret, 'hex'), w.secret),
      previous_secret = case when r.secret is null then w.previous_secret else w.secret end,
      previous_until = case when r.secret is null then w.previous_until else $5::timestamptz + interval '24 hours' end
    from (select distinct on (r.id) r.* from ${list("webhooksSet", "id uuid, url text, kinds text[], paused text, secret text")}
      order by r.id, r.secret nulls last) r
    where w.id = r.id and w.organization_id = $1::uuid`,
  webhooksOut: `
    delete from webhook where organization_id = $1::uuid and id in ${ids("webhooksOut")}`,
  permissionsIn: `
    insert into permission (id, name, display_name, description, grouping, level, visibility, gated, administrative, is_default, created_at, updated_at)
    select r.id, r.name, r.display_name, r.description, r.grouping, r.level, r.visibility, r.gated, r.administrative, r.is_default,
      $5::timestamptz, $5::timestamptz
    from ${list("permissionsIn", "id uuid, name text, display_name text, description text, grouping text, level text, visibility text, gated boolean, administrative boolean, is_default boolean")}`,
  permissionsSet: `
    update permission p set display_name = r.display_name, description = r.description, grouping = r.grouping, visibility = r.visibility,
      gated = r.gated, administrative = r.administrative, is_default = r.is_default, updated_at = $5::timestamptz
    from ${list("permissionsSet", "id uuid, display_name text, description text, grouping text, visibility text, gated boolean, administrative boolean, is_default boolean")}
    where p.id = r.id`,
  implicationsOut: `
    delete from permission_implication i using ${list("implicationsOut", "permission_id uuid, implies_id uuid")}
    where i.permission_id = r.permission_id and i.implies_id = r.implies_id`,
  implicationsIn: `
    insert into permission_implication (permission_id, implies_id)
    select r.permission_id, r.implies_id from ${list("implicationsIn", "permission_id uuid, implies_id uuid")}
    on conflict do nothing`,
  // What has run out goes with the permission that it names.
  permissionsOut: `
    delete from permission p using (select forget_ended_uses(array${ids("permissionsOut")}) as uses) as ended
    where p.id in ${ids("permissionsOut")} and ended.uses >= 0`,
  events: `
    insert into audit_event (organization_id, revision, sequence, at, kind, door, request_id, actor_id, actor_label, on_behalf_of,
      project_id, membership_id, person_id, subject_label, permission_id, permission_name, role_id, role_name, before, after, previous_hash, hash)
    select moved.id, moved.revision, r.sequence, $5::timestamptz, r.kind, r.door, r.request_id, r.actor_id, r.actor_label, r.on_behalf_of,
      r.project_id, r.membership_id, r.person_id, r.subject_label, r.permission_id, r.permission_name, r.role_id, r.role_name,
      nullif(r.before, 'null'::jsonb), nullif(r.after, 'null'::jsonb), r.previous_hash, r.hash
    from ${list(
      "events",
      "sequence integer, kind text, door text, request_id text, actor_id uuid, actor_label text, on_behalf_of uuid, project_id uuid, membership_id uuid, person_id uuid, subject_label text, permission_id uuid, permission_name text, role_id uuid, role_name text, before jsonb, after jsonb, previous_hash text, hash text",
    )}`,
};
