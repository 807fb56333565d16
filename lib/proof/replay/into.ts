import type { Pool } from "pg";
import type { Principal } from "@/lib/core/principal";
import { effectOf } from "@/lib/operations/audit";
import { apply } from "@/lib/store/apply";
import type { AuditRow } from "@/lib/store/audit-chain";
import { AUDIT_COLUMNS } from "@/lib/store/audit-verify";

/** What the audit rebuilds, and the columns that it does not: numbers of a sequence, and when something was last used. */
const STATE: Readonly<Record<string, readonly string[]>> = {
  organization: [],
  project: [],
  membership: ["last_active_at"],
  permission_grant: [],
  role: ["number"],
  role_permission: [],
  role_assignment: [],
  permission_gate: [],
  invitation: [],
  api_token: ["last_used_at"],
  api_token_permission: [],
  audit_event: [],
};

/** What a replay came to: how many commands and rows there were, and which rows are not the same. */
export interface Replayed {
  readonly commands: number;
  readonly rows: number;
  readonly wrong: readonly string[];
}

/** Replays the whole audit of one database into another that has the base data alone, and compares them row by row. */
export async function replayInto(target: Pool, source: Pool): Promise<Replayed> {
  await prepare(source, target);
  const all = await commandsOf(source);
  await replay(target, all, await secretHashes(source));
  const wrong: string[] = [];
  let rows = 0;
  for (const table of Object.keys(STATE)) {
    const [was, is] = [await rowsOf(source, table), await rowsOf(target, table)];
    const [had, has] = [new Set(was), new Set(is)];
    rows += was.length;
    wrong.push(...was.filter((row) => !has.has(row)).map((row) => `${table} lacks ${row}`));
    wrong.push(...is.filter((row) => !had.has(row)).map((row) => `${table} has ${row}`));
  }
  return { commands: all.length, rows, wrong };
}

async function commandsOf(source: Pool): Promise<AuditRow[][]> {
  const { rows } = await source.query<AuditRow>(
    `select ${AUDIT_COLUMNS} from audit_event e order by e.at, e.organization_id, e.revision, e.sequence`,
  );
  const all = new Map<string, AuditRow[]>();
  for (const row of rows) {
    const key = `${row.organization_id} ${row.revision}`;
    all.set(key, [...(all.get(key) ?? []), row]);
  }
  return [...all.values()];
}

const principalOf = (row: AuditRow) =>
  ({
    personId: row.actor_id,
    label: row.actor_label,
    door: row.door,
    requestId: row.request_id,
    ...(row.on_behalf_of ? { actingAs: { personId: row.on_behalf_of } } : {}),
  }) as unknown as Principal;

const FOUNDING = "left join audit_event e on e.organization_id = x.id and e.kind = 'organization.created'";
// Everything that an event may have changed since is put back to how it was founded.
const FOUNDED = `x.id, x.kind, x.domain, x.account_manager, x.activated_at, x.created_at, 0 as revision, '' as audit_head, '{}'::text[] as joining_domains,
  'STRICT' as granting, x.updated_at, coalesce(e.after ->> 'name', x.name) as name, coalesce(e.after ->> 'status', x.status) as status`;

/** Whoever came with an invitation or by his domain comes with the event that brings him in. */
const isStranger = (person: string) =>
  `exists (select from audit_event e where e.kind = 'member.added' and e.person_id = ${person} and e.after -> 'stranger' <> 'null'::jsonb)`;

/** The catalogue, people, their sessions and the founding of an organization are no events: they are there before the first one. */
async function prepare(source: Pool, target: Pool): Promise<void> {
  const copy = async (table: string, where: string, as = "x.*") => {
    const { rows } = await source.query(
      `select to_jsonb(r) as row from (select ${as} from ${table} x ${table === "organization" ? FOUNDING : ""} where ${where}) r`,
    );
    if (rows.length === 0) return;
    const names = Object.keys(rows[0]?.row ?? {}).join(", ");
    await target.query(
      `insert into ${table} (${names}) overriding system value
       select ${names} from jsonb_populate_recordset(null::${table}, $1) on conflict do nothing`,
      [JSON.stringify(rows.map(({ row }) => row))],
    );
  };
  await copy("permission", "true");
  await copy("organization", "true", FOUNDED);
  await copy("person", `not ${isStranger("x.id")}`);
  await copy("session", `not ${isStranger("x.person_id")}`);
  await target.query(
    "select setval(pg_get_serial_sequence('person', 'number'), (select max(number) from person))",
  );
}

async function secretHashes(source: Pool): Promise<Record<string, string>> {
  const { rows } = await source.query<{ id: string; hash: string }>(
    `select id, encode(secret_hash, 'hex') as hash from api_token
     union all select id, encode(secret_hash, 'hex') from invitation`,
  );
  return Object.fromEntries(rows.map(({ id, hash }) => [id, hash]));
}

async function rowsOf(from: Pool, table: string): Promise<string[]> {
  const { rows } = await from.query<{ row: string }>(
    `select (to_jsonb(x) - $1::text[])::text as row from "${table}" x order by 1`,
    [STATE[table]],
  );
  return rows.map(({ row }) => row);
}

/** Applies command after command with the product's own statement: its chain of hashes is made anew as well. */
async function replay(
  target: Pool,
  all: readonly AuditRow[][],
  hashes: Record<string, string>,
): Promise<void> {
  const heads = new Map<string, string>();
  for (const rows of all) {
    const [first] = rows;
    if (!first) continue;
    const { organization_id: organizationId, revision } = first;
    const done = await apply(target, principalOf(first), {
      organizationId,
      revision: revision - 1,
      systemRevision: null,
      auditHead: heads.get(organizationId) ?? "",
      at: String(first.at),
      effects: rows.map(effectOf),
      secretHashes: hashes,
    });
    if (done !== revision) throw new Error(`revision ${revision} of ${organizationId} is not replayed`);
    heads.set(organizationId, String(rows.at(-1)?.hash));
  }
}
