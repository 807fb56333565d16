import { folded } from "./folded";

/** Pieces of SQL that must say the same everywhere. They take column expressions, never values. */

/** A time as JavaScript prints it: ISO 8601, UTC, milliseconds, `Z`. */
export const iso = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

// Cut off as `iso` does; the little more is less than a microsecond and makes good what a double loses.
const milliseconds = (column: string) => `floor(date_part('epoch', ${column}) * 1000 + 0.0005)`;

/** Not that of a transaction: whoever has waited in one for a lock decides by what is true when he has it. */
export const NOW = "statement_timestamp()";

export const notExpired = (alias: string) => `(${alias}.expires_at is null or ${alias}.expires_at > ${NOW})`;

/** Permissions that an organization of this kind does not see do not exist for it. */
export const visible = (permission: string, kind: string) =>
  `(${permission}.level <> 'ORGANIZATION' or ${permission}.visibility in ('BOTH', 'INTERNAL', ${kind}))`;

/**
 * The body of a recursive `giving (id)`: the permissions that lead to those of `start` in an organization of this kind,
 * themselves included. It is `closure` of lib/core/permission.ts backwards: nothing leads through what is not seen there.
 */
export const leadingTo = (start: string, kind: string) => `
  ${start}
  union select i.permission_id from giving g join permission_implication i on i.implies_id = g.id
    join permission p on p.id = i.permission_id and ${visible("p", kind)}`;

export const kindOf = (organization: string) =>
  `(select o.kind from organization o where o.id = ${organization} limit 1)`;

export const BUILT_IN_HOME = "'00000000-0000-0000-0000-000000000000'::uuid";
export const SYSTEM_HOME = "'00000000-0000-4000-8000-000000000001'::uuid";

export const personJson = (p: string) => `json_build_object(
  'id', ${p}.id, 'number', ${p}.number, 'email', ${p}.email, 'firstName', ${p}.first_name, 'lastName', ${p}.last_name,
  'phone', ${p}.phone, 'jobTitle', ${p}.job_title, 'createdAt', ${iso(`${p}.created_at`)},
  'hasAccount', ${p}.password_hash is not null or ${p}.email_verified_at is not null,
  'verified', ${p}.email_verified_at is not null,
  'suspended', ${p}.suspended_at is not null, 'locked', ${p}.locked_at is not null)`;

const GRANT = folded({
  permissionId: "g.permission_id",
  grantedBy: "g.granted_by",
  grantedAt: milliseconds("g.granted_at"),
  expiresAt: milliseconds("g.expires_at"),
});

const grantsJson = (m: string) =>
  `(select ${GRANT} from permission_grant g where g.membership_id = ${m}.id and ${notExpired("g")})`;

const assignmentsJson = (m: string) => `coalesce((
  select json_agg(json_build_object('id', a.id, 'roleId', a.role_id, 'assignedBy', a.assigned_by,
    'assignedAt', ${iso("a.assigned_at")}, 'updatedAt', ${iso("a.updated_at")}, 'expiresAt', ${iso("a.expires_at")})
    order by a.assigned_at, a.id)
  from role_assignment a where a.membership_id = ${m}.id and ${notExpired("a")}), '[]')`;

/** A `StoredMember` of folded.ts from a row of membership `m` and its person `p`. */
export const memberJson = (m: string, p: string) => `json_build_object(
  'id', ${m}.id, 'person', ${personJson(p)}, 'organizationId', ${m}.organization_id, 'projectId', ${m}.project_id,
  'level', ${m}.level, 'status', ${m}.status, 'createdAt', ${iso(`${m}.created_at`)}, 'updatedAt', ${iso(`${m}.updated_at`)},
  'lastActiveAt', ${iso(`${m}.last_active_at`)}, 'grants', ${grantsJson(m)}, 'assignments', ${assignmentsJson(m)})`;

/** A `Role` of lib/core/state.ts. */
export const roleJson = (r: string) => `json_build_object(
  'id', ${r}.id, 'number', ${r}.number, 'organizationId', ${r}.organization_id, 'level', ${r}.level, 'name', ${r}.name,
  'description', ${r}.description, 'createdAt', ${iso(`${r}.created_at`)}, 'updatedAt', ${iso(`${r}.updated_at`)},
  'permissionIds', coalesce((select json_agg(rp.permission_id) from role_permission rp where rp.role_id = ${r}.id), '[]'))`;

/** A `Permission` of lib/core/permission.ts. */
export const permissionJson = (p: string) => `json_build_object(
  'id', ${p}.id, 'name', ${p}.name, 'displayName', ${p}.display_name, 'description', ${p}.description,
  'grouping', ${p}.grouping, 'level', ${p}.level, 'visibility', ${p}.visibility, 'gated', ${p}.gated,
  'administrative', ${p}.administrative, 'isDefault', ${p}.is_default,
  'createdAt', ${iso(`${p}.created_at`)}, 'updatedAt', ${iso(`${p}.updated_at`)},
  'implies', ${implies(p)})`;

