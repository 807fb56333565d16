import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember } from "@/lib/testing/fixtures";
import {
  auditKinds,
  grantsOf,
  idOf,
  makeOrganizationScene,
  type OrganizationScene,
} from "@/lib/testing/organization-scene";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

let scene: OrganizationScene;
let path: string;

beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
  path = `/organizations/${scene.organizationId}/changes`;
});

const send = (who: { token: string }, changes: unknown, headers: Record<string, string> = {}) =>
  ask("POST", path, { token: who.token, body: { changes }, headers });
const preview = (who: { token: string }, changes: unknown) =>
  ask("POST", `${path}/preview`, { token: who.token, body: { changes } });

test("a command is one revision with all of its events", async () => {
  const { boss, member, editor } = scene;
  const { status, body, headers } = await send(boss, [
    {
      kind: "add_permission",
      member_id: member.memberId,
      permission: "view_order",
      expires_at: "2099-01-01T00:00:00Z",
    },
    { kind: "remove_permission", member_id: member.memberId, permission: "view_items" },
    { kind: "suspend_member", member_id: editor.memberId },
    { kind: "set_granting", granting: "RELAXED" },
    { kind: "create_role", level: "ORGANIZATION", name: "Packer", permissions: ["view_order"] },
  ]);
  expect(status).toBe(200);
  expect(headers.get("etag")).toBe('"1"');
  expect(body.revision).toBe(1);
  expect(body.events).toContainEqual({
    kind: "permission.added",
    project_id: null,
    membership_id: member.memberId,
    user_id: member.personId,
    subject: member.email,
    permission_id: await idOf(owner, "permission", "view_order"),
    permission: "view_order",
    role_id: null,
    role: null,
    before: null,
    after: {
      expires_at: "2099-01-01T00:00:00.000Z",
      granted_by: boss.personId,
      granted_at: expect.any(String),
      level: "ORGANIZATION",
    },
  });
  expect(await grantsOf(owner, member.memberId)).toEqual(["view_order"]);
  expect((await auditKinds(owner, scene.organizationId)).sort()).toEqual(
    body.events.map(({ kind }: { kind: string }) => kind).sort(),
  );
});

test("one bad change in the list: nothing of the list is applied, and the answer says which one it was", async () => {
  const { boss, member } = scene;
  const good = { kind: "add_permission", member_id: member.memberId, permission: "view_order" };
  const { status, body } = await send(boss, [good, { ...good, permission: "no_such" }]);
  expect(status).toBe(422);
  expect(body.refusal).toEqual({
    code: "unknown-permission",
    message: "No such permission here: no_such.",
    change_index: 1,
    member_id: member.memberId,
    permissions: ["no_such"],
  });
  const unknown = await send(boss, [good, { kind: "suspend_member", member_id: randomUUID() }]);
  expect([unknown.status, unknown.body.refusal.change_index]).toEqual([404, 1]);
  const wrong = await send(boss, [good, { kind: "make_coffee" }]);
  expect([wrong.status, wrong.body.detail[0].loc]).toEqual([422, ["body", "changes", 1, "kind"]]);
  expect((await send(boss, [])).status).toBe(422);
  expect((await send(boss, Array(1001).fill(good))).body.detail[0].type).toBe("too_long");
  expect(await grantsOf(owner, member.memberId)).toEqual(["view_items"]);
  expect(await auditKinds(owner, scene.organizationId)).toEqual([]);
});

test("a command on a revision that has moved is refused", async () => {
  const { boss, member } = scene;
  const change = [{ kind: "set_permissions", member_id: member.memberId, permissions: [] }];
  expect((await send(boss, change, { "if-match": '"1"' })).status).toBe(412);
  expect((await send(boss, change, { "if-match": '"0"' })).body.revision).toBe(1);
});

