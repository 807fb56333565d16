import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { expect, test } from "vitest";
import type { Change } from "@/lib/core/change";
import { changeAccess } from "@/lib/operations/change-access";
import { enter } from "@/lib/operations/standing";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization, makeProject } from "@/lib/testing/fixtures";
import { makePermission } from "@/lib/testing/permissions";
import { inTransaction, store } from "./database";
import { withTransaction } from "./transaction";

const { owner } = useDatabase("base");

type Place = { readonly organizationId: string; readonly projectId?: string };

/** `ok`, or why not. */
async function tell({ principal }: FixtureMember, place: Place, ...changes: Change[]): Promise<string> {
  const result = await changeAccess(principal, { ...place, changes });
  return result.ok ? "ok" : result.refusal.code;
}

async function makeRole(organizationId: string, level: string, permission: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `with made as (insert into role (organization_id, level, name) values ($1, $2, 'Made') returning *),
       gives as (insert into role_permission (role_id, home, permission_id, level)
         select made.id, $1, p.id, p.level from made, permission p where p.name = $3)
     select id from made`,
    [organizationId, level, permission],
  );
  return rows[0]?.id ?? "";
}

const assign = (memberId: string, role: string, expiresAt: string | null = null) =>
  owner.query(
    `insert into role_assignment (membership_id, role_id, role_home, organization_id, level, expires_at)
     select $1, id, home, organization_id, level, $3 from role where id = $2`,
    [memberId, role, expiresAt],
  );

test("a narrowed credential has what its permissions imply, where its owner holds that alone", async () => {
  const organizationId = await makeOrganization(owner);
  const { principal } = await makeMember(owner, { organizationId }, { permissions: ["view_org_users"] });
  const { rows } = await owner.query<{ id: string }>(
    "select id from permission where name = 'edit_org_users'",
  );
  const narrowed = { ...principal, narrowedTo: rows.map(({ id }) => id) };
  expect((await enter(narrowed, { organizationId }, "readPeople")).ok).toBe(true);
  expect((await enter(narrowed, { organizationId }, "changePeople")).ok).toBe(false);
});

test("whoever joins a project gets what everyone gets in a project, whatever the asker holds", async () => {
  const organizationId = await makeOrganization(owner);
  const projectId = await makeProject(owner, organizationId);
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const { personId } = await makeMember(owner, { organizationId });
  const everyones = await makePermission(owner, "FOR_EVERYONE", { level: "PROJECT", isDefault: true });
  const member = randomUUID();
  const joins = { kind: "add-member", member, project: projectId, person: { personId } } as const;
  expect(await tell(boss, { organizationId, projectId }, { ...joins, permissions: [], roles: [] })).toBe(
    "ok",
  );
  const { rows } = await owner.query(
    "select permission_id as id from permission_grant where membership_id = $1",
    [member],
  );
  expect(rows).toEqual([{ id: everyones }]);
});

test("who administers by what his organization does not see is nobody who is left", async () => {
  const organizationId = await makeOrganization(owner, "SUPPLIER");
  await makePermission(owner, "retailers_boss", { visibility: "RETAILER", implies: ["edit_org_users"] });
  await makeMember(owner, { organizationId }, { permissions: ["retailers_boss"] });
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const leave = { kind: "remove-member", member: boss.memberId } as const;
  expect(await tell(boss, { organizationId }, leave)).toBe("last-admin");
});

/** Until a statement of this database waits for a lock on an organization. */
async function untilSomeoneWaits(pool: Pool): Promise<void> {
  const { rows } = await pool.query(
    "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and query like '%for no key update%'",
  );
  if (rows.length === 0) await untilSomeoneWaits(pool);
}

test("a right that ends while its holder waits for the lock is not used any more", async () => {
  const organizationId = await makeOrganization(owner);
  const permissions = ["edit_org_users", "grant_any_permission"];
  const boss = await makeMember(owner, { organizationId }, { permissions });
  const { memberId } = await makeMember(owner, { organizationId });
  const locker = await owner.connect();
  await locker.query("begin");
  await locker.query("select from organization where id = $1 for no key update", [organizationId]);
  const gives = { kind: "add-permission", member: memberId, permission: "view_items" } as const;
  const told = withTransaction(async (client) => {
    const { value } = await inTransaction(client, () => tell(boss, { organizationId }, gives));
    await client.query("commit");
    return value;
  }, store().lockPool);
  await untilSomeoneWaits(owner);
  const ends = "update permission_grant set expires_at = clock_timestamp() where membership_id = $1";
  await locker.query(ends, [boss.memberId]);
  await locker.query("commit");
  locker.release();
  expect(await told).toBe("not-allowed");
});

test("a role that somebody had until yesterday can be deleted", async () => {
  const organizationId = await makeOrganization(owner);
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const role = await makeRole(organizationId, "ORGANIZATION", "view_items");
  await assign((await makeMember(owner, { organizationId })).memberId, role, "2026-01-01T00:00:00Z");
  expect(await tell(boss, { organizationId }, { kind: "delete-role", role })).toBe("ok");
});

test("a project's role is not edited past a holder to whom the organization gives more", async () => {
  const organizationId = await makeOrganization(owner);
  const projectId = await makeProject(owner, organizationId);
  await makePermission(owner, "sees_projects", { implies: ["CAN_VIEW_DATA"] });
  const permissions = ["edit_org_roles", "sees_projects"];
  const editor = await makeMember(owner, { organizationId }, { permissions });
  const { personId } = await makeMember(owner, { organizationId }, { role: "Owner" });
  const { memberId } = await makeMember(owner, { organizationId, projectId }, { personId });
  const role = await makeRole(organizationId, "PROJECT", "CAN_VIEW_DATA");
  const edit = { kind: "edit-role", role, add: [], remove: ["CAN_VIEW_DATA"] } as const;
  await assign(memberId, role);
  expect(await tell(editor, { organizationId }, edit)).toBe("above-your-own");
  await owner.query("delete from role_assignment where membership_id = $1", [memberId]);
  expect(await tell(editor, { organizationId }, edit)).toBe("ok");
});
