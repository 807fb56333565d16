import fc from "fast-check";
import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { DOORS } from "@/lib/testing/doors/all";
import { KINDS } from "./model/act";
import { play } from "./model/steps";
import { makeWorld } from "./model/world";
import { replayInto } from "./replay/into";
import { report, rounds } from "./report";

const { owner: target } = useDatabase("base");
// What is declared last is what the product writes to.
const { owner: source } = useDatabase("base");

const anAct = fc.record({
  kind: fc.constantFrom(...KINDS),
  who: fc.nat(11),
  what: fc.nat(11),
  way: fc.nat(11),
});

test("after random commands through random doors the audit, replayed from nothing, gives the tables", async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  let acts = 0;
  for (const level of ["ORGANIZATION", "PROJECT"]) {
    const doors = DOORS.filter((door) => door.level.name === level);
    const runs = fc.sample(fc.array(anAct, { minLength: rounds(20, 60), maxLength: rounds(20, 60) }), {
      numRuns: rounds(1, 20),
      seed,
    });
    for (const run of runs) {
      const world = await makeWorld(source, doors);
      for (const act of run) if (await play(world, act)) acts++;
    }
  }
  // The keys that the test has handed to the bosses come from no command.
  await source.query("delete from api_token where redacted = '…'");
  const { commands, rows, wrong } = await replayInto(target, source);
  const promise = `The audit of random commands replayed from nothing gives the tables (${commands} commands)`;
  await report({ promise, cases: rows, wrong: wrong.length });
  expect([acts > 0, seed, wrong]).toEqual([true, seed, []]);
});
