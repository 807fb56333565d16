import type { Control } from "../control";

/** The guards of lists of people and of their sessions. */
export const peopleControls: readonly Control[] = [
  {
    name: "an ended session is the named person's",
    file: "lib/store/apply-writes.ts",
    guard: "and s.id = r.id and s.person_id = r.person_id",
    without: "and s.id = r.id",
    caughtBy: { file: "lib/operations/sessions.test.ts", test: "ends nobody else's sessions" },
  },
  {
    name: "who ends someone else's sessions needs the right to",
    file: "lib/core/needs.ts",
    guard: 'isOwn(person, asker) ? null : inOrganization("forceLogoff", state)',
    without: "isOwn(person, asker) || state.organization ? null : null",
    caughtBy: { file: "lib/operations/sessions.test.ts", test: "ends nobody else's sessions" },
  },
  {
    name: "people who are alike are told apart between two pages",
    file: "lib/store/members-statement.ts",
    guard: 'give(email, "text")',
    without: 'give("~", "text")',
    caughtBy: { file: "lib/store/members.test.ts", test: "the pages have everyone once" },
  },
  {
    name: "rule: not for longer than one's own",
    file: "lib/core/rule-above-your-own.ts",
    guard: "endsBefore(ends.get(id) ?? null, until(id))",
    without: "ends.size < 0 && endsBefore(null, until(id))",
    caughtBy: { file: "lib/core/rule-above-your-own-for-so-long.test.ts", test: "until Friday at most" },
  },
];
