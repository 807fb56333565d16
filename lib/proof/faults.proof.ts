import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureBuild } from "@/lib/boot/product";
import { ask, askUntil, lagWhile } from "./faults/client";
import { openStage, type Stage, withNewOrganization } from "./faults/stage";
import { examine, type Load, startLoad } from "./faults/writers";
import { report, rounds } from "./report";

/** Two stages beside one another: most of a round is waiting for processes to start. */
const LANES = rounds(1, 2);
const stages: Stage[] = [];

beforeAll(async () => {
  await ensureBuild(new AbortController().signal);
  stages.push(...(await Promise.all(Array.from({ length: LANES }, () => openStage()))));
  await Promise.all(stages.map((stage) => stage.startApp()));
}, 240_000);

afterAll(() => Promise.all(stages.map((stage) => stage.close())));

/** Plays so many rounds, shared out over the stages; all that was wrong. */
async function play(cases: number, round: (stage: Stage) => Promise<string[]>): Promise<string[]> {
  const wrong: string[] = [];
  let begun = 0;
  const lane = async (stage: Stage) => {
    while (begun++ < cases) wrong.push(...(await round(await withNewOrganization(stage))));
  };
  await Promise.all(stages.map(lane));
  return wrong;
}

const moment = () => delay(30 + Math.random() * 170);

/** Writes are under way; how many milliseconds the first four of them took, with nothing wrong. */
async function underWay(load: Load): Promise<number> {
  const begun = performance.now();
  for (const had = load.answers.length; load.answers.length < had + 4; ) await delay(5);
  const took = performance.now() - begun;
  await moment();
  return took;
}

test("kill -9 of the application mid-write loses nothing that was acknowledged and does nothing twice", async () => {
  const cases = rounds(4, 200);
  let cutOff = 0;
  const wrong = await play(cases, async (stage) => {
    const load = startLoad(stage);
    await underWay(load);
    await stage.killApp();
    await load.stop();
    cutOff += load.answers.filter((answer) => answer === null).length;
    await stage.startApp();
    return examine(stage, load.writes);
  });
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
    const pids = stages.map((stage) => stage.server().pid);
    const wrong = await play(cases, async (stage) => {
      const load = startLoad(stage);
      const usual = await underWay(load);
      await stage.endPostgres(how);
      await delay(150);
      const problems = await whileDown(stage);
      await stage.startPostgres();
      problems.push(...(await comesBack(stage, load, usual)));
      await load.stop();
      return [...problems, ...judge(load), ...(await examine(stage, load.writes))];
    });
    await report({ promise, cases, wrong: wrong.length });
    expect(wrong).toEqual([]);
    expect(stages.map((stage) => stage.server().pid)).toEqual(pids);
  },
);

async function whileDown({ base }: Stage): Promise<string[]> {
  const wrong: string[] = [];
  const down = await ask(base, { path: "/api/health/ready" });
  if (down?.status !== 503) wrong.push(`ready answers ${down?.status} without a database`);
  const live = await ask(base, { path: "/api/health/live" });
  if (live?.status !== 200) wrong.push(`live answers ${live?.status}`);
  return wrong;
}

/** Ready again, and writing again, within three seconds; what writing took before on this machine comes on top. */
async function comesBack({ base }: Stage, load: Load, usual: number): Promise<string[]> {
  const back = performance.now();
  const [, lag] = await lagWhile(base, async () => {
    await askUntil(base, { path: "/api/health/ready" }, ({ status }) => status === 200);
    const had = load.answers.length;
    while (!load.answers.slice(had).some((answer) => answer?.status === 201)) await delay(5);
  });
  const late = performance.now() - back - Math.max(lag, usual);
  return late > 3_000 ? [`it was back after ${Math.round(late)} ms`] : [];
}

function judge({ answers }: Load): string[] {
  return answers.flatMap((answer) => {
    if (answer === null) return ["a request got no answer"];
    if (answer.status === 201) return [];
    const mayComeAgain = answer.status === 503 && answer.headers["retry-after"] !== undefined;
    return mayComeAgain ? [] : [`${answer.status} ${answer.text}`];
  });
}

test("an orderly end answers what is under way, gives its connections back and ends with 0", async () => {
  const cases = rounds(1, 30);
  const wrong = await play(cases, async (stage) => {
    const problems: string[] = [];
    const load = startLoad(stage);
    await underWay(load);
    const ending = stage.server().end();
    const sentence = await stage.server().ended;
    await ending;
    await load.stop();
    if (sentence !== "The server ended (0).") problems.push(sentence);
    const { rows } = await stage
      .owner()
      .query("select count(*)::int as n from pg_stat_activity where usename = 'grantdesk_app'");
    if (rows[0]?.n !== 0) problems.push(`${rows[0]?.n} connections were left`);
    await stage.startApp();
    return [...problems, ...(await examine(stage, load.writes))];
  });
  await report({
    promise: "An orderly end loses no answer and leaves no connection",
    cases,
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
});
