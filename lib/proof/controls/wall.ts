import type { Control } from "../control";

/** The second wall. */
export const wallControls: readonly Control[] = [
  {
    name: "row-level security",
    sql: "alter table membership disable row level security",
    caughtBy: { file: "lib/store/role.test.ts", test: "every table" },
  },
  {
    name: "the second wall around what is built in",
    sql: "alter policy tenant on role_permission using (home = any ((select tenants())::uuid[]))",
    caughtBy: { file: "lib/store/tenants.test.ts", test: "a built-in role" },
  },
];
