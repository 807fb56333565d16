import "server-only";
import { env } from "../env";
import type { AuditRow } from "./audit-chain";
import { readNotedHeads } from "./audit-heads";
import { AUDIT_COLUMNS, type Verification, verifyChain } from "./audit-verify";
import { store } from "./database";
import { askWithin, ofOrganizations } from "./tenants";

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
  const { rows } = await askWithin<AuditRow>(store().pool, ofOrganizations([organizationId]), {
    name: `audit ${direction}`,
    text: `select ${AUDIT_COLUMNS} from audit_event e where e.organization_id = $1
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
  const { rows } = await askWithin<{ id: string }>(store().pool, ofOrganizations([organizationId]), {
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

/** Walks the whole chain of an organization, and compares it with the heads that were noted outside the database. */
export async function verifyAudit(organizationId: string): Promise<Verification> {
  const heads = await readNotedHeads(env().AUDIT_HEAD_FILE, organizationId);
  const client = await store().pool.connect();
  try {
    return await verifyChain(client, organizationId, heads.get(organizationId));
  } finally {
    client.release();
  }
}
