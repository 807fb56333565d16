import type { Control } from "../control";

const inDecide = (test: string) => ({ file: "lib/core/decide.test.ts", test });
const inRaces = (test: string) => ({ file: "lib/operations/race.test.ts", test });
const change = "lib/operations/change-access.ts";
const decide = "lib/core/decide.ts";
const apply = "lib/store/apply-statement.ts";

/** The guards of the one way of changing something. */
export const changeControls: readonly Control[] = [
  {
    name: "compare-and-swap on the revision",
    file: apply,
    guard: "and o.revision = $2::bigint",
    without: "and $2::bigint is not null",
    caughtBy: inRaces("never leave nobody"),
    race: { file: "lib/proof/races.proof.ts", test: "keeps someone" },
  },
  {
    name: "lock after the first conflict",
    file: change,
    guard: "attempt === 0",
    without: "attempt >= 0",
    caughtBy: inRaces("nobody's change is lost"),
  },
  {
    name: "an operator's standing held while he writes",
    file: apply,
    guard: "and revision = $6::bigint for share",
    without: "and revision = $6::bigint",
    caughtBy: inRaces("loses his standing in the system"),
  },
  {
    name: "audit rows in the same statement",
    file: "lib/store/apply.ts",
    guard: "lists: { ...lists, events }",
    without: "lists: { ...lists, events: [] }",
    caughtBy: { file: "lib/operations/change-access.test.ts", test: "with its audit event" },
  },
  {
    name: "the revision that was asked for",
    file: decide,
    guard: "command.expectedRevision !== snapshot.organization.revision",
    without: "command.expectedRevision < 0",
    caughtBy: { file: "lib/dialects/v1/memberships-refused.test.ts", test: "If-Match" },
  },
  {
    name: "most changes in a command",
    file: decide,
    guard: "if (command.changes.length > MOST_CHANGES) return tooMany();",
    without: "",
    caughtBy: inDecide("more changes than one command may hold"),
  },
  {
    name: "viewing as someone else changes nothing",
    file: decide,
    guard: "if (principal.actingAs) return VIEWING_CHANGES_NOTHING;",
    without: "",
    caughtBy: inDecide("viewing as someone else"),
  },
  {
    name: "members outside the command's place",
    file: decide,
    guard: "if (member && isHere && standing.belongs(member.projectId)) return undefined;",
    without: "if (member) return undefined;",
    caughtBy: { file: "lib/dialects/projects/refusals.test.ts", test: "permission_id of another project" },
  },
];
