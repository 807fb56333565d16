import type { Control } from "../control";

const inDoors = (test: string) => ({ file: "lib/proof/lattice-doors.proof.ts", test });
const model = { file: "lib/proof/model.proof.ts", test: "says the same: ORGANIZATION" };

/** Guards with narrow tests of their own, taken out once more where the wide suites have to notice it. */
export const wideControls: readonly Control[] = [
  {
    name: "wide: above your own",
    file: "lib/core/decide.ts",
    guard: "  aboveYourOwn,\n",
    without: "",
    caughtBy: inDoors("by operations and through doors"),
    long: true,
  },
  {
    name: "wide: viewing as someone else changes nothing",
    file: "lib/core/decide.ts",
    guard: "if (principal.actingAs) return VIEWING_CHANGES_NOTHING;",
    without: "",
    caughtBy: inDoors("an operator who views"),
    long: true,
  },
  {
    name: "wide: a file says what is held",
    file: "lib/operations/export-table.ts",
    guard: "accessLine(member, permission, access.get(permission.id) ?? [])",
    without: "accessLine(member, permission, [])",
    caughtBy: model,
    long: true,
  },
  {
    name: "wide: a change writes its audit rows",
    file: "lib/store/apply.ts",
    guard: "lists: { ...lists, events }",
    without: "lists: { ...lists, events: events.slice(1) }",
    caughtBy: model,
    long: true,
  },
  {
    name: "wide: the audit has every effect",
    file: "lib/store/apply.ts",
    guard: "lists: { ...lists, events }",
    without: "lists: { ...lists, events: events.slice(1) }",
    caughtBy: { file: "lib/proof/replay-random.proof.ts", test: "after random commands" },
    long: true,
  },
];
