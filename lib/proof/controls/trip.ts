import type { Control } from "../control";

const TABLES = "lib/dialects/v1/tables.test.ts";
const FILE = "lib/web/table-file.test.ts";

/** The guards of tables that go out as files and come back. */
export const tripControls: readonly Control[] = [
  {
    name: "a table is for who may read people",
    file: "lib/operations/table-place.ts",
    guard: 'enter(principal, { organizationId }, "readPeople")',
    without: "enter(principal, { organizationId })",
    caughtBy: { file: TABLES, test: "who may not read people" },
  },
  {
    name: "a project's table stays in its organization",
    file: "lib/operations/table-place.ts",
    guard: "entered.value.organization.id !== organizationId.toLowerCase()",
    without: 'entered.value.organization.id === ""',
    caughtBy: { file: TABLES, test: "another organization's project" },
  },
  {
    name: "a file has an end",
    file: "lib/web/serve.ts",
    guard: "readBytes(request, TABLE_BYTES_MOST)",
    without: "readBytes(request, 1e9)",
    caughtBy: { file: TABLES, test: "a file that is too much" },
  },
  {
    name: "an empty cell takes nothing away",
    file: "lib/core/brought.ts",
    guard: "NO.has(word) ? false : undefined",
    without: "false",
    caughtBy: { file: TABLES, test: "every line that cannot be" },
  },
  {
    name: "a role's name and its id agree",
    file: "lib/core/brought-lines.ts",
    guard: "found.name.trim().toLowerCase() !== name.toLowerCase()",
    without: "found.name === id",
    caughtBy: { file: TABLES, test: "called otherwise than the role of its id" },
  },
  {
    name: "two lines about the same decide nothing",
    file: "lib/core/brought.ts",
    guard: "const before = subject === undefined ? undefined : first.get(subject);",
    without: "const before = line < 0 ? line : undefined;",
    caughtBy: { file: TABLES, test: "every line that cannot be" },
  },
  {
    name: "a file does not edit a built-in role",
    file: "lib/core/brought-lines.ts",
    guard: "if (organizationId === null)",
    without: 'if (name === "")',
    caughtBy: { file: TABLES, test: "built-in roles are refused" },
  },
  {
    name: "an end in the past is not brought",
    file: "lib/core/brought-lines.ts",
    guard: "expiresAt !== null && expiresAt <= now",
    without: 'expiresAt === ""',
    caughtBy: { file: TABLES, test: "every line that cannot be" },
  },
  {
    name: "what looks like a mark is marked as well",
    file: "lib/web/csv.ts",
    guard: " || MARKED.test(text)",
    without: "",
    caughtBy: { file: FILE, test: "is what it was" },
  },
  {
    name: "who is not loaded is pending all the same",
    file: "components/access-matrix/pending.ts",
    guard: "isDirect(change.member, change.permission) !== false",
    without: "isDirect(change.member, change.permission) === true",
    caughtBy: { file: "components/access-matrix/pending.test.ts", test: "who is not loaded" },
  },
  {
    name: "a file is UTF-8 or nothing",
    file: "lib/web/table-file.ts",
    guard: "fatal: true",
    without: "fatal: false",
    caughtBy: { file: FILE, test: "says in a sentence why" },
  },
];
