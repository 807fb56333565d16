/** Pieces of SQL that must say the same everywhere. They take column expressions, never values. */

/** A time as JavaScript prints it: ISO 8601, UTC, milliseconds, `Z`. */
export const iso = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const notExpired = (alias: string) => `(${alias}.expires_at is null or ${alias}.expires_at > now())`;

/** Permissions that an organization of this kind does not see do not exist for it. */
export const visible = (permission: string, kind: string) =>
  `(${permission}.level <> 'ORGANIZATION' or ${permission}.visibility in ('BOTH', 'INTERNAL', ${kind}))`;

export const BUILT_IN_HOME = "'00000000-0000-0000-0000-000000000000'::uuid";
export const SYSTEM_HOME = "'00000000-0000-4000-8000-000000000001'::uuid";

export const personJson = (p: string) => `jsonb_build_object(
  'id', ${p}.id, 'number', ${p}.number, 'email', ${p}.email, 'firstName', ${p}.first_name, 'lastName', ${p}.last_name,
  'phone', ${p}.phone, 'jobTitle', ${p}.job_title, 'createdAt', ${iso(`${p}.created_at`)},
  'hasAccount', ${p}.password_hash is not null or ${p}.email_verified_at is not null,
  'verified', ${p}.email_verified_at is not null,
  'suspended', ${p}.suspended_at is not null, 'locked', ${p}.locked_at is not null)`;

const grantsJson = (m: string) => `coalesce((
  select jsonb_agg(jsonb_build_object('permissionId', g.permission_id, 'grantedBy', g.granted_by,
    'grantedAt', ${iso("g.granted_at")}, 'expiresAt', ${iso("g.expires_at")}))
  from permission_grant g where g.membership_id = ${m}.id and ${notExpired("g")}), '[]')`;

const assignmentsJson = (m: string) => `coalesce((
  select jsonb_agg(jsonb_build_object('id', a.id, 'roleId', a.role_id, 'assignedBy', a.assigned_by,
    'assignedAt', ${iso("a.assigned_at")}, 'updatedAt', ${iso("a.updated_at")}, 'expiresAt', ${iso("a.expires_at")})
    order by a.assigned_at, a.id)
  from role_assignment a where a.membership_id = ${m}.id and ${notExpired("a")}), '[]')`;

/** A `Member` of lib/core/state.ts from a row of membership `m` and its person `p`. */
export const memberJson = (m: string, p: string) => `jsonb_build_object(
  'id', ${m}.id, 'person', ${personJson(p)}, 'organizationId', ${m}.organization_id, 'projectId', ${m}.project_id,
  'level', ${m}.level, 'status', ${m}.status, 'createdAt', ${iso(`${m}.created_at`)}, 'updatedAt', ${iso(`${m}.updated_at`)},
  'lastActiveAt', ${iso(`${m}.last_active_at`)}, 'grants', ${grantsJson(m)}, 'assignments', ${assignmentsJson(m)})`;

/** A `Role` of lib/core/state.ts. */
export const roleJson = (r: string) => `jsonb_build_object(
  'id', ${r}.id, 'number', ${r}.number, 'organizationId', ${r}.organization_id, 'level', ${r}.level, 'name', ${r}.name,
  'description', ${r}.description, 'createdAt', ${iso(`${r}.created_at`)}, 'updatedAt', ${iso(`${r}.updated_at`)},
  'permissionIds', coalesce((select jsonb_agg(rp.permission_id) from role_permission rp where rp.role_id = ${r}.id), '[]'))`;

/** A `Permission` of lib/core/permission.ts. */
export const permissionJson = (p: string) => `jsonb_build_object(
  'id', ${p}.id, 'name', ${p}.name, 'displayName', ${p}.display_name, 'description', ${p}.description,
  'grouping', ${p}.grouping, 'level', ${p}.level, 'visibility', ${p}.visibility, 'gated', ${p}.gated,
  'administrative', ${p}.administrative, 'isDefault', ${p}.is_default,
  'createdAt', ${iso(`${p}.created_at`)}, 'updatedAt', ${iso(`${p}.updated_at`)},
  'implies', coalesce((select jsonb_agg(i.implies_id) from permission_implication i where i.permission_id = ${p}.id), '[]'))`;

/** An `Organization` of lib/core/state.ts. */
export const organizationJson = (o: string) => `jsonb_build_object(
  'id', ${o}.id, 'name', ${o}.name, 'kind', ${o}.kind, 'status', ${o}.status, 'granting', ${o}.granting,
  'joining', case when ${o}.joining_role_id is not null then jsonb_build_object('domains', to_jsonb(${o}.joining_domains), 'role', ${o}.joining_role_id) end,
  'domain', ${o}.domain, 'accountManager', ${o}.account_manager, 'revision', ${o}.revision, 'auditHead', ${o}.audit_head,
  'createdAt', ${iso(`${o}.created_at`)}, 'updatedAt', ${iso(`${o}.updated_at`)}, 'activatedAt', ${iso(`${o}.activated_at`)},
  'deleted', ${o}.deleted_at is not null)`;

/** A `Project` of lib/core/state.ts. */
export const projectJson = (p: string) => `jsonb_build_object(
  'id', ${p}.id, 'name', ${p}.name, 'isDefault', ${p}.is_default, 'createdAt', ${iso(`${p}.created_at`)},
  'updatedAt', ${iso(`${p}.updated_at`)},
  'openGates', coalesce((select jsonb_agg(t.permission_id) from permission_gate t where t.project_id = ${p}.id), '[]'))`;

/** An `Invitation` of lib/core/state.ts from a row `i` and the invited person `p`. */
export const invitationJson = (i: string, p: string) => `jsonb_build_object(
  'id', ${i}.id, 'membershipId', ${i}.membership_id, 'personId', ${i}.person_id, 'email', ${p}.email,
  'projectId', ${i}.project_id, 'permissions', to_jsonb(${i}.permissions), 'status', ${i}.status, 'invitedBy', ${i}.invited_by,
  'createdAt', ${iso(`${i}.created_at`)}, 'updatedAt', ${iso(`${i}.updated_at`)}, 'expiresAt', ${iso(`${i}.expires_at`)})`;

/** An `ApiToken` of lib/core/state.ts; never the secret nor its hash. */
export const tokenJson = (t: string) => `jsonb_build_object(
  'id', ${t}.id, 'personId', ${t}.person_id, 'organizationId', ${t}.organization_id, 'name', ${t}.name, 'redacted', ${t}.redacted,
  'permissionIds', case when ${t}.narrowed then coalesce((
    select jsonb_agg(s.permission_id) from api_token_permission s where s.api_token_id = ${t}.id), '[]') end,
  'createdAt', ${iso(`${t}.created_at`)}, 'updatedAt', ${iso(`${t}.updated_at`)}, 'lastUsedAt', ${iso(`${t}.last_used_at`)},
  'expiresAt', ${iso(`${t}.expires_at`)}, 'revoked', ${t}.revoked_at is not null)`;

/** A `Webhook` of lib/core/webhook.ts: without its secrets. */
export const webhookJson = (w: string) => `jsonb_build_object(
  'id', ${w}.id, 'url', ${w}.url, 'kinds', to_jsonb(${w}.kinds), 'paused', ${w}.paused, 'rotations', 0)`;

/** An aggregate that is never null. */
export const listOf = (json: string, from: string) =>
  `coalesce((select jsonb_agg(${json}) from ${from}), '[]')`;
