import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { makeWorld, type World } from "@/lib/testing/world";
import { wrongCall, wrongHeaders } from "./fuzz/call";
import { chanceOf } from "./fuzz/chance";
import { type Answer, ask } from "./negative/ask";
import { ACTIONS } from "./registry/actions";
import type { Plan } from "./registry/call";
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
const BATCH = rounds(8, 25);

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

async function fuzz(world: World, [entry, plan]: readonly [Entry, Plan], seed: number) {
  const chance = chanceOf(seed);
  const viewer = world.callers.find(({ name }) => name === "viewer");
  const wrong: string[] = [];
  const before = await world.digest();
  const may = plan.need === "signed-in" || plan.need === "whole credential" || plan.need === "inside";
  const few = await send(world, [entry, plan], chance, viewer?.headers ?? {}, viewer?.cookie ?? "");
  if (!may && plan.need !== "secret" && (await world.digest()) !== before)
    wrong.push(`${entry.name}, seed ${seed}: rows changed`);
  const all = await send(
    world,
    [entry, plan],
    chance,
    { authorization: `Token ${world.boss.token}` },
    world.boss.cookie,
  );
  const answers = [...few, ...all];
  const refused = answers.filter(({ status }) => status >= 400).map(({ requestId }) => requestId);
  const { rows } = await owner.query("select request_id from audit_event where request_id = any($1)", [
    refused,
  ]);
  wrong.push(
    ...rows.map(
      ({ request_id }) => `${entry.name}, seed ${seed}: refused, and in the audit as ${request_id}`,
    ),
  );
  wrong.push(
    ...answers
      .filter(isFault)
      .map(({ status, text }) => `${entry.name}, seed ${seed}: ${status} ${text.slice(0, 300)}`),
  );
  return { wrong, cases: answers.length };
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
  return Promise.all(
    calls.map(([call, odd]) =>
      ask(entry, call, { ...odd, ...credential, cookie, "sec-fetch-site": "same-origin" }).catch(
        (cause: unknown) => ({
          requestId: "",
          status: 599,
          headers: "",
          text: `threw ${cause instanceof Error ? cause.stack : String(cause)} at ${JSON.stringify(call).slice(0, 500)}`,
        }),
      ),
    ),
  );
}

/** The exchange has one status for everything, and a code for what is our fault. */
function isFault({ status, text }: Answer): boolean {
  return status >= 500 || text.includes('"errorcode":102');
}
