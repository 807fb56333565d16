import { type AuditRow, hashOf } from "./audit-chain";
import type { NotedHeads } from "./audit-heads";
import type { Runner } from "./database";
import { iso } from "./fragments";

export interface Verification {
  readonly intact: boolean;
  readonly events: number;
  /** How many revisions were also compared with what was noted outside the database. */
  readonly noted: number;
  /** The first event that does not fit, or the place where one is missing. */
  readonly broken: { readonly revision: number; readonly sequence: number; readonly reason: string } | null;
}

export const AUDIT_COLUMNS = `e.organization_id, e.revision::int8::text::float8 as revision, e.sequence, ${iso("e.at")} as at, e.kind, e.door, e.request_id,
  e.actor_id, e.actor_label, e.on_behalf_of, e.project_id, e.membership_id, e.person_id, e.subject_label, e.permission_id,
  e.permission_name, e.role_id, e.role_name, e.before, e.after, e.previous_hash, e.hash`;

const BATCH = 2000;

type Heads = NotedHeads extends ReadonlyMap<string, infer Own> ? Own : never;

interface Place {
  readonly revision: number;
  readonly sequence: number;
  readonly hash: string;
}

/**
 * Walks the whole chain from the first event to `organization.audit_head`: names the first event that does not fit to
 * the one before it, to itself, or to what was noted outside the database, which alone can tell a cut tail and a
 * history that was written anew. The notes have to be read before: this sees what is there when it begins.
 */
export async function verifyChain(
  client: Runner,
  organizationId: string,
  heads: Heads = new Map(),
): Promise<Verification> {
  // One snapshot for the events and the head, or a write in between would look like a cut tail.
  await client.query("begin isolation level repeatable read read only");
  try {
    await client.query("select set_config('grantdesk.tenants', $1, true)", [`{${organizationId}}`]);
    return await walk(client, organizationId, heads);
  } finally {
    await client.query("rollback").catch(() => undefined);
  }
}

async function walk(client: Runner, organizationId: string, heads: Heads): Promise<Verification> {
  let place: Place = { revision: 0, sequence: 0, hash: "" };
  let [events, noted] = [0, 0];
  const broken = ({ revision, sequence }: Omit<Place, "hash">, reason: string): Verification => ({
    intact: false,
    events,
    noted,
    broken: { revision, sequence, reason },
  });
  for (;;) {
    const rows = await readBatch(client, organizationId, place);
    for (const row of rows) {
      const left = row.revision === place.revision ? undefined : heads.get(place.revision);
      if (left && differs(left, place)) return broken(place, NOTED_OTHERWISE);
      if (left) noted += 1;
      const reason = misfit(row, place);
      if (reason) return broken(row, reason);
      place = { revision: row.revision, sequence: row.sequence, hash: row.hash };
      events += 1;
    }
    if (rows.length < BATCH) break;
  }
  const last = heads.get(place.revision);
  if (last && differs(last, place)) return broken(place, NOTED_OTHERWISE);
  if (last) noted += 1;
  const furthest = Math.max(0, ...heads.keys());
  if (furthest > place.revision) return broken(place, `the events up to revision ${furthest} were cut off`);
  if (!(await isHead(client, organizationId, place)))
    return broken(place, "the last event is not the organization's head");
  return { intact: true, events, noted, broken: null };
}

const NOTED_OTHERWISE = "outside the database another hash was noted: the history up to here was rewritten";

const differs = (hashes: ReadonlySet<string>, { hash }: Place) => hashes.size !== 1 || !hashes.has(hash);

async function readBatch(client: Runner, organizationId: string, after: Place): Promise<AuditRow[]> {
  const { rows } = await client.query<AuditRow>(
    `select ${AUDIT_COLUMNS} from audit_event e where e.organization_id = $1 and (e.revision, e.sequence) > ($2::bigint, $3::integer)
     order by e.revision, e.sequence limit ${BATCH}`,
    [organizationId, after.revision, after.sequence],
  );
  return rows;
}

async function isHead(client: Runner, organizationId: string, place: Place): Promise<boolean> {
  const { rows } = await client.query<{ audit_head: string; revision: string }>(
    "select audit_head, revision from organization where id = $1",
    [organizationId],
  );
  return rows[0]?.audit_head === place.hash && Number(rows[0].revision) === place.revision;
}

function misfit(row: AuditRow, place: Place): string | undefined {
  const follows =
    row.revision === place.revision
      ? row.sequence === place.sequence + 1
      : row.revision === place.revision + 1 && row.sequence === 1;
  if (!follows) return "an event before it is missing";
  if (row.previous_hash !== place.hash) return "it does not follow the event before it";
  const { hash, ...rest } = row;
  return hashOf(rest) === hash ? undefined : "its content was changed";
}
