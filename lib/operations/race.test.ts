import { expect, test } from "vitest";
import type { Change } from "@/lib/core/change";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { verifyAudit } from "@/lib/store/audit";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { changeAccess } from "./change-access";

const { owner } = useDatabase("base");

const ROUNDS = 40;

async function administrators(organizationId: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    `select count(distinct m.id)::int as count from membership m
     join role_assignment a on a.membership_id = m.id join role_permission rp on rp.role_id = a.role_id join permission p on p.id = rp.permission_id
     where m.organization_id = $1 and m.status = 'ACTIVE' and p.name = 'edit_org_users'`,
    [organizationId],
  );
  return rows[0]?.count ?? 0;
}

test("two administrators who remove each other at the same moment never leave nobody", async () => {
  const ways: readonly ((member: string) => Change)[] = [
    (member) => ({ kind: "remove-member", member }),
    (member) => ({ kind: "suspend-member", member }),
    (member) => ({ kind: "set-roles", member, roles: [] }),
  ];
  for (let round = 0; round < ROUNDS; round++) {
    const organizationId = await makeOrganization(owner);
    const anna = await makeMember(owner, { organizationId }, { role: "Owner" });
    const bela = await makeMember(owner, { organizationId }, { role: "Owner" });
    const way = (index: number) => ways[(round + index) % ways.length] ?? ways[0];
    const results = await Promise.all([
      changeAccess(anna.principal, {
        organizationId,
        changes: [way(0)?.(bela.memberId)].flatMap((each) => each ?? []),
      }),
      changeAccess(bela.principal, {
        organizationId,
        changes: [way(1)?.(anna.memberId)].flatMap((each) => each ?? []),
      }),
    ]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await administrators(organizationId)).toBe(1);
  }
});

test("of many who change one organization at once nobody's change is lost", async () => {
  const organizationId = await makeOrganization(owner);
  const { principal } = await makeMember(owner, { organizationId }, { role: "Owner" });
  const members = await Promise.all(Array.from({ length: 24 }, () => makeMember(owner, { organizationId })));
  const results = await Promise.all(
    members.map(({ memberId }) =>
      changeAccess(principal, {
        organizationId,
        changes: [{ kind: "add-permission", member: memberId, permission: "view_items" }],
      }),
    ),
  );
  expect(results.every((result) => result.ok)).toBe(true);
  const { rows } = await owner.query(
    "select revision::int, (select count(*)::int from permission_grant g where g.organization_id = o.id) as grants from organization o where id = $1",
    [organizationId],
  );
  expect(rows).toEqual([{ revision: 24, grants: 24 }]);
  expect(await verifyAudit(organizationId)).toEqual({ intact: true, events: 24, noted: 0, broken: null });
});

test("a right that was taken away while it was being used is not used", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const organizationId = await makeOrganization(owner);
    const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
    const editor = await makeMember(
      owner,
      { organizationId },
      { permissions: ["edit_org_users", "view_items"] },
    );
    const bob = await makeMember(owner, { organizationId });
    const [taken, used] = await Promise.all([
      changeAccess(boss.principal, {
        organizationId,
        changes: [{ kind: "remove-permission", member: editor.memberId, permission: "edit_org_users" }],
      }),
      changeAccess(editor.principal, {
        organizationId,
        changes: [{ kind: "add-permission", member: bob.memberId, permission: "view_items" }],
      }),
    ]);
    expect(taken.ok).toBe(true);
    const { rows } = await owner.query<{ kind: string }>(
      "select kind from audit_event where organization_id = $1 order by revision",
      [organizationId],
    );
    const kinds = rows.map((row) => row.kind);
    expect(kinds).toEqual(used.ok ? ["permission.added", "permission.removed"] : ["permission.removed"]);
  }
});

/** Resolves when some statement in the test's database waits for a lock. */
async function untilSomeoneWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await owner.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    if (rowCount) return;
  }
}

test("an operator who loses his standing in the system while he acts elsewhere does not act", async () => {
  const organizationId = await makeOrganization(owner);
  const bob = await makeMember(owner, { organizationId });
  const operator = await makeMember(
    owner,
    { organizationId: SYSTEM_ORGANIZATION },
    { permissions: ["Operator"] },
  );
  const taking = await owner.connect();
  await taking.query("begin");
  await taking.query("update organization set revision = revision + 1 where id = $1", [SYSTEM_ORGANIZATION]);
  await taking.query("delete from permission_grant where membership_id = $1", [operator.memberId]);
  // He read before the commit, so he decides on standing that he still had; his write has to wait for it.
  const acting = changeAccess(operator.principal, {
    organizationId,
    changes: [{ kind: "add-permission", member: bob.memberId, permission: "view_items" }],
  });
  await Promise.race([acting, untilSomeoneWaits()]);
  await taking.query("commit");
  taking.release();
  expect(await acting).toMatchObject({ ok: false, refusal: { code: "not-found" } });
  const { rowCount } = await owner.query("select from permission_grant where membership_id = $1", [
    bob.memberId,
  ]);
  expect(rowCount).toBe(0);
});