const implies = (p: string) =>
  `coalesce((select json_agg(i.implies_id) from permission_implication i where i.permission_id = ${p}.id), '[]')`;

/**
 * `StoredPermissions` of folded.ts from rows of the table: what a decision knows of them, or all of it. What they imply
 * stands beside them: gathered for each, it took the longest part of a decision. `met`: a select of their ids.
 */
export const permissionsOf = (rows: string, columns: "met" | "all", met?: string) => `json_build_object(
  'rows', (select ${columns === "all" ? CATALOGUE : MET} from (${rows}) as p),
  'implied', (select ${IMPLIED} from permission_implication i${met === undefined ? "" : ` where i.permission_id = any(array(${met}))`}))`;

const IMPLIED = folded({ key: "i.permission_id", value: "i.implies_id" });

const MET_COLUMNS = {
  id: "p.id",
  name: "p.name",
  displayName: "p.display_name",
  level: "p.level",
  visibility: "p.visibility",
  gated: "p.gated",
  administrative: "p.administrative",
  isDefault: "p.is_default",
};

const MET = folded(MET_COLUMNS);
const CATALOGUE = folded({
  ...MET_COLUMNS,
  description: "p.description",
  grouping: "p.grouping",
  createdAt: milliseconds("p.created_at"),
  updatedAt: milliseconds("p.updated_at"),
});

/** An `Organization` of lib/core/state.ts. */
export const organizationJson = (o: string) => `json_build_object(
  'id', ${o}.id, 'name', ${o}.name, 'kind', ${o}.kind, 'status', ${o}.status, 'granting', ${o}.granting,
  'joining', case when ${o}.joining_role_id is not null then json_build_object('domains', to_json(${o}.joining_domains), 'role', ${o}.joining_role_id) end,
  'domain', ${o}.domain, 'accountManager', ${o}.account_manager, 'revision', ${o}.revision, 'auditHead', ${o}.audit_head,
  'createdAt', ${iso(`${o}.created_at`)}, 'updatedAt', ${iso(`${o}.updated_at`)}, 'activatedAt', ${iso(`${o}.activated_at`)},
  'deleted', ${o}.deleted_at is not null)`;

/** A `Project` of lib/core/state.ts. */
export const projectJson = (p: string) => `json_build_object(
  'id', ${p}.id, 'name', ${p}.name, 'isDefault', ${p}.is_default, 'createdAt', ${iso(`${p}.created_at`)},
  'updatedAt', ${iso(`${p}.updated_at`)},
  'openGates', coalesce((select json_agg(t.permission_id) from permission_gate t where t.project_id = ${p}.id), '[]'))`;

/** An `Invitation` of lib/core/state.ts from a row `i` and the invited person `p`. */
export const invitationJson = (i: string, p: string) => `json_build_object(
  'id', ${i}.id, 'membershipId', ${i}.membership_id, 'personId', ${i}.person_id, 'email', ${p}.email,
  'projectId', ${i}.project_id, 'permissions', to_json(${i}.permissions), 'status', ${i}.status, 'invitedBy', ${i}.invited_by,
  'createdAt', ${iso(`${i}.created_at`)}, 'updatedAt', ${iso(`${i}.updated_at`)}, 'expiresAt', ${iso(`${i}.expires_at`)})`;

/** An `ApiToken` of lib/core/state.ts; never the secret nor its hash. */
export const tokenJson = (t: string) => `json_build_object(
  'id', ${t}.id, 'personId', ${t}.person_id, 'organizationId', ${t}.organization_id, 'name', ${t}.name, 'redacted', ${t}.redacted,
  'permissionIds', case when ${t}.narrowed then coalesce((
    select json_agg(s.permission_id) from api_token_permission s where s.api_token_id = ${t}.id), '[]') end,
  'createdAt', ${iso(`${t}.created_at`)}, 'updatedAt', ${iso(`${t}.updated_at`)}, 'lastUsedAt', ${iso(`${t}.last_used_at`)},
  'expiresAt', ${iso(`${t}.expires_at`)}, 'revoked', ${t}.revoked_at is not null)`;

/** A `Webhook` of lib/core/webhook.ts: without its secrets. */
export const webhookJson = (w: string) => `json_build_object(
  'id', ${w}.id, 'url', ${w}.url, 'kinds', to_json(${w}.kinds), 'paused', ${w}.paused, 'rotations', 0)`;

/** An aggregate that is never null. */
export const listOf = (json: string, from: string) =>
  `coalesce((select json_agg(${json}) from ${from}), '[]')`;

/** The list that nobody asked for. */
export const NONE = "'[]'::json";
