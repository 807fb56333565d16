import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { withClient } from "./connection";
import { findPostgres, startPostgres } from "./postgres";

const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-postgres-"));
const lock = path.join(folder, "postgres", "postmaster.pid");

afterAll(() => rm(folder, { recursive: true }));

test("keeps its data, its password to itself, and is taken over when its first starter is gone", async () => {
  const first = await startPostgres(folder, ["fsync=off"]);
  await withClient(first.url("postgres"), (client) => client.query("create table kept ()"));
  expect((await stat(path.join(folder, "postgres-password"))).mode & 0o777).toBe(0o600);

  const second = await startPostgres(folder);
  expect(second.url("postgres")).toBe(first.url("postgres"));
  expect(await findPostgres(folder, "postgres")).toBe(first.url("postgres"));
  await second.stop();
  expect(await findPostgres(folder, "postgres")).toBeUndefined();

  // As after a kill -9, when the process id in the lock has gone to another program: to this one.
  await writeFile(lock, `${process.pid}\n${folder}/postgres\n0\n1\n\n127.0.0.1\n`);
  const third = await startPostgres(folder, ["fsync=off"]);
  expect((await readFile(lock, "utf8")).startsWith(`${process.pid}\n`)).toBe(false);
  const { rowCount } = await withClient(third.url("postgres"), (client) => client.query("select from kept"));
  expect(rowCount).toBe(0);
  await third.stop();
});

test("says why it does not start", async () => {
  await expect(startPostgres(folder, ["work_mem=lots"])).rejects.toThrow(
    /^PostgreSQL does not start:\n.*work_mem/s,
  );
});
