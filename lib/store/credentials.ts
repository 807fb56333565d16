import "server-only";
import { store } from "./database";
import { notExpired, SYSTEM_HOME } from "./fragments";
import { remember } from "./remembered";
import { askWithin, ofSecret } from "./tenants";

export interface Credential {
  readonly kind: "session" | "token";
  readonly id: string;
  readonly personId: string;
  readonly email: string;
  readonly organizationId: string | null;
  readonly permissionIds: readonly string[] | null;
  /** When a token ends; null: never, or a session's, which its lifetime ends. */
  readonly expiresAt: string | null;
  /** A view of someone else that this session has not ended. */
  readonly viewing: Viewing | null;
}

export interface Viewing {
  readonly personId: string;
  readonly email: string;
  /** False: its time is over, or the operator is none any more. Then it shows nothing, and changes nothing either. */
  readonly open: boolean;
}

/** As it is read; what a session views as is a statement of its own. */
export type Found = Omit<Credential, "viewing"> & { readonly views: boolean };

/** One look-up for sessions and tokens alike. `last_used_at` moves once a minute, so that reading stays reading. */
export async function findCredential(hash: Buffer): Promise<Credential | null> {
  const looked = await lookUp(hash);
  if (!looked) return null;
  const { views, ...credential } = JSON.parse(looked.found) as Found;
  if (!views) remember(hash, looked.found);
  if (looked.stale) await noteUse(credential, hash);
  return { ...credential, viewing: views ? await findViewing(credential, hash) : null };
}

/** What a look-up finds: a `Found` as text, and whether its use is to be noted. */
export interface Looked {
  readonly found: string;
  readonly stale: boolean;
}

/** The look-up alone; null where the credential is worth nothing. */
export async function lookUp(hash: Buffer): Promise<Looked | null> {
  const { rows } = await askWithin<Looked>(store().pool, ofSecret(hash), lookingUp(hash));
  return rows[0] ?? null;
}

/** The statement that looks a credential up, to be asked within `ofSecret`. */
export const lookingUp = (hash: Buffer) => ({ name: "credential", text: FIND, values: [hash] });

/** A statement of its own: hardly a session views as someone else, and every request would set this one up. */
async function findViewing({ id, personId, email }: Omit<Found, "views">, hash: Buffer): Promise<Viewing> {
  const { rows } = await askWithin<{ viewing: Viewing }>(store().pool, ofSecret(hash), {
    name: "view of session",
    text: VIEWING,
    values: [id],
  });
  // Ended at this very moment: what was asked in the view is no act of his own for that.
  return rows[0]?.viewing ?? { personId, email, open: false };
}

type Noted = Pick<Found, "kind" | "id" | "personId" | "organizationId">;

/** Notes that a credential is used now, at most once a minute. */
export async function noteUse({ kind, id, personId, organizationId }: Noted, hash: Buffer): Promise<void> {
  await askWithin(store().pool, ofSecret(hash), {
    name: `${kind} used`,
    text: kind === "session" ? SESSION_USED : TOKEN_USED,
    values: [id, personId, organizationId],
  });
}

// A credential that is bound to an organization falls with the organization and with the membership there.
const VALID = `
  p.suspended_at is null and (f.organization_id is null or exists (
    select from organization o join membership m on m.person_id = f.person_id and m.status = 'ACTIVE'
    where o.id = f.organization_id and o.deleted_at is null and o.status <> 'DEACTIVATED'
      and m.organization_id = coalesce(
        (select x.organization_id from membership x where x.person_id = f.person_id and x.organization_id = o.id limit 1), ${SYSTEM_HOME})
  ))`;

const OPERATING = `
select p.id from permission p where p.name = 'Operator'
union select i.permission_id from operating o join permission_implication i on i.implies_id = o.id`;

const VIEWING = `
select json_build_object('personId', w.person_id, 'email', seen.email, 'open', w.expires_at > now() and exists (
  with recursive operating (id) as (${OPERATING})
  select from membership m where m.person_id = w.operator_id and m.organization_id = ${SYSTEM_HOME} and m.status = 'ACTIVE' and (
    exists (select from permission_grant g where g.membership_id = m.id and g.permission_id in (select id from operating) and ${notExpired("g")})
    or exists (select from role_assignment a join role_permission rp on rp.role_id = a.role_id
      where a.membership_id = m.id and rp.permission_id in (select id from operating) and ${notExpired("a")})))) as viewing
from view_as w join person seen on seen.id = w.person_id
where w.session_id = $1::uuid and w.ended_at is null
order by w.started_at desc limit 1`;

const FIND = `
select json_build_object('kind', f.kind, 'id', f.id, 'personId', f.person_id, 'email', p.email,
  'organizationId', f.organization_id, 'permissionIds', f.permission_ids, 'expiresAt', f.expires_at,
  'views', f.kind = 'session' and exists (select from view_as w where w.session_id = f.id and w.ended_at is null))::text as found,
  f.last_used_at is null or f.last_used_at < now() - interval '1 minute' as stale
from (
  select 'session' as kind, s.id, s.person_id, s.organization_id, null::json as permission_ids, null::timestamptz as expires_at, s.last_used_at
  from session s
  where s.secret_hash = $1 and s.revoked_at is null and s.expires_at > now()
    and (s.idle_seconds is null or s.last_used_at + make_interval(secs => s.idle_seconds) > now())
  union all
  select 'token', t.id, t.person_id, t.organization_id,
    case when t.narrowed then coalesce((select json_agg(x.permission_id) from api_token_permission x where x.api_token_id = t.id), '[]') end,
    t.expires_at, t.last_used_at
  from api_token t
  where t.secret_hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
) f join person p on p.id = f.person_id
where ${VALID}`;

// Whoever reads waits for nobody who changes the same rows, nor is there an order in which both could lock each other
// out: what somebody else holds is noted at the next use.
const MEMBER_SEEN = `
update membership set last_active_at = now() where id in (
  select m.id from membership m
  where m.person_id = $2::uuid and m.project_id is null and m.status = 'ACTIVE'
    and ($3::uuid is null or m.organization_id = $3::uuid)
    and (m.last_active_at is null or m.last_active_at < now() - interval '1 minute')
  for no key update skip locked)`;

// Two at the same moment: the second finds the first one's time, and adds nothing.
const usedIn = (table: "session" | "api_token") => `
with used as (
  update ${table} set last_used_at = now() where id in (
    select c.id from ${table} c
    where c.id = $1::uuid and (c.last_used_at is null or c.last_used_at < now() - interval '1 minute')
    for no key update skip locked)
)
${MEMBER_SEEN}`;

const SESSION_USED = usedIn("session");
const TOKEN_USED = usedIn("api_token");
