import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Change } from "@/lib/core/change";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { previewUndo, undo } from "./audit";
import { changeAccess } from "./change-access";
import { invite } from "./invitations";

const { owner } = useDatabase("base");

/** Everything in an organization that says who may do what, in an order of its own. */
async function tables(organizationId: string) {
  const read = async (sql: string) => (await owner.query(sql, [organizationId])).rows;
  return {
    grants: await read(
      "select membership_id, permission_id, expires_at from permission_grant where organization_id = $1 order by 1, 2",
    ),
    assignments: await read(
      "select membership_id, role_id, expires_at from role_assignment where organization_id = $1 order by 1, 2",
    ),
    members: await read(
      "select id, person_id, project_id, status from membership where organization_id = $1 order by 1",
    ),
    roles: await read(
      "select r.id, r.name, array(select permission_id from role_permission p where p.role_id = r.id order by 1) from role r where organization_id = $1 order by 1",
    ),
  };
}

async function scene() {
  const organizationId = await makeOrganization(owner);
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const bob = await makeMember(
    owner,
    { organizationId },
    { permissions: ["view_items", "view_order"], role: "Viewer" },
  );
  const role = randomUUID();
  const create: Change = {
    kind: "create-role",
    role,
    level: "ORGANIZATION",
    name: "Clerk",
    description: null,
    permissions: ["view_items"],
  };
  await changeAccess(boss.principal, {
    organizationId,
    changes: [create, { kind: "assign-role", member: bob.memberId, role, assignment: randomUUID() }],
  });
  return { organizationId, boss, bob, role };
}

type Scene = Awaited<ReturnType<typeof scene>>;

const COMMANDS: Readonly<Record<string, (scene: Scene) => readonly Change[]>> = {
  "grants that were added, removed and given an end": ({ bob }) => [
    { kind: "add-permission", member: bob.memberId, permission: "edit_items" },
    { kind: "remove-permission", member: bob.memberId, permission: "view_order" },
    {
      kind: "add-permission",
      member: bob.memberId,
      permission: "view_items",
      expiresAt: "2999-01-01T00:00:00.000Z",
    },
  ],
  "a set of permissions": ({ bob }) => [
    { kind: "set-permissions", member: bob.memberId, permissions: ["export_order"] },
  ],
  "a set of roles": ({ bob }) => [{ kind: "set-roles", member: bob.memberId, roles: [] }],
  "a suspension": ({ bob }) => [{ kind: "suspend-member", member: bob.memberId }],
  "a removal of someone with all that he had": ({ bob }) => [{ kind: "remove-member", member: bob.memberId }],
  "a role's edit": ({ role }) => [{ kind: "edit-role", role, add: ["edit_items"], remove: ["view_items"] }],
  "a role's end, with its holders": ({ role }) => [{ kind: "delete-role", role }],
};

test.each(Object.keys(COMMANDS))("undo takes back %s", async (what) => {
  const each = await scene();
  const before = await tables(each.organizationId);
  const done = await changeAccess(each.boss.principal, {
    organizationId: each.organizationId,
    changes: COMMANDS[what]?.(each) ?? [],
  });
  if (!done.ok) throw new Error(done.refusal.message);
  expect(await tables(each.organizationId)).not.toEqual(before);
  expect(await previewUndo(each.boss.principal, each.organizationId, done.value.revision)).toMatchObject({
    ok: true,
    value: { refusals: [] },
  });
  expect(await undo(each.boss.principal, each.organizationId, done.value.revision)).toMatchObject({
    ok: true,
  });
  expect(await tables(each.organizationId)).toEqual(before);
});

test("undo takes back an invitation together with what it gave", async () => {
  const { organizationId, boss, role } = await scene();
  const before = await tables(organizationId);
  const person = { email: `${randomUUID()}@example.com` };
  const invited = await invite(boss.principal, organizationId, [
    { person, projectId: null, permissions: ["view_items"], roleIds: [role], mode: "strangers" },
  ]);
  if (!invited.ok) throw new Error(invited.refusal.message);
  expect(await undo(boss.principal, organizationId, invited.value.changed.revision)).toMatchObject({
    ok: true,
  });
  expect(await tables(organizationId)).toEqual(before);
  const { rows } = await owner.query("select status from invitation where organization_id = $1", [
    organizationId,
  ]);
  expect(rows).toEqual([{ status: "cancelled" }]);
});

test("an undo gives nobody more than the one who undoes may give", async () => {
  const { organizationId, boss, bob } = await scene();
  const editor = await makeMember(
    owner,
    { organizationId },
    { permissions: ["edit_org_users", "view_items"] },
  );
  const taken = await changeAccess(boss.principal, {
    organizationId,
    changes: [{ kind: "remove-permission", member: bob.memberId, permission: "view_order" }],
  });
  if (!taken.ok) throw new Error(taken.refusal.message);
  expect(await undo(editor.principal, organizationId, taken.value.revision)).toMatchObject({
    ok: false,
    refusal: { code: "above-your-own" },
  });
});
