import type { Control } from "../control";

const decide = "lib/core/decide.ts";
const above = "lib/core/rule-above-your-own.ts";
const caught = (rule: string, test: string) => ({ file: `lib/core/rule-${rule}.test.ts`, test });

/** The rules over the net difference, as a whole and branch by branch. */
export const ruleControls: readonly Control[] = [
  {
    name: "rule: above your own",
    file: decide,
    guard: "  aboveYourOwn,\n",
    without: "",
    caughtBy: caught("above-your-own", "not by a grant"),
  },
  {
    name: "rule: inherited",
    file: decide,
    guard: "  inherited,\n",
    without: "",
    caughtBy: caught("inherited", "cannot be removed at the person"),
  },
  {
    name: "rule: gated",
    file: decide,
    guard: "  gated,\n",
    without: "",
    caughtBy: caught("gated", "only where its gate is open"),
  },
  {
    name: "rule: last administrator",
    file: decide,
    guard: "  lastAdmin,\n",
    without: "",
    caughtBy: caught("last-admin", "not by removing"),
    race: { file: "lib/proof/races.proof.ts", test: "keeps someone" },
  },
  {
    name: "above your own, in roles",
    file: above,
    guard: "    ...overRoles(each),\n",
    without: "",
    caughtBy: caught("above-your-own", "not by putting it into a role"),
  },
  {
    name: "above your own, in tokens",
    file: above,
    guard: "    ...overTokens(each),\n",
    without: "",
    caughtBy: caught("above-your-own", "not by a token"),
  },
  {
    name: "above your own, someone who holds more",
    file: above,
    guard: "const more = beyond(each, [...had], member, NOW);",
    without: "const more: string[] = [];",
    caughtBy: caught("above-your-own", "nor changes someone who holds more"),
  },
  {
    name: "above your own, holders of a role who hold more",
    file: above,
    guard: "snapshot.holdersHold[role.id] ?? []",
    without: "[]",
    caughtBy: caught("above-your-own", "nor edits a role that someone has"),
  },
  {
    name: "above your own, for a longer time",
    file: above,
    guard: " || written.has(id)",
    without: "",
    caughtBy: caught("above-your-own", "not by a narrowed token that takes the end off"),
  },
  {
    name: "above your own, administrative in a relaxed organization",
    file: above,
    guard: "(relaxed && isOrdinary(permission.id, catalogue))",
    without: "relaxed",
    caughtBy: caught("above-your-own", "relaxed"),
  },
  {
    name: "last administrator, active ones alone",
    file: "lib/core/rule-last-admin.ts",
    guard: 'member.status === "ACTIVE" &&',
    without: "",
    caughtBy: caught("last-admin", "invited or suspended"),
  },
  {
    name: "last administrator, for good",
    file: "lib/core/access.ts",
    guard: "return source.expiresAt === null;",
    without: "return true;",
    caughtBy: caught("last-admin", "letting the right run out"),
  },
];
