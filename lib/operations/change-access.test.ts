import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "@/lib/core/principal";
import { useDatabase } from "@/lib/testing/database";
import { changeAccess } from "./change-access";

const { owner } = useDatabase("base");

const ORG = randomUUID();
const [alice, bob] = [randomUUID(), randomUUID()];
const [aliceMember, bobMember] = [randomUUID(), randomUUID()];
const VIEW_PAYMENT = "05a46c58-9d13-4912-9167-7effc2cc7482";

const asAlice: Principal = {
  personId: alice,
  label: "alice@example.com",
  door: "v1",
  requestId: "test",
  credential: { kind: "session", id: randomUUID() },
  organizationId: null,
  narrowedTo: null,
};

beforeAll(async () => {
  await owner.query("insert into organization (id, name, kind) values ($1, 'Acme', 'RETAILER')", [ORG]);
  for (const [person, member, email] of [
    [alice, aliceMember, "alice@example.com"],
    [bob, bobMember, "bob@example.com"],
  ]) {
    await owner.query("insert into person (id, email, password_hash) values ($1, $2, 'x')", [person, email]);
    await owner.query(
      "insert into membership (id, person_id, organization_id, organization_level) values ($1, $2, $3, 'ORGANIZATION')",
      [member, person, ORG],
    );
  }
  await owner.query(
    `insert into role_assignment (membership_id, role_id, role_home, organization_id, level)
     select $1, id, home, $2, level from role where name = 'Owner'`,
    [aliceMember, ORG],
  );
});

test("a permission that is added is in PostgreSQL, with its audit event and the organization's next revision", async () => {
  const command = {
    organizationId: ORG,
    changes: [{ kind: "add-permission", member: bobMember, permission: VIEW_PAYMENT }],
  } as const;
  const result = await changeAccess(asAlice, command);
  expect(result).toMatchObject({ ok: true, value: { revision: 1 } });
  const { rows } = await owner.query("select permission_id from permission_grant where membership_id = $1", [
    bobMember,
  ]);
  expect(rows).toEqual([{ permission_id: VIEW_PAYMENT }]);
  const audit = await owner.query(
    "select kind, actor_id, door, before, after from audit_event where organization_id = $1",
    [ORG],
  );
  expect(audit.rows).toMatchObject([
    {
      kind: "permission.added",
      actor_id: alice,
      door: "v1",
      before: null,
      after: { grantedBy: alice, expiresAt: null },
    },
  ]);

  const again = await changeAccess(asAlice, command);
  expect(again).toMatchObject({ ok: true, value: { revision: 1, effects: [] } });
});

test("the last one who can change people cannot leave", async () => {
  const result = await changeAccess(asAlice, {
    organizationId: ORG,
    changes: [{ kind: "remove-member", member: aliceMember }],
  });
  expect(result).toMatchObject({ ok: false, refusal: { code: "last-admin" } });
});

test("a name that the database alone holds for another's is refused as taken, and nobody waits for it", async () => {
  const create = (name: string) =>
    changeAccess(asAlice, {
      organizationId: ORG,
      changes: [{ kind: "create-project", project: randomUUID(), name }],
    });
  expect(await create("ΟΔΟΣ")).toMatchObject({ ok: true });
  // JavaScript ends the first of them with another letter, the database does not.
  expect("ΟΔΟΣ".toLowerCase()).not.toBe("οδοσ".toLowerCase());
  expect(await create("οδοσ")).toMatchObject({
    ok: false,
    refusal: { code: "conflict", noun: "project", field: "name" },
  });
});
