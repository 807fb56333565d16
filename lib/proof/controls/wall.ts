import type { Control } from "../control";

/** The second wall. */
export const wallControls: readonly Control[] = [
  {
    name: "row-level security",
    sql: "alter table membership disable row level security",
    caughtBy: { file: "lib/store/role.test.ts", test: "every table" },
  },
];
