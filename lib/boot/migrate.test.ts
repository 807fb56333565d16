import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { useDatabase } from "../testing/database";
import { withClient } from "./connection";
import { migrate } from "./migrate";

const { owner, ownerUrl } = useDatabase("empty");
let folder: string;

beforeEach(async () => {
  await owner.query("drop schema public cascade; create schema public");
  folder = await mkdtemp(path.join(tmpdir(), "grantdesk-migrations-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, "migration.sql"), sql);
}

const run = () => withClient(ownerUrl, (client) => migrate(client, folder));

test("applies what is new, in the order of the names, and the rest never again", async () => {
  await write("2_second", "alter table thing add column size integer; insert into thing (size) values (1)");
  await write("1_first", "create table thing ()");
  expect(await run()).toEqual(["1_first", "2_second"]);
  await write("3_third", "insert into thing (size) values (2)");
  expect(await run()).toEqual(["3_third"]);
  expect(await run()).toEqual([]);
  expect((await owner.query("select size from thing order by size")).rows).toEqual([
    { size: 1 },
    { size: 2 },
  ]);
});

test("leaves the rows that `prisma migrate deploy` would have left", async () => {
  await write("1_first", "create table thing ()\n");
  await run();
  const { rows } = await owner.query("select * from _prisma_migrations");
  expect(rows).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      checksum: "e1d22e5c5ec7f50839e4a6733611dce7727d567cfe2cf6fd8d26c2048f4d11cf",
      migration_name: "1_first",
      started_at: expect.any(Date),
      finished_at: expect.any(Date),
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    },
  ]);
});

test("one that fails leaves nothing behind, and the ones before it stay", async () => {
  await write("1_first", "create table thing ()");
  await write("2_second", "create table other (); select 1 / 0");
  await expect(run()).rejects.toThrow("The migration 2_second failed and was rolled back: division by zero");
  const { rows } = await owner.query("select to_regclass('thing') as thing, to_regclass('other') as other");
  expect(rows).toEqual([{ thing: "thing", other: null }]);
  await write("2_second", "create table other ()");
  expect(await run()).toEqual(["2_second"]);
});

test("refuses an edited migration and one that is not there, and changes nothing", async () => {
  await write("1_first", "create table thing ()");
  await run();
  await write("1_first", "create table thing (size integer)");
  await write("2_second", "create table other ()");
  await expect(run()).rejects.toThrow("The migration 1_first was edited");
  await rm(path.join(folder, "1_first"), { recursive: true });
  await expect(run()).rejects.toThrow(
    "The database is newer than this program: it has the migration 1_first",
  );
  expect((await owner.query("select to_regclass('other') as other")).rows).toEqual([{ other: null }]);
});

test("refuses what another tool has left half-way, and passes over what was rolled back", async () => {
  await write("1_first", "create table thing ()");
  await run();
  await owner.query("update _prisma_migrations set finished_at = null");
  await expect(run()).rejects.toThrow("The migration 1_first had failed half-way");
  await owner.query("update _prisma_migrations set rolled_back_at = now(); drop table thing");
  expect(await run()).toEqual(["1_first"]);
});

test("two at once apply each migration once", async () => {
  await write("1_first", "create table thing ()");
  await write("2_second", "create table other ()");
  const applied = await Promise.all([run(), run(), run()]);
  expect(applied.flat().sort()).toEqual(["1_first", "2_second"]);
});
