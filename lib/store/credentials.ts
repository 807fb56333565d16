import "server-only";
import { store } from "./database";
import { notExpired, SYSTEM_HOME } from "./fragments";
import { askWithin, ofSecret } from "./tenants";

export interface Credential {
  readonly kind: "session" | "token";
  readonly id: string;
  readonly personId: string;
  readonly email: string;
  readonly organizationId: string | null;
  readonly permissionIds: readonly string[] | null;
  /** A view of someone else that this session has not ended. */
  readonly viewing: Viewing | null;
}

export interface Viewing {
  readonly personId: string;
  readonly email: string;
  /** False: its time is over, or the operator is none any more. Then it shows nothing, and changes nothing either. */
  readonly open: boolean;
}

/** One look-up for sessions and tokens alike. `last_used_at` moves once a minute, so that reading stays reading. */
export async function findCredential(hash: Buffer): Promise<Credential | null> {
  const { rows } = await askWithin<{ credential: Credential }>(store().pool, ofSecret(hash), {
    name: "credential and view",
    text: FIND,
    values: [hash],
  });
  return rows[0]?.credential ?? null;
}

// A credential that is bound to an organization falls with the organization and with the membership there.
const FIND = `
with recursive found as (
  select 'session' as kind, s.id, s.person_id, s.organization_id, null::jsonb as permission_ids, s.last_used_at
  from session s
  where s.secret_hash = $1 and s.revoked_at is null and s.expires_at > now()
    and (s.idle_seconds is null or s.last_used_at + make_interval(secs => s.idle_seconds) > now())
  union all
  select 'token', t.id, t.person_id, t.organization_id,
    case when t.narrowed then coalesce((select jsonb_agg(x.permission_id) from api_token_permission x where x.api_token_id = t.id), '[]') end,
    t.last_used_at
  from api_token t
  where t.secret_hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
),
valid as (
  select f.*, p.email from found f join person p on p.id = f.person_id
  where p.suspended_at is null and (f.organization_id is null or exists (
    select from organization o join membership m on m.person_id = f.person_id and m.status = 'ACTIVE'
    where o.id = f.organization_id and o.deleted_at is null and o.status <> 'DEACTIVATED'
      and m.organization_id = coalesce(
        (select x.organization_id from membership x where x.person_id = f.person_id and x.organization_id = o.id limit 1), ${SYSTEM_HOME})
  ))
),
operating (id) as (
  select p.id from permission p where p.name = 'Operator'
  union select i.permission_id from operating o join permission_implication i on i.implies_id = o.id
),
viewing as (
  select w.person_id, seen.email, w.expires_at > now() and exists (
    select from membership m where m.person_id = w.operator_id and m.organization_id = ${SYSTEM_HOME} and m.status = 'ACTIVE' and (
      exists (select from permission_grant g where g.membership_id = m.id and g.permission_id in (select id from operating) and ${notExpired("g")})
      or exists (select from role_assignment a join role_permission rp on rp.role_id = a.role_id
        where a.membership_id = m.id and rp.permission_id in (select id from operating) and ${notExpired("a")}))
  ) as open
  from valid v join view_as w on v.kind = 'session' and w.session_id = v.id and w.ended_at is null
    join person seen on seen.id = w.person_id
  order by w.started_at desc limit 1
),
stale as (select * from valid v where v.last_used_at is null or v.last_used_at < now() - interval '1 minute'),
session_used as (
  update session s set last_used_at = now() from stale where stale.kind = 'session' and s.id = stale.id
),
token_used as (
  update api_token t set last_used_at = now() from stale where stale.kind = 'token' and t.id = stale.id
),
member_seen as (
  update membership m set last_active_at = now() from stale
  where m.person_id = stale.person_id and m.project_id is null and m.status = 'ACTIVE'
    and (stale.organization_id is null or m.organization_id = stale.organization_id)
    and (m.last_active_at is null or m.last_active_at < now() - interval '1 minute')
)
select jsonb_build_object('kind', kind, 'id', id, 'personId', person_id, 'email', email,
  'organizationId', organization_id, 'permissionIds', permission_ids,
  'viewing', (select jsonb_build_object('personId', w.person_id, 'email', w.email, 'open', w.open) from viewing w)) as credential
from valid`;
