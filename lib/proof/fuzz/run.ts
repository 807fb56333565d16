import type { Pool } from "pg";
import { makeWorld, type World } from "@/lib/testing/world";
import type { Answer, ask } from "../negative/ask";
import type { Call, Plan } from "../registry/call";
import type { Entry } from "../registry/entries";
import { wrongCall, wrongHeaders } from "./call";
import { type Chance, chanceOf } from "./chance";

interface Fuzzing {
  readonly owner: Pool;
  readonly ask: typeof ask;
  readonly seed: number;
  /** After so many requests it is asked once what they have left. */
  readonly batch: number;
  /** Requests in all, about; every entry gets a batch by a viewer and one by an owner at least. */
  readonly most: number;
  /** Tables that change by themselves. */
  readonly moving?: readonly string[];
}

type Planned = readonly [Entry, Plan];

// A password is checked on purpose slowly: these get one batch of the requests.
const SLOW = new Set([
  "crux POST /user-login",
  "exchange POST /WebAuthenticateUser",
  "exchange GET /WebAuthenticateUser",
]);
// What it does it does once it has answered: nobody may be watched who comes after it.
const LATE = new Set(["crux POST /reset-password"]);
const IN_FLIGHT = 8;

/** Sends wrong requests to all of these; how many, and in words what was a fault of ours or left something behind. */
export async function fuzzAll(all: readonly Planned[], fuzzing: Fuzzing) {
  const { owner, batch, most, seed } = fuzzing;
  const perEntry = Math.max(1, Math.ceil(most / all.length / batch / 2));
  const wrong: string[] = [];
  let cases = 0;
  let world: World | undefined;
  const late = all.filter(([{ name }]) => LATE.has(name));
  const inOrder = [...all.filter((each) => !late.includes(each)), ...late];
  for (const [index, planned] of inOrder.entries()) {
    for (let turn = 0; turn < (SLOW.has(planned[0].name) ? 1 : perEntry); turn++) {
      // A new world now and then: what an owner is let do may be the end of the old one.
      if (!world || (index + turn) % 4 === 0) world = await makeWorld(owner);
      const one = await fuzzOne(fuzzing, world, planned, seed + index * 1_000 + turn);
      cases += one.cases;
      wrong.push(...one.wrong);
    }
  }
  return { cases, wrong };
}

async function fuzzOne(fuzzing: Fuzzing, world: World, planned: Planned, seed: number) {
  const chance = chanceOf(seed);
  const viewer = world.callers.find(({ name }) => name === "viewer");
  const few = () => send(fuzzing, world, planned, chance, viewer?.headers ?? {}, viewer?.cookie ?? "");
  const { answers, changed } = MAY_CHANGE.has(planned[1].need)
    ? { answers: await few(), changed: [] }
    : await watched(fuzzing, world, few);
  const token = { authorization: `Token ${world.boss.token}` };
  answers.push(...(await send(fuzzing, world, planned, chance, token, world.boss.cookie)));
  const refused = answers.filter(({ status }) => status >= 400).map(({ requestId }) => requestId);
  const { rows } = await fuzzing.owner.query(
    "select request_id from audit_event where request_id = any($1)",
    [refused],
  );
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
async function watched({ moving = [] }: Fuzzing, world: World, act: () => Promise<Answer[]>) {
  const before = await world.digest();
  const answers = await act();
  const after = await world.digest();
  const changed = after.split("\n").filter((line) => !before.includes(line));
  return { answers, changed: changed.filter((line) => !moving.includes(JSON.parse(line).name)) };
}

async function send(
  { ask, batch }: Fuzzing,
  world: World,
  [entry, plan]: Planned,
  chance: Chance,
  credential: Readonly<Record<string, string>>,
  cookie: string,
): Promise<Answer[]> {
  const calls = Array.from(
    { length: batch },
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
