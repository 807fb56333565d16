import type { Client } from "pg";

interface ForeignKey {
  readonly name: string;
  readonly child: string;
  readonly parent: string;
  readonly columns: readonly string[];
  readonly keys: readonly string[];
}

/** Whether this account may load with the foreign keys' triggers asleep; they are then proven at the end, all at once. */
export async function mayDeferForeignKeys(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    "select has_parameter_privilege('session_replication_role', 'SET') as may",
  );
  return rows[0]?.may === true;
}

/**
 * Looks for rows whose foreign key leads nowhere, in every table of the schema. Rejects with the first that it finds,
 * so that the transaction is rolled back.
 */
export async function proveForeignKeys(client: Client): Promise<void> {
  const { rows } = await client.query<ForeignKey>(FOREIGN_KEYS);
  for (const { name, child, parent, columns, keys } of rows) {
    const given = columns.map((column) => `c.${column} is not null`).join(" and ");
    const same = columns.map((column, at) => `p.${keys[at]} = c.${column}`).join(" and ");
    const { rowCount } = await client.query(
      `select from ${child} c where ${given} and not exists (select from ${parent} p where ${same}) limit 1`,
    );
    if (rowCount !== 0) throw new Error(`A row of ${child} breaks the foreign key ${name}.`);
  }
}

const columns = (table: string, numbers: string) => `array(
  select quote_ident(a.attname) from unnest(${numbers}) with ordinality as n (number, place)
  join pg_attribute a on a.attrelid = ${table} and a.attnum = n.number order by n.place)::text[]`;

const FOREIGN_KEYS = `
select c.conname as name, c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
  ${columns("c.conrelid", "c.conkey")} as columns, ${columns("c.confrelid", "c.confkey")} as keys
from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace order by 2, 1`;
