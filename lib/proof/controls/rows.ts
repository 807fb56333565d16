import type { Control } from "../control";

const snapshot = "lib/store/snapshot-statement.ts";
const inRows = (test: string) => ({ file: "lib/store/constraints.test.ts", test });
const inAudit = (test: string) => ({ file: "lib/store/audit-kept.test.ts", test });
const inOnce = (test: string) => ({ file: "lib/dialects/v1/idempotency.test.ts", test });

/** The second wall would hide what the first one lets through. */
const noWall = (table: string) => `alter table ${table} disable row level security`;

/** What the rows keep by themselves, and what of them is read. */
export const rowControls: readonly Control[] = [
  {
    name: "a grant is unique",
    sql: "alter table permission_grant drop constraint permission_grant_pkey",
    caughtBy: inRows("the same grant"),
  },
  {
    name: "a grant carries its organization",
    sql: "alter table permission_grant drop constraint permission_grant_membership_id_organization_id_level_fkey",
    caughtBy: inRows("a grant that ties two tenants"),
  },
  {
    name: "a grant carries its level",
    sql: "alter table permission_grant drop constraint permission_grant_permission_id_level_fkey",
    caughtBy: inRows("a permission of another level"),
  },
  {
    name: "an assigned role is one's own or built in",
    sql: "alter table role_assignment drop constraint role_assignment_check",
    caughtBy: inRows("a role of another organization"),
  },
  {
    name: "a project membership carries its organization",
    sql: "alter table membership drop constraint membership_project_id_organization_id_fkey",
    caughtBy: inRows("a project of another organization"),
  },
  {
    name: "a membership is unique",
    sql: "alter table membership drop constraint membership_person_id_organization_id_project_id_key",
    caughtBy: inRows("in a scope once"),
  },
  {
    name: "the audit refuses to be rewritten",
    sql: "drop trigger audit_event_append_only on audit_event",
    caughtBy: inAudit("not even the owner"),
  },
  {
    name: "the application's role may not rewrite the audit",
    sql: "grant update, delete, truncate on audit_event to grantdesk_app",
    caughtBy: inAudit("can neither rewrite the audit"),
  },
  {
    name: "the audit's hash covers its row",
    file: "lib/store/audit-verify.ts",
    guard: "return hashOf(rest) === hash ?",
    without: "return hashOf(rest) !== '' ?",
    caughtBy: inAudit("verify names"),
  },
  {
    name: "the audit's head",
    file: "lib/store/audit-verify.ts",
    guard: "rows[0]?.audit_head === place.hash && Number(rows[0].revision) === place.revision",
    without: "rows[0] !== undefined && place !== undefined",
    caughtBy: inAudit("verify names"),
  },
  {
    name: "a replay writes what the event says",
    file: "lib/store/rows.ts",
    guard: "membersSet: [{ id: membershipId, status: after.status }],",
    without: 'membersSet: [{ id: membershipId, status: after ? "ACTIVE" : "" }],',
    caughtBy: { file: "lib/proof/replay.proof.ts", test: "replayed from nothing" },
  },
  {
    name: "tenant filter of roles",
    file: snapshot,
    guard: ") and r.home in",
    without: ") or r.home in",
    caughtBy: { file: "lib/store/snapshot.test.ts", test: "roles" },
  },
  {
    name: "tenant filter of projects",
    file: snapshot,
    guard: "project p where p.organization_id = org.id and",
    without: "project p where",
    behind: noWall("project"),
    caughtBy: { file: "lib/dialects/v1/projects.test.ts", test: "another organization's project" },
  },
  {
    name: "tenant filter of tokens",
    file: snapshot,
    guard: "t.organization_id = org.id or t.person_id",
    without: "true or t.person_id",
    behind: noWall("api_token"),
    caughtBy: { file: "lib/store/snapshot.test.ts", test: "tokens" },
  },
  {
    name: "tenant filter of the members' list",
    file: "lib/store/members-statement.ts",
    guard: "`m.organization_id = ",
    without: "`null is distinct from ",
    behind: noWall("membership"),
    caughtBy: { file: "lib/dialects/scenarios-tenants.test.ts", test: "v1|console" },
  },
  {
    name: "tenant filter of the audit",
    file: "lib/store/audit.ts",
    guard: "from audit_event e where e.organization_id = $1\n      and ($2::bigint",
    without: "from audit_event e where $1::uuid is not null\n      and ($2::bigint",
    behind: noWall("audit_event"),
    caughtBy: inAudit("its own events alone"),
  },
  {
    name: "rights that ran out",
    file: "lib/store/fragments.ts",
    guard: ".expires_at > $",
    without: ".expires_at > '-infinity' or now() < $",
    caughtBy: { file: "lib/dialects/scenarios-moment.test.ts", test: "a right that ran out" },
  },
  {
    name: "one effect for one key",
    file: "lib/operations/once.ts",
    guard: "if (kept) {",
    without: "if (kept && key === '') {",
    caughtBy: inOnce("the same write again"),
  },
  {
    name: "a key waits for its first request",
    file: "lib/store/idempotency.ts",
    guard: "select pg_advisory_xact_lock(hashtextextended($1, 0))",
    without: "select hashtextextended($1, 0)",
    caughtBy: inOnce("twelve at the same moment"),
  },
  {
    name: "a key stands for one request",
    file: "lib/operations/once.ts",
    guard: "kept.requestHash.equals(requestHash) ?",
    without: "kept.requestHash.length > 0 ?",
    caughtBy: inOnce("another body, path or credential"),
  },
  {
    name: "kept answers are sealed",
    file: "lib/store/seal.ts",
    guard: 'cipher.update(text, "utf8")',
    without: 'Buffer.from(text, "utf8")',
    caughtBy: inOnce("stands nowhere in the database"),
  },
  {
    name: "a page of members is named by its text",
    file: "lib/store/members-statement.ts",
    guard: 'createHash("sha256").update(text).digest("base64url").slice(0, 22)',
    without: "names.size",
    caughtBy: { file: "lib/store/members-statement.test.ts", test: "one name stands for one text" },
  },
];