test("nobody gives what he does not hold by way of a list, and the last administrator stays", async () => {
  const { boss, editor, member } = scene;
  const up = await send(editor, [
    { kind: "add_permission", member_id: member.memberId, permission: "edit_org_settings" },
  ]);
  expect([up.status, up.body.code]).toEqual([403, "above-your-own"]);
  const orphaned = await send(boss, [
    { kind: "remove_member", member_id: editor.memberId },
    { kind: "remove_member", member_id: boss.memberId },
  ]);
  expect([orphaned.status, orphaned.body.code]).toEqual([409, "last-admin"]);
  expect(await auditKinds(owner, scene.organizationId)).toEqual([]);
});

test("a preview says who would gain and lose what, and changes nothing", async () => {
  const { boss, member } = scene;
  const { status, body } = await preview(boss, [
    { kind: "add_permission", member_id: member.memberId, permission: "edit_org_users" },
    { kind: "remove_permission", member_id: member.memberId, permission: "view_items" },
  ]);
  expect(status).toBe(200);
  expect(body.revision).toBe(0);
  expect(body.effects.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
    "permission.added",
    "permission.removed",
  ]);
  expect(body.consequences).toEqual([
    {
      member_id: member.memberId,
      user_id: member.personId,
      email: member.email,
      project_id: null,
      gained: ["edit_org_users", "view_org_users"],
      lost: ["view_items"],
    },
  ]);
  expect(body.refusals).toEqual([]);
  expect(await grantsOf(owner, member.memberId)).toEqual(["view_items"]);
  expect(await auditKinds(owner, scene.organizationId)).toEqual([]);
});

test("the preview of a role's edit names its holders, as far as the asker may see people", async () => {
  const { boss, organizationId } = scene;
  const made = await ask("POST", `/organizations/${organizationId}/roles`, {
    token: boss.token,
    body: { name: "Packer", permissions: ["view_order"] },
  });
  const role = made.body.id;
  const [one, two] = [
    await makeMember(owner, { organizationId }),
    await makeMember(owner, { organizationId }, { permissions: ["edit_items"] }),
  ];
  await send(
    boss,
    [one, two].map(({ memberId }) => ({ kind: "assign_role", member_id: memberId, role_id: role })),
  );

  const edit = [{ kind: "edit_role", role_id: role, add: ["edit_items"], remove: ["view_order"] }];
  const { body } = await preview(boss, edit);
  expect(body.role_holders).toEqual([{ role_id: role, holders: 2 }]);
  const consequences = Object.fromEntries(
    body.consequences.map((each: { member_id: string; gained: string[]; lost: string[] }) => [
      each.member_id,
      [each.gained, each.lost],
    ]),
  );
  expect(consequences).toEqual({
    [one.memberId]: [["edit_items"], ["view_order"]],
    [two.memberId]: [[], ["view_order"]],
  });

  const clerk = await makeMember(
    owner,
    { organizationId },
    { permissions: ["edit_org_roles", "edit_items", "view_order"] },
  );
  const blind = await preview({ token: await makeToken(owner, clerk.personId) }, edit);
  expect(blind.body).toMatchObject({
    consequences: [],
    role_holders: [{ role_id: role, holders: 2 }],
    refusals: [],
  });
});

test("a preview of what would be refused says why", async () => {
  const { editor, member } = scene;
  const { status, body } = await preview(editor, [
    { kind: "add_permission", member_id: member.memberId, permission: "edit_org_settings" },
  ]);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    effects: [],
    consequences: [],
    refusals: [{ code: "above-your-own", member_id: member.memberId, permissions: ["edit_org_settings"] }],
  });
});

test("another organization answers as one that does not exist", async () => {
  const change = { changes: [{ kind: "set_status", status: "DEACTIVATED" }] };
  for (const tail of ["changes", "changes/preview"]) {
    const token = scene.stranger.token;
    const foreign = await ask("POST", `/organizations/${scene.organizationId}/${tail}`, {
      token,
      body: change,
    });
    const missing = await ask("POST", `/organizations/${randomUUID()}/${tail}`, { token, body: change });
    expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
  }
});
