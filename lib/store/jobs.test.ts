import { readFile } from "node:fs/promises";
import PgBoss from "pg-boss";
import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { store } from "./database";
import { execute, openJobs } from "./jobs";

const { owner } = useDatabase("base");

const FRAME = /^(BEGIN|COMMIT|SET LOCAL|SELECT pg_advisory_xact_lock)\b/;

/** The statements of a text, whatever the space between their words. */
const statementsOf = (text: string) =>
  text
    .replaceAll(/^\s*--.*$/gm, "")
    .split(/;\s*\n/)
    .map((each) => each.replaceAll(/\s+/g, " ").trim())
    .filter((each) => each !== "" && !FRAME.test(each));

test("the tables of the queue are those that pg-boss makes, to the letter", async () => {
  const wanted = statementsOf(PgBoss.getConstructionPlans());
  const folder = "prisma/migrations/20261123090000_queue";
  const found = statementsOf(await readFile(`${folder}/migration.sql`, "utf8"));
  expect(wanted.length).toBeGreaterThan(20);
  expect(found.slice(0, wanted.length)).toEqual(wanted);
});

test("jobs are taken once, keep their time, and are over when they are finished", async () => {
  const jobs = await openJobs();
  const [now, later] = [
    { id: "00000000-0000-4000-8000-00000000000a", deliveryId: "now", startAfter: null },
    {
      id: "00000000-0000-4000-8000-00000000000b",
      deliveryId: "later",
      startAfter: "2999-01-01T00:00:00.000Z",
    },
  ];
  await jobs.add(store().pool, [now, later]);
  expect(await jobs.take(10)).toEqual([{ id: now.id, deliveryId: "now" }]);
  expect(await jobs.take(10)).toEqual([]);
  await jobs.finish(store().pool, now.id);
  await jobs.close();
  const { rows } = await owner.query(
    "select state::text, keep_until > now() + interval '9 years' as kept, extract(epoch from expire_in)::int as lease from pgboss.job order by id",
  );
  expect(rows).toEqual([
    { state: "completed", kept: true, lease: 45 },
    { state: "created", kept: true, lease: 45 },
  ]);
});

test("a queue that cannot be asked is told of, not taken for an empty one", async () => {
  const jobs = await openJobs();
  await owner.query("revoke update on pgboss.job from grantdesk_app");
  await expect(jobs.take(10)).rejects.toMatchObject({ code: "42501" });
  await owner.query("grant update on pgboss.job to grantdesk_app");
  await jobs.close();
});

test("a connection that failed inside a transaction of pg-boss's own is not used again", async () => {
  await expect(execute("begin; select 1 / 0; commit", [])).rejects.toMatchObject({ code: "22012" });
  expect((await store().pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
});

test("the queue of another version of pg-boss is not worked on", async () => {
  await owner.query("update pgboss.version set version = version + 1");
  await expect(openJobs()).rejects.toThrow("requires migrations");
  await owner.query("update pgboss.version set version = version - 1");
});
