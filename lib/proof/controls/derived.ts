import type { Control } from "../control";

const above = "lib/core/rule-above-your-own.ts";
const roles = "lib/core/apply-role.ts";
const members = "lib/core/apply-membership.ts";
const undo = "lib/core/undo.ts";
const core = (file: string, test: string) => ({ file: `lib/core/${file}.test.ts`, test });

/** What the rules look at besides what is in force, and what is derived from effects. */
export const derivedControls: readonly Control[] = [
  {
    name: "above your own, suspended ones too",
    file: above,
    guard: "ofScope(members.values(), person.id, projectId);",
    without:
      'ofScope(members.values(), person.id, projectId).filter(({ status }) => status !== "SUSPENDED");',
    caughtBy: core("rule-above-your-own-suspended", "nobody puts onto him"),
  },
  {
    name: "above your own, who comes back",
    file: above,
    guard: "comesBack || ",
    without: "",
    caughtBy: core("rule-above-your-own-for-so-long", "who comes back"),
  },
  {
    name: "above your own, by relaxing first",
    file: above,
    guard: "    ...overGranting(each),\n",
    without: "",
    caughtBy: core("rule-above-your-own", "by relaxing"),
  },
  {
    name: "above your own, what brings an administrative permission along",
    file: above,
    guard: "...closure(catalogue, [id])",
    without: "id",
    caughtBy: core("rule-above-your-own-suspended", "brings an administrative permission along"),
  },
  {
    name: "a role that was not held is not taken away",
    file: roles,
    guard: "if (kept.length < member.assignments.length) ",
    without: "",
    caughtBy: core("no-change", "whatever its holders hold"),
  },
  {
    name: "the same roles are no change",
    file: roles,
    guard: "  if (going.length + coming.length === 0) return undefined;\n",
    without: "",
    caughtBy: core("no-change", "set-roles"),
  },
  {
    name: "who is active already is not restored",
    file: members,
    guard: " && each.status !== wanted)",
    without: ")",
    caughtBy: core("no-change", "restore-member"),
  },
  {
    name: "two roles never have one record",
    file: roles,
    guard: "!held && member.assignments.some(({ id }) => id === given.id)",
    without: "false",
    caughtBy: core("undo", "never have one record"),
  },
  {
    name: "undo: the organization before its projects",
    file: undo,
    guard: ".sort((one, other) => order(one) - order(other))",
    without: "",
    caughtBy: core("undo", "brought back with his organization"),
  },
  {
    name: "undo: what came along is so already",
    file: members,
    guard:
      '  if (kind !== "remove-member" && member.projectId !== null && member.status === wanted) return undefined;\n',
    without: "",
    caughtBy: core("undo", "brought back with his organization"),
  },
  {
    name: "undo: each role its own record",
    file: undo,
    guard: "after !== null && after.id !== assignment ? [away, back] : [back]",
    without: "[back]",
    caughtBy: core("undo", "each role gets back"),
  },
  {
    name: "undo: what has ended stays ended",
    file: undo,
    guard: "end !== null && Date.parse(end) <= Date.parse(now)",
    without: "end === now + now",
    caughtBy: core("undo", "would have ended"),
  },
  {
    name: "undo: nothing that everyone gets",
    file: undo,
    guard: '        { kind: "set-permissions", member, permissions: [] },\n',
    without: "",
    caughtBy: core("undo", "who comes back has what he had"),
  },
  {
    name: "lines are about ids, whatever they call them",
    file: "lib/core/brought-lines.ts",
    guard: '"refused" in found ? undefined : ',
    without: '"found" in found ? undefined : ',
    caughtBy: core("brought-lines", "is one"),
  },
  {
    name: "a family's set leaves alone what it cannot name",
    file: "lib/core/apply-grant.ts",
    guard: " || (among !== undefined && !among.includes(name))",
    without: "",
    caughtBy: { file: "lib/dialects/projects/set-permissions.test.ts", test: "does not know" },
  },
  {
    name: "a refusal names nobody whom the asker may not see",
    file: above,
    guard: 'isSeen ? member.person.email : "Someone whom this touches"',
    without: "isSeen || member ? member.person.email : null",
    caughtBy: core("no-change", "learns from a refusal of nobody"),
  },
  {
    name: "a set leaves alone what the organization does not see",
    file: "lib/core/apply-grant.ts",
    guard: "name === undefined || (",
    without: "name !== undefined && (",
    caughtBy: core("no-change", "a set says nothing"),
  },
  {
    name: "a preview names nobody whom the asker may not see",
    file: "lib/operations/preview-change.ts",
    guard: "effect.membershipId === null || mayRead(effect)",
    without: "mayRead(effect) || effect",
    caughtBy: { file: "lib/operations/preview-change.test.ts", test: "names nobody" },
  },
  {
    name: "inherited, of who is suspended too",
    file: "lib/core/rule-inherited.ts",
    guard: "ofScope(after.members.values(), now.person.id, now.projectId)",
    without:
      'ofScope(after.members.values(), now.person.id, now.projectId).filter((m) => m.status !== "SUSPENDED")',
    caughtBy: core("rule-inherited", "nor at someone suspended"),
  },
  {
    name: "rule: overtaken",
    file: "lib/core/decide.ts",
    guard: "  overtaken,\n",
    without: "",
    caughtBy: core("rule-overtaken", "a grant given anew"),
  },
  {
    name: "overtaken: a person who was given more",
    file: "lib/core/rule-overtaken.ts",
    guard: " || hasMore(member, state, made)",
    without: "",
    caughtBy: core("rule-overtaken", "a person who was given more"),
  },
  {
    name: "overtaken: a role that others have",
    file: "lib/core/rule-overtaken.ts",
    guard: 'return isUsed(effect.roleId ?? "", state, made);',
    without: "return false;",
    caughtBy: core("rule-overtaken", "a role that somebody was given"),
  },
  {
    name: "invitations end with their project",
    file: "lib/core/apply-organization.ts",
    guard: "if (member.projectId === project.id) end(state, member);",
    without: "if (member.projectId === project.id) state.members.delete(member.id);",
    caughtBy: { file: "lib/operations/ended-project.test.ts", test: "with a project" },
  },
];
