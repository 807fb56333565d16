import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { makeWorld, type World } from "@/lib/testing/world";
import { wrongCall, wrongHeaders } from "./fuzz/call";
import { chanceOf } from "./fuzz/chance";
import { type Answer, ask } from "./negative/ask";
import { ACTIONS } from "./registry/actions";
import type { Call, Plan } from "./registry/call";
import type { Entry } from "./registry/entries";
import { PLANS } from "./registry/plans";
import { report, rounds } from "./report";

const { owner } = useDatabase("base");

const SEED = Number(process.env.PROOF_SEED ?? Date.now() % 1_000_000_000);
const ALL = [...PLANS, ...ACTIONS];
// A password is checked on purpose slowly: these get a twentieth of the requests.
const SLOW = new Set([
  "crux POST /user-login",
  "exchange POST /WebAuthenticateUser",
  "exchange GET /WebAuthenticateUser",
]);
/** After so many requests it is asked once what they have left; so many of them are on their way at a time. */
const BATCH = rounds(8, 100);
const IN_FLIGHT = 8;

test("no request, however it is made, ends in a fault of ours or leaves a trace where it was refused", async () => {
  const perEntry = Math.max(1, Math.ceil(rounds(0, 100_000) / ALL.length / BATCH / 2));
  const wrong: string[] = [];
  let cases = 0;
  for (const [index, [entry, plan]] of ALL.entries()) {
    for (let batch = 0; batch < (SLOW.has(entry.name) ? 1 : perEntry); batch++) {
      const world = await worldOf(index + batch);
      const one = await fuzz(world, [entry, plan], SEED + index * 1_000 + batch);
      cases += one.cases;
      wrong.push(...one.wrong);
    }
  }
  await report({
    promise: `No request ends in a fault of ours; a refused one changes nothing (seed ${SEED})`,
    cases,
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
});

let kept: World | undefined;

/** A new world now and then: what an owner is let do may be the end of the old one. */
async function worldOf(round: number): Promise<World> {
  if (!kept || round % 4 === 0) kept = await makeWorld(owner);
  return kept;
}

async function fuzz(world: World, planned: readonly [Entry, Plan], seed: number) {
  const chance = chanceOf(seed);
  const viewer = world.callers.find(({ name }) => name === "viewer");
  const few = () => send(world, planned, chance, viewer?.headers ?? {}, viewer?.cookie ?? "");
  const { answers, changed } = MAY_CHANGE.has(planned[1].need)
    ? { answers: await few(), changed: [] }
    : await watched(world, few);
  const token = { authorization: `Token ${world.boss.token}` };
  answers.push(...(await send(world, planned, chance, token, world.boss.cookie)));
  const refused = answers.filter(({ status }) => status >= 400).map(({ requestId }) => requestId);
  const { rows } = await owner.query("select request_id from audit_event where request_id = any($1)", [
    refused,
  ]);
  const wrong = [
    ...changed.map((rows) => `rows changed: ${rows}`),
    ...rows.map(({ request_id }) => `refused, and in the audit as ${request_id}`),
    ...answers.filter(isFault).map(({ status, text }) => `${status} ${text.slice(0, 300)}`),
  ];
  return { wrong: wrong.map((each) => `${planned[0].name}, seed ${seed}: ${each}`), cases: answers.length };
}

/** What a viewer may do as well: these can change something of his own. */
const MAY_CHANGE: ReadonlySet<Plan["need"]> = new Set(["signed-in", "whole credential", "inside", "secret"]);

/** The answers, and the tables that are not as they were. */
async function watched(world: World, act: () => Promise<Answer[]>) {
  const before = await world.digest();
  const answers = await act();
  const after = await world.digest();
  return { answers, changed: after.split("\n").filter((line) => !before.includes(line)) };
}

async function send(
  world: World,
  [entry, plan]: readonly [Entry, Plan],
  chance: ReturnType<typeof chanceOf>,
  credential: Readonly<Record<string, string>>,
  cookie: string,
): Promise<Answer[]> {
  const calls = Array.from(
    { length: BATCH },
    () => [wrongCall(entry, plan, world.home.ids, chance), wrongHeaders(chance)] as const,
  );
  const answers: Answer[] = [];
  const lane = async () => {
    for (let next = calls.shift(); next; next = calls.shift()) {
      const [call, odd] = next;
      const headers = { ...odd, ...credential, cookie, "sec-fetch-site": "same-origin" };
      answers.push(
        await askUntilHeard(() => ask(entry, call, headers)).catch((cause) => thrown(cause, call)),
      );
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return answers;
}

const TRIES = 5;

/** Eight write at once, also into one organization: who is told to come again does, and has to be heard in the end. */
async function askUntilHeard(act: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await act();
    if (answer.status !== 503 || !answer.headers.includes('"retry-after"') || tries === TRIES) return answer;
  }
}

function thrown(cause: unknown, call: Call): Answer {
  const said = cause instanceof Error ? cause.stack : String(cause);
  return {
    ...{ requestId: "", status: 599, headers: "" },
    text: `threw ${said} at ${JSON.stringify(call).slice(0, 500)}`,
  };
}

/** The exchange has one status for everything, and a code for what is our fault. */
function isFault({ status, text }: Answer): boolean {
  return status >= 500 || text.includes('"errorcode":102');
}
