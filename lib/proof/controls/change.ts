import type { Control } from "../control";

/** The guards of the one way of changing something. */
export const changeControls: readonly Control[] = [
  {
    name: "compare-and-swap on the revision",
    file: "lib/store/apply.ts",
    guard: "and o.revision = $2::bigint and",
    without: "and $2::bigint is not null and",
    caughtBy: { file: "lib/operations/race.test.ts", test: "never leave nobody" },
  },
];
