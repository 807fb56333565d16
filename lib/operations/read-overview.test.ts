import { expect, test } from "vitest";
import { SOON_DAYS } from "@/lib/core/overview";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { changeAccess } from "./change-access";
import { listMembers } from "./list-members";
import { readOverview } from "./read-overview";

const { owner } = useDatabase("base");

async function makeScene() {
  const organizationId = await makeOrganization(owner);
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const editor = await makeMember(
    owner,
    { organizationId },
    { permissions: ["edit_org_users", "view_items"] },
  );
  const both = await makeMember(owner, { organizationId }, { role: "Member", permissions: ["view_items"] });
  const invited = await makeMember(owner, { organizationId }, { role: "Member", status: "INVITED" });
  const suspended = await makeMember(owner, { organizationId }, { role: "Owner", status: "SUSPENDED" });
  return { organizationId, boss, editor, both, invited, suspended };
}

test("every number is that of the list behind it", async () => {
  const { organizationId, boss } = await makeScene();
  const read = await readOverview(boss.principal, organizationId);
  if (!read.ok) throw new Error(read.refusal.message);
  const { people, reach, administrators } = read.value;
  expect(people).toEqual({ active: 3, invited: 1, suspended: 1 });
  expect(administrators.total).toBe(2);
  expect(reach.length).toBeGreaterThan(10);
  for (const { permissionId, total } of reach) {
    const listed = await listMembers(boss.principal, { organizationId }, { permissionId }, { limit: 1 });
    expect(listed.ok && listed.value.total).toBe(total);
  }
});

test("who holds something twice counts once, and under both ways", async () => {
  const { organizationId, boss } = await makeScene();
  const read = await readOverview(boss.principal, organizationId);
  const { rows } = await owner.query("select id from permission where name = 'view_items'");
  const reach = read.ok
    ? read.value.reach.find(({ permissionId }) => permissionId === rows[0].id)
    : undefined;
  expect(reach).toEqual({ permissionId: rows[0].id, total: 4, direct: 2, byRole: 3 });
});

test("what ends soon is counted, and today's changes stand on the last of thirty days", async () => {
  const { organizationId, boss, editor } = await makeScene();
  const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
  const give = (permission: string, expiresAt: string) =>
    ({ kind: "add-permission", member: editor.memberId, permission, expiresAt }) as const;
  const changes = [give("view_order", days(3)), give("cancel_order", days(SOON_DAYS + 3))];
  expect((await changeAccess(boss.principal, { organizationId, changes })).ok).toBe(true);
  const read = await readOverview(boss.principal, organizationId);
  if (!read.ok) throw new Error(read.refusal.message);
  expect(read.value.ending).toMatchObject({ total: 1, first: [{ what: "View Orders", kind: "permission" }] });
  expect(read.value.changes).toHaveLength(30);
  expect(read.value.changes?.at(-1)).toMatchObject({ given: 2, taken: 0, other: 0 });
});

test("it is for who may read people, and tells no more of tokens and the audit than he may see", async () => {
  const { organizationId, both, editor } = await makeScene();
  expect(await readOverview(both.principal, organizationId)).toMatchObject({
    refusal: { code: "not-allowed" },
  });
  const read = await readOverview(editor.principal, organizationId);
  expect(read).toMatchObject({ ok: true, value: { tokens: null, changes: null } });
});
