import type { Control } from "../control";

/** The second wall: the migrations are loaded without what makes it one. */
export const wallControls: readonly Control[] = [
  {
    name: "row-level security",
    file: "lib/boot/migrate.ts",
    guard: 'sql: content.toString("utf8"),',
    without:
      'sql: content.toString("utf8").replaceAll("enable row level security, force row level security", "no force row level security"),',
    caughtBy: { file: "lib/store/role.test.ts", test: "every table" },
  },
];
