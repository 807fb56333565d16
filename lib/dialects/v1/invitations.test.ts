import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { acceptInvitation } from "@/lib/operations/invitations";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeProject } from "@/lib/testing/fixtures";
import {
  allPages,
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
  path = `/organizations/${scene.organizationId}/invitations`;
});

const address = () => `${randomUUID()}@Example.com`;
const inviteBy = (token: string, body: unknown) => ask("POST", path, { token, body });

test("a stranger is invited with a token that is shown once, stored hashed, and opens the invitation", async () => {
  const { token } = scene.boss;
  const email = address();
  const viewer = await idOf(owner, "role", "Viewer");
  const made = await inviteBy(token, [
    { email: ` ${email} `, first_name: "Nia", permissions: ["view_order"], role_id: viewer },
  ]);
  expect(made.status).toBe(201);
  const [invitation] = made.body;
  expect(invitation).toMatchObject({
    email: email.toLowerCase(),
    status: "pending",
    permissions: ["view_order"],
    invited_by: scene.boss.personId,
    project_id: null,
  });
  expect(invitation.token).toMatch(/^[0-9a-f]{40}$/);
  expect(await grantsOf(owner, invitation.membership_id)).toEqual(["view_order"]);
  const listed = await ask("GET", path, { token });
  expect(listed.body).toMatchObject({ total: 1, items: [{ id: invitation.id }] });
  expect(listed.text).not.toContain(invitation.token);
  const { rows } = await owner.query(
    "select row_to_json(i)::text || row_to_json(e)::text as text from invitation i, audit_event e where i.id = $1 and e.organization_id = i.organization_id",
    [invitation.id],
  );
  for (const { text } of rows) expect(text).not.toContain(invitation.token);
  expect(
    await acceptInvitation(invitation.token, "a long enough password", {
      door: "v1",
      requestId: "test",
      peer: "test",
    }),
  ).toMatchObject({
    ok: true,
  });
  expect((await ask("GET", `${path}?status=accepted`, { token })).body.total).toBe(1);
});

test("who has an account joins at once, without a token", async () => {
  const { boss, stranger, organizationId } = scene;
  const { body } = await inviteBy(boss.token, [{ email: stranger.email, permissions: ["view_items"] }]);
  expect(body).toMatchObject([{ status: "accepted", token: null }]);
  const { rows } = await owner.query(
    "select status from membership where organization_id = $1 and person_id = $2",
    [organizationId, stranger.personId],
  );
  expect(rows).toEqual([{ status: "ACTIVE" }]);
});

test("an open invitation is taken back with the membership that waited, wherever it leads to", async () => {
  const { boss, organizationId } = scene;
  const projectId = await makeProject(owner, organizationId);
  const { body } = await inviteBy(boss.token, [
    { email: address(), project_id: projectId, permissions: ["CAN_VIEW_DATA"] },
  ]);
  expect((await ask("GET", `${path}?project_id=${projectId}`, { token: boss.token })).body.total).toBe(1);
  expect((await ask("DELETE", `${path}/${body[0].id}`, { token: boss.token })).status).toBe(204);
  expect((await owner.query("select from membership where id = $1", [body[0].membership_id])).rowCount).toBe(
    0,
  );
  const again = await ask("DELETE", `${path}/${body[0].id}`, { token: boss.token });
  expect([again.status, again.body.code]).toEqual([409, "wrong-state"]);
  expect((await auditKinds(owner, organizationId)).filter((kind) => kind.startsWith("invitation"))).toEqual([
    "invitation.created",
    "invitation.cancelled",
  ]);
});

test("all or none are invited, and with nothing that the inviter does not hold", async () => {
  const { boss, editor, member, organizationId } = scene;
  const half = await inviteBy(boss.token, [
    { email: address() },
    { email: address(), permissions: ["no_such"] },
  ]);
  expect(half.status).toBe(422);
  const beyond = await inviteBy(editor.token, [{ email: address(), permissions: ["edit_payment_info"] }]);
  expect([beyond.status, beyond.body.code]).toEqual([403, "above-your-own"]);
  expect((await inviteBy(member.token, [{ email: address() }])).status).toBe(403);
  expect((await inviteBy(boss.token, [{ email: "nobody" }])).body.detail[0].loc).toEqual([
    "body",
    0,
    "email",
  ]);
  expect((await inviteBy(boss.token, [])).status).toBe(422);
  expect(
    (await owner.query("select from invitation where organization_id = $1", [organizationId])).rowCount,
  ).toBe(0);
});

test("pages of invitations have no gap and no repeat, also when one comes meanwhile", async () => {
  const { token } = scene.boss;
  for (let index = 0; index < 5; index++) await inviteBy(token, [{ email: address() }]);
  let calls = 0;
  const read = async (query: string) => {
    if (calls++ === 1) await inviteBy(token, [{ email: address() }]);
    return ask("GET", `${path}?${query}`, { token });
  };
  const pages = await allPages<{ id: string; created_at: string }>(read, 2);
  expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
  expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(5);
  const times = pages.flat().map(({ created_at: at }) => at);
  expect(times).toEqual([...times].sort().reverse());
});

test("another organization answers as one that does not exist, and so does its invitation", async () => {
  const { boss, stranger, foreignId } = scene;
  const { body } = await inviteBy(boss.token, [{ email: address() }]);
  const home = `/organizations/${foreignId}/invitations`;
  const foreign = await ask("DELETE", `${home}/${body[0].id}`, { token: stranger.token });
  const missing = await ask("DELETE", `${home}/${randomUUID()}`, { token: stranger.token });
  expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
  for (const [method, sent] of [
    ["GET", undefined],
    ["POST", [{ email: address() }]],
  ] as const) {
    const there = await ask(method, path, { token: stranger.token, body: sent });
    const nowhere = await ask(method, `/organizations/${randomUUID()}/invitations`, {
      token: stranger.token,
      body: sent,
    });
    expect([there.status, there.text]).toEqual([404, nowhere.text]);
  }
});

test("a project's administrator invites into his project, and into nothing else", async () => {
  const { organizationId } = scene;
  const projectId = await makeProject(owner, organizationId);
  const admin = await makeMember(
    owner,
    { organizationId, projectId },
    { permissions: ["CAN_PERFORM_ADMIN_ACTIONS"] },
  );
  const token = await makeToken(owner, admin.personId);
  expect((await inviteBy(token, [{ email: address(), project_id: projectId }])).status).toBe(201);
  expect((await inviteBy(token, [{ email: address() }])).status).toBe(404);
});
