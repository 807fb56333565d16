import "server-only";
import { type AuditRow, hashOf } from "./audit-chain";
import { store } from "./database";
import { iso } from "./fragments";

export interface AuditFilter {
  readonly actorId?: string;
  readonly personId?: string;
  readonly permissionId?: string;
  readonly roleId?: string;
  readonly projectId?: string;
  readonly door?: string;
  readonly kind?: string;
  readonly revision?: number;
  /** ISO times: from, inclusive; until, exclusive. */
  readonly from?: string;
  readonly until?: string;
}

const COLUMNS = `e.organization_id, e.revision::int8::text::float8 as revision, e.sequence, ${iso("e.at")} as at, e.kind, e.door, e.request_id,
  e.actor_id, e.actor_label, e.on_behalf_of, e.project_id, e.membership_id, e.person_id, e.subject_label, e.permission_id,
  e.permission_name, e.role_id, e.role_name, e.before, e.after, e.previous_hash, e.hash`;

export interface AuditPageRequest {
  readonly limit: number;
  /** A revision and sequence: the page goes on after it, in its own direction. */
  readonly before?: { readonly revision: number; readonly sequence: number };
  readonly oldestFirst?: boolean;
}

/** Newest first, or oldest first. */
export async function readAuditRows(
  organizationId: string,
  filter: AuditFilter,
  { limit, before, oldestFirst = false }: AuditPageRequest,
): Promise<AuditRow[]> {
  const direction = oldestFirst ? "asc" : "desc";
  const { rows } = await store().pool.query<AuditRow>({
    name: `audit ${direction}`,
    text: `select ${COLUMNS} from audit_event e where e.organization_id = $1
      and ($2::bigint is null or (e.revision, e.sequence) ${oldestFirst ? ">" : "<"} ($2, $3::integer))
      and ($4::uuid is null or e.actor_id = $4) and ($5::uuid is null or e.person_id = $5)
      and ($6::uuid is null or e.permission_id = $6) and ($7::uuid is null or e.role_id = $7)
      and ($8::uuid is null or e.project_id = $8) and ($9::text is null or e.door = $9) and ($10::text is null or e.kind = $10)
      and ($11::bigint is null or e.revision = $11)
      and ($12::timestamptz is null or e.at >= $12) and ($13::timestamptz is null or e.at < $13)
      order by e.revision ${direction}, e.sequence ${direction} limit $14`,
    values: [
      organizationId,
      before?.revision ?? null,
      before?.sequence ?? null,
      filter.actorId ?? null,
      filter.personId ?? null,
      filter.permissionId ?? null,
      filter.roleId ?? null,
      filter.projectId ?? null,
      filter.door ?? null,
      filter.kind ?? null,
      filter.revision ?? null,
      filter.from ?? null,
      filter.until ?? null,
      limit,
    ],
  });
  return rows;
}

const ACTORS_MOST = 500;

/** Who has ever changed something. Hops over the index from one actor to the next, however long the log is. */
export async function readActors(organizationId: string): Promise<string[]> {
  const first = (where: string) =>
    `(select e.actor_id from audit_event e where e.organization_id = $1 and ${where} order by e.actor_id limit 1)`;
  const { rows } = await store().pool.query<{ id: string }>({
    name: "audit actors",
    text: `with recursive actor (id) as (
        ${first("e.actor_id is not null")}
        union all select ${first("e.actor_id > a.id")} from actor a where a.id is not null
      )
      select id from actor where id is not null limit ${ACTORS_MOST}`,
    values: [organizationId],
  });
  return rows.map(({ id }) => id);
}

export interface Verification {
  readonly intact: boolean;
  readonly events: number;
  /** The first event that does not fit, or the place where one is missing. */
  readonly broken: { readonly revision: number; readonly sequence: number; readonly reason: string } | null;
}

const BATCH = 2000;

/** Walks the whole chain from the first event to `organization.audit_head`: names the first byte's row that does not fit. */
export async function verifyAudit(organizationId: string): Promise<Verification> {
  const client = await store().pool.connect();
  try {
    // One snapshot for the events and the head, or a write in between would look like a cut tail.
    await client.query("begin isolation level repeatable read read only");
    const organization = await client.query<{ audit_head: string; revision: string }>(
      "select audit_head, revision from organization where id = $1",
      [organizationId],
    );
    let place = { revision: 0, sequence: 0, hash: "" };
    let events = 0;
    for (;;) {
      const { rows } = await client.query<AuditRow>(
        `select ${COLUMNS} from audit_event e where e.organization_id = $1 and (e.revision, e.sequence) > ($2::bigint, $3::integer)
         order by e.revision, e.sequence limit ${BATCH}`,
        [organizationId, place.revision, place.sequence],
      );
      for (const row of rows) {
        const reason = misfit(row, place);
        if (reason)
          return {
            intact: false,
            events,
            broken: { revision: row.revision, sequence: row.sequence, reason },
          };
        place = { revision: row.revision, sequence: row.sequence, hash: row.hash };
        events += 1;
      }
      if (rows.length < BATCH) break;
    }
    const head = organization.rows[0];
    const complete = head?.audit_head === place.hash && Number(head.revision) === place.revision;
    if (complete) return { intact: true, events, broken: null };
    return {
      intact: false,
      events,
      broken: {
        revision: place.revision,
        sequence: place.sequence,
        reason: "the last event is not the organization's head",
      },
    };
  } finally {
    await client.query("rollback").catch(() => undefined);
    client.release();
  }
}

function misfit(
  row: AuditRow,
  place: { revision: number; sequence: number; hash: string },
): string | undefined {
  const follows =
    row.revision === place.revision
      ? row.sequence === place.sequence + 1
      : row.revision === place.revision + 1 && row.sequence === 1;
  if (!follows) return "an event before it is missing";
  if (row.previous_hash !== place.hash) return "it does not follow the event before it";
  const { hash, ...rest } = row;
  return hashOf(rest) === hash ? undefined : "its content was changed";
}
