import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { verifyAudit } from "@/lib/store/audit";
import { verifyChain } from "@/lib/store/audit-verify";
import type { Runner } from "@/lib/store/database";
import { useDatabase } from "@/lib/testing/database";
import { report, rounds } from "./report";

const { owner, ownerUrl } = useDatabase("demo");
const one = new pg.Pool({ connectionString: ownerUrl, max: 1 });
afterAll(() => one.end());

const TEXTS = ["kind", "door", "request_id", "actor_label", "previous_hash", "hash"];
const BYTES = TEXTS.map(
  (column) => `update audit_event set ${column} = overlay(${column} placing '~' from 1 for 1) where AT`,
);

/** AT is the row that is tampered with; $1 is its organization. */
const MUTATIONS = [
  ...BYTES,
  "update audit_event set at = at + interval '1 millisecond' where AT",
  "update audit_event set actor_id = gen_random_uuid() where AT",
  "update audit_event set after = coalesce(after, '{}') || '{\"x\": 1}' where AT",
  "delete from audit_event where AT",
  "delete from audit_event where organization_id = $1 and (revision, sequence) >= ($2, $3)",
  "update audit_event set revision = revision + 1000000 where AT",
  "update audit_event set organization_id = (select id from organization where id <> $1 limit 1), revision = revision + 1000000 where AT",
];

/** What is done to the audit as the tables' owner is undone afterwards: all of it is one transaction. */
async function verifyAfter(sql: string, values: readonly unknown[]): Promise<boolean> {
  const client = await one.connect();
  try {
    await client.query("begin");
    await client.query("alter table audit_event disable trigger audit_event_append_only");
    const at = "organization_id = $1 and revision = $2 and sequence = $3";
    await client.query(sql.replace("AT", at), [...values]);
    return await verifyOn(client, String(values[0]));
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** Verification opens and ends a transaction of its own: inside ours these are left out. */
async function verifyOn(client: pg.PoolClient, organizationId: string): Promise<boolean> {
  const query = (asked: unknown, ...more: unknown[]) =>
    typeof asked === "string" && /^(begin|rollback)/.test(asked)
      ? Promise.resolve()
      : (client.query as (...all: unknown[]) => unknown).call(client, asked, ...more);
  return (await verifyChain({ query: query as Runner["query"] }, organizationId)).intact;
}

test("whatever is changed, deleted, moved or cut from the audit is found, and what is untouched is intact", async () => {
  const { rows } = await owner.query<{ organization_id: string; revision: string; sequence: number }>(
    "select organization_id, revision, sequence from audit_event order by md5(organization_id::text || revision || sequence)",
  );
  let wrong = 0;
  const cases = rounds(150, 1_000);
  for (let round = 0; round < cases; round++) {
    const row = rows[round % rows.length];
    const sql = MUTATIONS[round % MUTATIONS.length];
    if (!row || !sql) throw new Error("there is no audit to tamper with");
    if (await verifyAfter(sql, [row.organization_id, row.revision, row.sequence])) wrong++;
  }
  const organizations = [...new Set(rows.map((row) => row.organization_id))];
  for (const id of organizations) if (!(await verifyAudit(id)).intact) wrong++;
  await report({
    promise: "The audit cannot be rewritten unseen",
    cases: cases + organizations.length,
    wrong,
  });
  expect(wrong).toBe(0);
});
