import fc from "fast-check";
import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { DOORS } from "@/lib/testing/doors/all";
import { KINDS } from "./model/act";
import { everythingAgrees } from "./model/looks";
import { play } from "./model/steps";
import { makeWorld } from "./model/world";
import { report, rounds } from "./report";

const { owner } = useDatabase("base");

const anAct = fc.record({
  kind: fc.constantFrom(...KINDS),
  who: fc.nat(11),
  what: fc.nat(11),
  way: fc.nat(11),
});

test.each(["ORGANIZATION", "PROJECT", "SYSTEM"])(
  "whatever is done through whichever door, every way of looking says the same: %s",
  async (level) => {
    const doors = DOORS.filter((door) => door.level.name === level);
    let cases = 0;
    const property = fc.asyncProperty(
      fc.array(anAct, { minLength: 4, maxLength: rounds(8, 16) }),
      async (acts) => {
        const world = await makeWorld(owner, doors);
        for (const act of acts) {
          const done = await play(world, act);
          if (!done) continue;
          expect([act.kind, done.heard]).toEqual([act.kind, done.wanted]);
          cases++;
          await everythingAgrees(world);
        }
      },
    );
    // Every act is looked at from all sides: making a failing run shorter would take many times as long as finding it.
    const outcome = await fc.check(property, { numRuns: rounds(1, 40), endOnFailure: true });
    const promise = `Every way of looking tells the same: ${level.toLowerCase()}`;
    await report({ promise, cases, wrong: outcome.failed ? 1 : 0 });
    if (outcome.failed) throw new Error(fc.defaultReportMessage(outcome), { cause: outcome.errorInstance });
  },
);
