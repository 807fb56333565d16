import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { replayInto } from "./replay/into";
import { report } from "./report";

const { owner: target } = useDatabase("base");
const { owner: source } = useDatabase("demo");

test("the audit of the demonstration data, replayed from nothing, gives its tables", async () => {
  const { commands, rows, wrong } = await replayInto(target, source);
  const promise = `The audit replayed from nothing gives the tables (${commands} commands)`;
  await report({ promise, cases: rows, wrong: wrong.length });
  expect(wrong).toEqual([]);
});
