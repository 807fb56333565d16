import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { listenToWire, type Sent, wireOf } from "@/bench/wire";
import { principalOfSecret } from "@/lib/identity/credential";
import { readAuditRows } from "@/lib/store/audit";
import { findInCatalogue, readCatalogue } from "@/lib/store/catalogue";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { changeAccess } from "./change-access";
import { evaluateAccess } from "./evaluate-access";
import { listAccess } from "./list-access";
import { listMembers } from "./list-members";

const { owner } = useDatabase("base");

beforeAll(listenToWire);

/** How each table would lie on several servers: see the decision on growing past one. */
const TABLES = {
  "by organization": [
    "access_denial",
    "audit_event",
    "invitation",
    "membership",
    "organization",
    "permission_gate",
    "permission_grant",
    "project",
    "role",
    "role_assignment",
    "role_permission",
    "webhook",
    "webhook_delivery",
  ],
  "by what they belong to": ["api_token_permission"],
  "the same everywhere": ["permission", "permission_implication"],
  "by person, on the first server": [
    "api_token",
    "idempotency_key",
    "password_reset",
    "person",
    "rate_limit",
    "session",
    "single_sign_on_identity",
    "view_as",
  ],
  // Jobs name deliveries, so each server has those of its own organizations.
  "the queue, on each server": ["archive", "job", "queue", "schedule", "subscription", "version"],
};

test("every table has its place on several servers, and what lies by organization carries the organization", async () => {
  const { rows } = await owner.query<{ name: string; keyed: boolean }>(
    `select t.table_name as name, t.table_name = 'organization' or exists (
       select from information_schema.columns c where c.table_schema = t.table_schema and c.table_name = t.table_name and c.column_name in ('organization_id', 'home')) as keyed
     from information_schema.tables t join pg_class k on k.oid = format('%I.%I', t.table_schema, t.table_name)::regclass
     where t.table_schema not in ('pg_catalog', 'information_schema') and t.table_type = 'BASE TABLE'
       and t.table_name <> '_prisma_migrations' and not k.relispartition`,
  );
  expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.values(TABLES).flat().toSorted());
  const keyless = rows.filter(({ keyed }) => !keyed).map(({ name }) => name);
  expect(keyless.filter((name) => TABLES["by organization"].includes(name))).toEqual([]);
});

test("every statement of the hot paths names its organization and is given it", async () => {
  const organizationId = await makeOrganization(owner);
  const anna = await makeMember(owner, { organizationId }, { role: "Owner" });
  const { memberId: member, email } = await makeMember(owner, { organizationId });
  const secret = await makeToken(owner, anna.personId, organizationId);
  const permission = "view_org_users";
  const { rows } = await owner.query("select id from role where name = 'Viewer' and level = 'ORGANIZATION'");
  const role: string = rows[0]?.id;
  const change = { organizationId, changes: [] };
  const grant = { kind: "add-permission", member, permission, expiresAt: null } as const;
  const assign = { kind: "assign-role", member, role, assignment: randomUUID(), expiresAt: null } as const;
  const acts: Readonly<Record<string, () => Promise<unknown>>> = {
    authenticate: () => principalOfSecret(secret, "v1", "r"),
    grant: () => changeAccess(anna.principal, { ...change, changes: [grant] }),
    assign: () => changeAccess(anna.principal, { ...change, changes: [assign] }),
    check: () => evaluateAccess(anna.principal, { organizationId }, { who: { email }, permission }),
    access: () => listAccess(anna.principal, organizationId, undefined, { limit: 100, after: null }),
    list: () => listMembers(anna.principal, { organizationId }, {}, { limit: 100 }),
    audit: () => readAuditRows(organizationId, {}, { limit: 10 }),
  };
  for (const [name, act] of Object.entries(acts)) {
    const trips = await wireOf(act);
    expect(trips.length, name).toBeGreaterThan(0);
    // What is told of a change names no table.
    for (const [naming, statement] of trips.filter(([first]) => !first?.text.includes("pg_notify"))) {
      expect(naming?.text, name).toContain("grantdesk.tenants");
      // A secret leads to a person, wherever he is: this one question goes to the first server.
      if (name !== "authenticate") expect(isGiven(statement, organizationId), statement?.text).toBe(true);
    }
  }
});

const isGiven = (statement: Sent | undefined, organizationId: string) =>
  statement?.values.includes(organizationId) === true;

test("one permission is found by its id and by its name in any case, as in the whole catalogue", async () => {
  const organizationId = await makeOrganization(owner);
  for (const level of ["ORGANIZATION", "PROJECT"] as const) {
    const catalogue = await readCatalogue(organizationId, level);
    const find = (reference: string) => findInCatalogue(organizationId, level, reference);
    for (const permission of catalogue) {
      expect(await find(permission.id.toUpperCase())).toEqual(permission);
      expect(await find(permission.name.toUpperCase())).toEqual(permission);
    }
    expect(await find(randomUUID())).toBeUndefined();
    expect(await find("no such permission")).toBeUndefined();
    expect(await find("Operator")).toBeUndefined();
  }
});
