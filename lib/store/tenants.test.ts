import pg from "pg";
import { afterAll, expect, test, vi } from "vitest";
import { useDatabase } from "@/lib/testing/database";

const { appUrl } = useDatabase("base");
const pool = new pg.Pool({ connectionString: appUrl, max: 1 });
afterAll(() => pool.end());

const NOBODY = "00000000-0000-4000-8000-00000000dead";

/** As another of Next's bundles has it: evaluated once more, over the same connections. */
async function anotherCopy() {
  vi.resetModules();
  return import("./tenants");
}

test("copies of the program share a connection, and what one has prepared the other uses", async () => {
  for (const { askWithin, ofOrganizations } of [await anotherCopy(), await anotherCopy()]) {
    const { rows } = await askWithin<{ count: number }>(pool, ofOrganizations([NOBODY]), {
      text: "select count(*)::int as count from organization",
    });
    expect(rows).toEqual([{ count: 0 }]);
  }
  expect(pool.totalCount).toBe(1);
});

test("what a built-in role gives is written by nobody, not even by who says to be at home with it", async () => {
  const { askWithin, ofOrganizations } = await anotherCopy();
  const builtIn = ofOrganizations(["00000000-0000-0000-0000-000000000000"]);
  const { rows } = await askWithin<{ role_id: string }>(pool, builtIn, {
    text: "select role_id from role_permission limit 1",
  });
  expect(rows).toHaveLength(1);
  const emptied = await askWithin(pool, builtIn, {
    text: "delete from role_permission where role_id = $1",
    values: [rows[0]?.role_id],
  });
  expect(emptied.rowCount).toBe(0);
});
