import type { Control } from "../control";

const RULE = "lib/core/rule-catalogue.ts";
const file = "lib/dialects/v1/whole-catalogue.test.ts";

/** The guards of the catalogue, which every organization stands on. */
export const catalogueControls: readonly Control[] = [
  {
    name: "the catalogue is the operators'",
    file: "lib/core/needs.ts",
    guard: 'const ofCatalogue = (_: unknown, state: State): Need => inOrganization("operate", state);',
    without: "const ofCatalogue = (): Need | null => null;",
    caughtBy: { file, test: "by operators alone" },
  },
  {
    name: "the catalogue is changed in the system organization",
    file: "lib/core/catalogue.ts",
    guard: 'state.organization.kind !== "SYSTEM"',
    without: 'state.organization.name === ""',
    caughtBy: { file, test: "by operators alone" },
  },
  {
    name: "what is in use stays in the catalogue",
    file: RULE,
    guard: "use.members + use.roles + use.tokens > 0",
    without: "use.members < 0",
    caughtBy: { file, test: "somebody holds" },
  },
  {
    name: "what is implied stays in the catalogue",
    file: RULE,
    guard: "return implying.length === 0",
    without: "return implying.length >= 0",
    caughtBy: { file, test: "somebody holds" },
  },
  {
    name: "what guards our own acts stays as it is",
    file: RULE,
    guard: "!old || !GUARDING.has(old.name)",
    without: "!old || old.name !== undefined",
    caughtBy: { file, test: "guards Grantdesk itself" },
  },
  {
    name: "what guards our own acts is not deleted",
    file: RULE,
    guard: "if (GUARDING.has(name))",
    without: 'if (name === "")',
    caughtBy: { file, test: "guards Grantdesk itself" },
  },
  {
    name: "nothing comes to lead to administering",
    file: RULE,
    guard: "leads(moved, before) || leads(moved, after)",
    without: "leads(moved, before) && !leads(moved, after)",
    caughtBy: { file, test: "guards Grantdesk itself" },
  },
  {
    name: "what leads to administering is seen as before",
    file: RULE,
    guard: "old.visibility !== now.visibility && leads(now.implies, after)",
    without: "old.visibility !== now.visibility && !leads(now.implies, after)",
    caughtBy: { file, test: "guards Grantdesk itself" },
  },
  {
    name: "a gate is not put before what is held",
    file: RULE,
    guard: "old && !old.gated && use.members + use.roles > 0",
    without: "old && !old.gated && use.members < 0",
    caughtBy: { file, test: "unused permission is gated" },
  },
  {
    name: "an organization's command brings no catalogue",
    file: "lib/operations/read-import.ts",
    guard: 'organization.kind !== "SYSTEM" || project',
    without: "project",
    caughtBy: { file, test: "by operators alone" },
  },
];
