import { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeAccess } from "@/lib/operations/change-access";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { readAuditRows, verifyAudit } from "./audit";

const { owner, appUrl } = useDatabase("base");
const app = new Pool({ connectionString: appUrl, max: 1 });
afterAll(() => app.end());

let organizationId: string;
let boss: FixtureMember;
let bob: FixtureMember;

beforeAll(async () => {
  organizationId = await makeOrganization(owner);
  boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  bob = await makeMember(owner, { organizationId });
  for (const permission of ["view_items", "view_order", "edit_items"]) {
    await changeAccess(boss.principal, {
      organizationId,
      changes: [{ kind: "add-permission", member: bob.memberId, permission }],
    });
  }
});

test("an organization's audit has its own events alone", async () => {
  expect(await readAuditRows(organizationId, {}, { limit: 10 })).toHaveLength(3);
  expect(await readAuditRows(await makeOrganization(owner), {}, { limit: 10 })).toEqual([]);
});

test("the application can neither rewrite the audit nor change the schema", async () => {
  for (const statement of [
    "update audit_event set actor_label = 'nobody'",
    "delete from audit_event",
    "truncate audit_event",
    "delete from access_denial",
    "alter table audit_event disable trigger all",
    "drop table access_denial",
    "delete from _prisma_migrations",
  ]) {
    const refused = { code: "42501", message: expect.stringMatching(/permission denied|must be owner/) };
    await expect(app.query(statement), statement).rejects.toMatchObject(refused);
  }
});

test("not even the owner rewrites it by accident", async () => {
  await expect(owner.query("update audit_event set actor_label = 'nobody'")).rejects.toMatchObject({
    code: "42501",
  });
});

test("verify names the event that was changed, dropped, moved or cut off, and nothing else", async () => {
  expect(await verifyAudit(organizationId)).toMatchObject({ intact: true, events: 3 });
  const tampered = async (statement: string) => {
    const client = await owner.connect();
    await client.query("alter table audit_event disable trigger user");
    await client.query(
      "create table kept as select * from audit_event where organization_id = $1::uuid".replace(
        "$1::uuid",
        `'${organizationId}'`,
      ),
    );
    await client.query(statement);
    const verification = await verifyAudit(organizationId);
    await client.query(`delete from audit_event where organization_id = '${organizationId}'`);
    await client.query("insert into audit_event select * from kept");
    await client.query("drop table kept");
    await client.query("alter table audit_event enable trigger user");
    client.release();
    return verification;
  };
  const where = `where organization_id = '${organizationId}'`;
  expect(
    await tampered(`update audit_event set actor_label = 'mallory@example.com' ${where} and revision = 2`),
  ).toMatchObject({ intact: false, broken: { revision: 2 } });
  expect(
    await tampered(
      `update audit_event set after = jsonb_set(after, '{expiresAt}', '"2030-01-01"') ${where} and revision = 2`,
    ),
  ).toMatchObject({ intact: false, broken: { revision: 2 } });
  expect(
    await tampered(`update audit_event set at = at + interval '1 second' ${where} and revision = 1`),
  ).toMatchObject({ intact: false, broken: { revision: 1 } });
  expect(await tampered(`delete from audit_event ${where} and revision = 2`)).toMatchObject({
    intact: false,
    broken: { revision: 3 },
  });
  expect(await tampered(`delete from audit_event ${where} and revision = 3`)).toMatchObject({
    intact: false,
    broken: { revision: 2 },
  });
  expect(await tampered(`delete from audit_event ${where}`)).toMatchObject({ intact: false });
  expect(await verifyAudit(organizationId)).toMatchObject({ intact: true, events: 3 });
});
