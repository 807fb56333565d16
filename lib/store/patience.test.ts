import pg from "pg";
import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { beginNotes } from "../request-notes.mjs";
import { queueOnce } from "./patience";

const { appUrl } = useDatabase("base");

test("a request that has queued long for a connection is told at once the next time; another one queues", async () => {
  const pool = new pg.Pool({ connectionString: appUrl, max: 1, connectionTimeoutMillis: 1_300 });
  queueOnce(pool, 1);
  const taken = await pool.connect();
  const wait = async () => {
    const started = performance.now();
    await expect(pool.query("select 1")).rejects.toThrow("timeout exceeded when trying to connect");
    return performance.now() - started;
  };
  const request = async () => {
    await Promise.resolve();
    beginNotes(null);
    return [await wait(), await wait()] as const;
  };
  for (const [first, second] of await Promise.all([request(), request()])) {
    expect(first).toBeGreaterThan(1_000);
    expect(second).toBeLessThan(first / 2);
  }
  taken.release();
  expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await pool.end();
});
