import { expect, test, vi } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { store } from "./database";
import { askWithin, ofOrganizations } from "./tenants";

const { appUrl } = useDatabase("base");
vi.stubEnv("DATABASE_POOLER", "true");
vi.stubEnv("LISTEN_DATABASE_URL", appUrl);
vi.stubEnv("DATABASE_POOL_SIZE", "1");
vi.stubEnv("DATABASE_TIMEOUT_SECONDS", "7");

const NOBODY = "00000000-0000-4000-8000-00000000dead";

test("behind a pooler nothing is left prepared on the server, which the next transaction may not have", async () => {
  const { pool } = store();
  for (const text of ["select 1 as n", "select count(*)::int + 2 as n from organization"]) {
    const { rows } = await askWithin<{ n: number }>(pool, ofOrganizations([NOBODY]), { name: "same", text });
    expect(rows).toEqual([{ n: text.includes("1") ? 1 : 2 }]);
  }
  const { rows } = await pool.query("select name from pg_prepared_statements");
  expect(rows).toEqual([]);
  expect(pool.totalCount).toBe(1);
});

test("behind a pooler, which takes no settings of a session, the role's own hold", async () => {
  const { rows } = await store().pool.query("show statement_timeout");
  expect(rows).toEqual([{ statement_timeout: "30s" }]);
});
