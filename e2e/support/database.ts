import path from "node:path";
import type { QueryResultRow } from "pg";
import { withClient } from "../../lib/boot/connection";
import { findPostgres } from "../../lib/boot/postgres";

/** Looks into the database of the run, as its owner. */
export async function rows<Row extends QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const url = await findPostgres(path.resolve(process.env.E2E_DATA_DIR ?? ""), "grantdesk");
  if (url === undefined) throw new Error("the run's PostgreSQL is not there");
  return withClient(url, async (client) => (await client.query<Row>(sql, values)).rows);
}
