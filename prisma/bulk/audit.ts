import type { Client } from "pg";
import { iso } from "@/lib/store/fragments";
import type { Plan } from "./size";

/** So many revisions at a time: what is sorted for one statement stays in memory. */
const BATCH = 500;

/**
 * Inserts the events of the plan, chained as lib/store/audit-chain.ts does it: a running aggregate hands each hash on
 * to the next event. Ten million hashes are too many for anything but the database itself.
 */
export async function insertAudit(client: Client, plan: Plan, report: (line: string) => void): Promise<void> {
  await client.query(CHAIN);
  const last = 1 + plan.roles + plan.people;
  if (plan.others > 0) await insertBatch(client, [2, plan.others + 1, 1, last]);
  for (let from = 1; from <= last; from += BATCH) {
    await insertBatch(client, [1, 1, from, Math.min(from + BATCH - 1, last)]);
    if (from % (20 * BATCH) === 1 && from > 1) report(`  audit: revision ${from - 1} of ${last}`);
  }
}

/** `place`: organizations from and to, revisions from and to. */
async function insertBatch(client: Client, place: readonly number[]): Promise<void> {
  await client.query({ name: "bulk-audit", text: INSERT, values: [...place] });
}

const CHAIN = `
create or replace function pg_temp.bulk_link(last text, head text, front text, back text) returns text language plpgsql immutable as $$
begin
  return encode(sha256(convert_to(front || coalesce(last, head) || back, 'UTF8')), 'hex');
end $$;
create or replace aggregate pg_temp.bulk_chain(text, text, text) (sfunc = pg_temp.bulk_link, stype = text)`;

const json = (value: string) => `pg_temp.bulk_json(${value}::text)`;

const FRONT = `'{"actor_id":"' || o.owner_id || '","actor_label":"' || o.owner_email || '","after":' || e.after || ',"at":"' || ${iso("e.at")}
  || '","before":null,"door":"system","kind":"' || e.kind || '","membership_id":' || ${json("e.membership_id")}
  || ',"on_behalf_of":null,"organization_id":"' || o.id || '","permission_id":' || ${json("e.permission_id")}
  || ',"permission_name":' || ${json("e.permission_name")} || ',"person_id":' || ${json("e.person_id")} || ',"previous_hash":"'`;

const BACK = `'","project_id":' || ${json("e.project_id")} || ',"request_id":"bulk","revision":' || e.revision || ',"role_id":' || ${json("e.role_id")}
  || ',"role_name":' || ${json("e.role_name")} || ',"sequence":' || e.sequence || ',"subject_label":' || ${json("e.subject")} || '}'`;

const INSERT = `
with hashed as (
  select e.*, o.id, o.owner_id, o.owner_email, x.audit_head,
    pg_temp.bulk_chain(x.audit_head, ${FRONT}, ${BACK}) over (partition by e.k order by e.revision, e.sequence) as hash
  from bulk_event e join bulk_organization o on o.k = e.k join organization x on x.id = o.id
  where e.k between $1 and $2 and e.revision between $3 and $4
),
inserted as (
  insert into audit_event (organization_id, revision, sequence, at, kind, door, request_id, actor_id, actor_label,
    project_id, membership_id, person_id, subject_label, permission_id, permission_name, role_id, role_name, after, previous_hash, hash)
  select id, revision, sequence, at, kind, 'system', 'bulk', owner_id, owner_email,
    project_id, membership_id, person_id, subject, permission_id, permission_name, role_id, role_name, after::jsonb,
    lag(hash, 1, audit_head) over (partition by k order by revision, sequence), hash
  from hashed
  returning organization_id, revision, sequence, hash
)
update organization o set revision = head.revision, audit_head = head.hash
from (select distinct on (organization_id) * from inserted order by organization_id, revision desc, sequence desc) as head
where o.id = head.organization_id`;
