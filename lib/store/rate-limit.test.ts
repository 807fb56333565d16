import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { isTooMany, LIMITS } from "@/lib/core/limits";
import { useDatabase } from "@/lib/testing/database";

const { owner } = useDatabase("base");
vi.stubEnv("RATE_LIMIT_FACTOR", "1");

/** The program as another process has it: with a memory and connections of its own. */
async function anotherProcess() {
  vi.resetModules();
  Object.assign(globalThis, { grantdeskStore: undefined });
  return import("./rate-limit");
}

async function passed(tries: readonly Promise<void>[]): Promise<number> {
  const outcomes = await Promise.allSettled(tries);
  for (const each of outcomes) if (each.status === "rejected") expect(isTooMany(each.reason)).toBe(true);
  return outcomes.filter(({ status }) => status === "fulfilled").length;
}

test("of many tries at one moment, in several processes, exactly as many pass as may", async () => {
  const processes = [await anotherProcess(), await anotherProcess()];
  const whose = randomUUID();
  const tries = Array.from({ length: 50 }).flatMap(() =>
    processes.map(({ countTry }) => countTry(["sign-in of an account", whose])),
  );
  expect(await passed(tries)).toBe(LIMITS["sign-in of an account"].most);
});

test("what happens often is counted in shares, and no process passes more than there are", async () => {
  const processes = [await anotherProcess(), await anotherProcess(), await anotherProcess()];
  const whose = randomUUID();
  const { most } = LIMITS["write without a credential"];
  const tries = Array.from({ length: most }).flatMap(() =>
    processes.map(({ countOften }) => countOften("write without a credential", whose)),
  );
  const through = await passed(tries);
  expect(through).toBeLessThanOrEqual(most);
  expect(through).toBeGreaterThan(most * 0.9);
});

test("the next window is empty again, and what is over is swept", async () => {
  const { countOften, countTry } = await anotherProcess();
  const whose = randomUUID();
  for (let each = 0; each < 30; each++) await countTry(["sign-in of an account", whose]);
  await expect(countTry(["sign-in of an account", whose])).rejects.toMatchObject({ retryAfterSeconds: 300 });
  await owner.query("update rate_limit set until = now() - interval '1 second'");
  await countTry(["sign-in of an account", whose]);
  await countOften("write with a credential", whose);
  const { rows } = await owner.query("select used from rate_limit where until > now() order by used");
  expect(rows).toEqual([{ used: 1 }, { used: 100 }]);
  expect((await owner.query("select from rate_limit")).rowCount).toBe(2);
});

test("the table names nobody", async () => {
  const { countTry } = await anotherProcess();
  await countTry(["sign-in of an account", "anna@example.com"], ["sign-in from an address", "203.0.113.9"]);
  const { rows } = await owner.query("select * from rate_limit");
  const keys = rows.map(({ key }) => key);
  expect(keys).toEqual(keys.map(() => expect.stringMatching(/^[\w-]{43}$/)));
  expect(Object.keys(rows[0])).toEqual(["key", "used", "until"]);
});
