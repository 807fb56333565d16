import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { fuzzAll } from "./fuzz/run";
import { ask } from "./negative/ask";
import { ACTIONS } from "./registry/actions";
import { PLANS } from "./registry/plans";
import { report, rounds } from "./report";

const { owner } = useDatabase("base");

const SEED = Number(process.env.PROOF_SEED ?? Date.now() % 1_000_000_000);

test("no request, however it is made, ends in a fault of ours or leaves a trace where it was refused", async () => {
  const { cases, wrong } = await fuzzAll([...PLANS, ...ACTIONS], {
    ...{ owner, ask, seed: SEED },
    ...{ batch: rounds(8, 100), most: rounds(0, 100_000) },
  });
  await report({
    promise: `No request ends in a fault of ours; a refused one changes nothing (seed ${SEED})`,
    cases,
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
});
