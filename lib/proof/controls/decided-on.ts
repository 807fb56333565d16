import type { Control } from "../control";

const statement = "lib/store/snapshot-statement.ts";
const given = "lib/store/snapshot-given.ts";
const holdings = "lib/store/holdings.ts";
const access = "lib/store/access-page.ts";
const fragments = "lib/store/fragments.ts";
const inDecided = (test: string) => ({ file: "lib/store/decided-on.test.ts", test });
const inParts = { file: "lib/store/snapshot-parts.test.ts", test: "any two parts" };
const inAgreement = (test: string) => ({ file: "lib/operations/agreement.test.ts", test });

/** What a decision is made on is all that its rule needs, and who holds something is one answer. */
export const decidedOnControls: readonly Control[] = [
  {
    name: "a snapshot has every part that is asked",
    file: given,
    guard: '    ["endedProjectIds", "uuid[]", asked.endedProjectIds],\n',
    without: "",
    caughtBy: inParts,
  },
  {
    name: "a snapshot has who loses an ended role",
    file: statement,
    guard: "a.organization_id = org.id and a.role_id = any(",
    without: "false and a.role_id = any(",
    caughtBy: inParts,
  },
  {
    name: "a snapshot has the invitations of who is loaded",
    file: statement,
    guard: "i.membership_id = any(array(select id from loaded))",
    without: "false",
    caughtBy: inParts,
  },
  {
    name: "a check leads through nothing that is not seen",
    file: holdings,
    guard: "\n  KIND,\n",
    without: '\n  "p.visibility",\n',
    caughtBy: inAgreement("nothing leads through"),
  },
  {
    name: "a check counts no grant that has ended",
    file: holdings,
    guard: 'notExpired("g")',
    without: '"true"',
    caughtBy: inAgreement("what has run out"),
  },
  {
    name: "a check counts no role that has ended",
    file: holdings,
    guard: 'notExpired("a")',
    without: '"true"',
    caughtBy: inAgreement("in a project its own rows"),
  },
  {
    name: "an operator may ask for a check",
    file: holdings,
    guard: "(a.asks and m.organization_id",
    without: "(false and m.organization_id",
    caughtBy: inAgreement("an operator asks anywhere"),
  },
  {
    name: "what an operator holds in the system is not held there",
    file: holdings,
    guard: "a.asks and m.organization_id",
    without: "m.organization_id",
    caughtBy: inAgreement("an operator asks anywhere"),
  },
  {
    name: "what a credential is narrowed to is met",
    file: given,
    guard: '    ["narrowedTo", "uuid[]", asked.narrowedTo],\n',
    without: "",
    caughtBy: inDecided("a narrowed credential"),
  },
  {
    name: "a project's defaults are met",
    file: statement,
    guard: "p.level in (org.level, 'PROJECT')",
    without: "p.level = org.level",
    caughtBy: inDecided("whoever joins a project"),
  },
  {
    name: "nobody administers by what is not seen",
    file: "lib/store/snapshot-administration.ts",
    guard: 'visible("p", "(select kind from org limit 1)")',
    without: '"true"',
    caughtBy: inDecided("who administers by what"),
  },
  {
    name: "what is true is true after the wait",
    file: fragments,
    guard: '"statement_timestamp()"',
    without: '"now()"',
    caughtBy: inDecided("while its holder waits"),
  },
  {
    name: "what has run out keeps no role",
    file: "lib/store/rows.ts",
    guard: "endedAssignmentsOut: [{ id: roleId }], ",
    without: "",
    caughtBy: inDecided("until yesterday"),
  },
  {
    name: "what a holder has from above counts",
    file: statement,
    guard: "(x.project_id is null or x.project_id = m.project_id)",
    without: "x.id = m.id",
    caughtBy: inDecided("gives more"),
  },
  {
    name: "nothing leads through what is not seen",
    file: fragments,
    guard: 'visible("p", kind)',
    without: '"true"',
    caughtBy: inAgreement("nothing leads"),
  },
  {
    name: "a check says what is in force",
    file: "lib/operations/explain-access.ts",
    guard: "sourcesIn(inForceIn(entry.organization, rows, someone.person.id))",
    without: "sources",
    caughtBy: inAgreement("who waits"),
  },
  {
    name: "a role that ran out is not counted",
    file: "lib/store/catalogue.ts",
    guard: 'notExpired("a")',
    without: '"true"',
    caughtBy: inAgreement("until yesterday"),
  },
  {
    name: "the list of access: who waits or is suspended there",
    file: access,
    guard: " and page.status = 'ACTIVE'",
    without: "",
    caughtBy: inAgreement("who waits, is suspended"),
  },
  {
    name: "the list of access: who is suspended everywhere",
    file: access,
    guard: " and p.suspended_at is null",
    without: "",
    caughtBy: inAgreement("who waits, is suspended"),
  },
  {
    name: "the list of access: an organization that is closed",
    file: access,
    guard: "<> 'DEACTIVATED'",
    without: "is not null",
    caughtBy: inAgreement("that is closed"),
  },
];
