import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureBuild } from "@/lib/boot/product";
import { ask, askUntil } from "./faults/client";
import { openStage, type Stage } from "./faults/stage";
import { examine, type Load, startLoad } from "./faults/writers";
import { report, rounds } from "./report";

let stage: Stage;

beforeAll(async () => {
  await ensureBuild(new AbortController().signal);
  stage = await openStage();
  await stage.startApp();
}, 240_000);

afterAll(() => stage.close());

const moment = () => delay(30 + Math.random() * 170);

async function underWay(load: Load): Promise<void> {
  for (const had = load.answers.length; load.answers.length < had + 4; ) await delay(5);
  await moment();
}

test("kill -9 of the application mid-write loses nothing that was acknowledged and does nothing twice", async () => {
  const cases = rounds(4, 200);
  const wrong: string[] = [];
  let cutOff = 0;
  for (let round = 0; round < cases; round++) {
    const load = startLoad(stage);
    await underWay(load);
    await stage.killApp();
    await load.stop();
    cutOff += load.answers.filter((answer) => answer === null).length;
    await stage.startApp();
    wrong.push(...(await examine(stage, load.writes.slice(-24))));
  }
  await report({ promise: "kill -9 of the application mid-write", cases, wrong: wrong.length });
  expect(wrong).toEqual([]);
  expect(cutOff).toBeGreaterThan(cases);
});

test.each([
  ["kill", "kill -9 of PostgreSQL mid-write", 2, 100],
  ["stop", "PostgreSQL restarted under load", 1, 20],
] as const)(
  "%s: the application lives on, says 503 and when to come again, and is back within 3 s (%s)",
  async (how, promise, short, long) => {
    const cases = rounds(short, long);
    const wrong: string[] = [];
    const { pid } = stage.server();
    for (let round = 0; round < cases; round++) {
      const load = startLoad(stage);
      await underWay(load);
      await stage.endPostgres(how);
      await delay(150);
      const down = await ask(stage.base, { path: "/api/health/ready" });
      if (down?.status !== 503) wrong.push(`ready answers ${down?.status} without a database`);
      const live = await ask(stage.base, { path: "/api/health/live" });
      if (live?.status !== 200) wrong.push(`live answers ${live?.status}`);
      await stage.startPostgres();
      const back = performance.now();
      await askUntil(stage.base, { path: "/api/health/ready" }, ({ status }) => status === 200);
      const had = load.answers.length;
      while (!load.answers.slice(had).some((answer) => answer?.status === 201)) await delay(5);
      const late = performance.now() - back;
      if (late > 3_000) wrong.push(`it was back after ${Math.round(late)} ms`);
      await load.stop();
      for (const answer of load.answers) {
        if (answer === null) wrong.push("a request got no answer");
        else if (
          answer.status !== 201 &&
          (answer.status !== 503 || answer.headers["retry-after"] === undefined)
        )
          wrong.push(`${answer.status} ${answer.text}`);
      }
      wrong.push(...(await examine(stage, load.writes.slice(-24))));
    }
    await report({ promise, cases, wrong: wrong.length });
    expect(wrong).toEqual([]);
    expect(stage.server().pid).toBe(pid);
  },
);

test("an orderly end answers what is under way, gives its connections back and ends with 0", async () => {
  const cases = rounds(1, 30);
  const wrong: string[] = [];
  for (let round = 0; round < cases; round++) {
    const load = startLoad(stage);
    await underWay(load);
    const ending = stage.server().end();
    const sentence = await stage.server().ended;
    await ending;
    await load.stop();
    if (sentence !== "The server ended (0).") wrong.push(sentence);
    const { rows } = await stage
      .owner()
      .query("select count(*)::int as n from pg_stat_activity where usename = 'grantdesk_app'");
    if (rows[0]?.n !== 0) wrong.push(`${rows[0]?.n} connections were left`);
    await stage.startApp();
    wrong.push(...(await examine(stage, load.writes.slice(-24))));
  }
  await report({
    promise: "An orderly end loses no answer and leaves no connection",
    cases,
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
});
