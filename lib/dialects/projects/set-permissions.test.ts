import { expect, test } from "vitest";
import { verifyAudit } from "@/lib/store/audit";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember } from "@/lib/testing/fixtures";
import { auditOf, grantsOf, makeProjectScene, openGate } from "@/lib/testing/project-scene";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

const ADMIN = "CAN_PERFORM_ADMIN_ACTIONS";
const ALL = [
  ADMIN,
  "CAN_VIEW_DATA",
  "CAN_RUN_TASKS",
  "CAN_VIEW_TECHNICAL_INTERFACE",
  "CAN_IMPERSONATE_OTHER_USERS",
];

test.each(["/", ""])(
  "the call of seed 004 is answered with everything now held, with the path's end %j",
  async (end) => {
    const scene = await makeProjectScene(owner);
    const response = await handle(
      new Request(`http://localhost/api/v1${scene.path}/${scene.bob.memberId}${end}`, {
        method: "PATCH",
        headers: { Authorization: `Bearer ${scene.token}`, "Content-Type": "application/json" },
        body: JSON.stringify({ permissions: ["CAN_VIEW_DATA", ADMIN] }),
      }),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("application/json");
    const { rows } = await owner.query<{ joined: Date }>(
      "select created_at as joined from person where id = $1",
      [scene.bob.personId],
    );
    expect(await response.json()).toEqual({
      id: scene.bob.memberId,
      user: { id: scene.bob.personId, email: scene.bob.email, date_joined: rows[0]?.joined.toISOString() },
      permissions: [ADMIN, "CAN_VIEW_DATA"],
    });
    expect(await grantsOf(owner, scene.bob)).toEqual([ADMIN, "CAN_VIEW_DATA"]);
    const events = await auditOf(owner, scene.organizationId);
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({
      kind: "permission.added",
      door: "projects",
      actor_id: scene.admin.personId,
      membership_id: scene.bob.memberId,
      project_id: scene.projectId,
      permission_name: ADMIN,
      before: null,
      after: { grantedBy: scene.admin.personId, expiresAt: null },
    });
    expect(await verifyAudit(scene.organizationId)).toMatchObject({ intact: true });
  },
);

test("all five permissions can be held, are listed in the enum's order, and repeating the call changes nothing", async () => {
  const scene = await makeProjectScene(owner);
  await openGate(owner, scene);
  const body = { permissions: [...ALL, ...ALL].reverse() };
  const first = await ask("PATCH", scene.patch, { token: scene.token, body });
  expect(first).toMatchObject({ status: 200, body: { permissions: ALL } });
  expect(await grantsOf(owner, scene.bob)).toEqual(ALL);
  const shouted = `/projects/${scene.projectId.toUpperCase()}/users/${scene.bob.memberId.toUpperCase()}`;
  const again = await ask("PATCH", shouted, { token: scene.token, body });
  expect(again.text).toBe(first.text);
  expect(await auditOf(owner, scene.organizationId)).toHaveLength(5);
});

test("the list replaces what was there and keeps the expiry of what stays", async () => {
  const scene = await makeProjectScene(owner);
  const bob = await makeMember(owner, scene, { permissions: ["CAN_VIEW_DATA", "CAN_RUN_TASKS"] });
  await owner.query(
    "update permission_grant g set expires_at = '2099-01-01T00:00:00Z' from permission p where p.id = g.permission_id and p.name = 'CAN_VIEW_DATA' and g.membership_id = $1",
    [bob.memberId],
  );
  const body = { permissions: ["CAN_VIEW_DATA", "CAN_VIEW_TECHNICAL_INTERFACE"] };
  expect(await ask("PATCH", `${scene.path}/${bob.memberId}`, { token: scene.token, body })).toMatchObject({
    status: 200,
    body,
  });
  const { rows } = await owner.query(
    "select p.name, g.expires_at is not null as ends from permission_grant g join permission p on p.id = g.permission_id where g.membership_id = $1 order by p.name",
    [bob.memberId],
  );
  expect(rows).toEqual([
    { name: "CAN_VIEW_DATA", ends: true },
    { name: "CAN_VIEW_TECHNICAL_INTERFACE", ends: false },
  ]);
});

test("what a role or the organization gives is shown, and stays where the list leaves it out", async () => {
  const scene = await makeProjectScene(owner);
  const operator = await makeMember(owner, scene, { role: "Project operator" });
  const editor = await makeMember(
    owner,
    { organizationId: scene.organizationId },
    { permissions: ["edit_org_users"] },
  );
  const inProject = await makeMember(owner, scene, {
    personId: editor.personId,
    permissions: ["CAN_RUN_TASKS"],
  });
  const listed = await ask("GET", scene.path, { token: scene.token });
  const permissions = Object.fromEntries(
    listed.body.results.map((row: { id: string; permissions: string[] }) => [row.id, row.permissions]),
  );
  expect(permissions).toEqual({
    [scene.admin.memberId]: [ADMIN],
    [scene.bob.memberId]: [],
    [operator.memberId]: ["CAN_VIEW_DATA", "CAN_RUN_TASKS"],
    [inProject.memberId]: [ADMIN, "CAN_RUN_TASKS"],
  });
  const set = { token: scene.token, body: { permissions: ["CAN_VIEW_TECHNICAL_INTERFACE"] } };
  expect((await ask("PATCH", `${scene.path}/${operator.memberId}/`, set)).body.permissions).toEqual([
    "CAN_VIEW_DATA",
    "CAN_RUN_TASKS",
    "CAN_VIEW_TECHNICAL_INTERFACE",
  ]);
  expect((await ask("PATCH", `${scene.path}/${inProject.memberId}/`, set)).body.permissions).toEqual([
    ADMIN,
    "CAN_VIEW_TECHNICAL_INTERFACE",
  ]);
});

test("the gated permission is refused until an operator has switched it on", async () => {
  const scene = await makeProjectScene(owner);
  const call = {
    token: scene.token,
    body: { permissions: ["CAN_VIEW_DATA", "CAN_IMPERSONATE_OTHER_USERS"] },
  };
  expect(await ask("PATCH", scene.patch, call)).toMatchObject({
    status: 403,
    body: { error: expect.stringContaining("CAN_IMPERSONATE_OTHER_USERS") },
  });
  expect(await grantsOf(owner, scene.bob)).toEqual([]);
  await openGate(owner, scene);
  expect(await ask("PATCH", scene.patch, call)).toMatchObject({ status: 200, body: call.body });
});

test("the last administrator keeps his right, and cannot be removed", async () => {
  const { organizationId, path, admin, token } = await makeProjectScene(owner);
  const chief = await makeMember(owner, { organizationId }, { permissions: ["edit_org_users"] });
  const call = { token, body: { permissions: ["CAN_VIEW_DATA"] } };
  expect(await ask("PATCH", `${path}/${admin.memberId}`, call)).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining("nobody") },
  });
  const remove = { token: await makeToken(owner, chief.personId), body: { email: admin.email } };
  expect(await ask("POST", `${path}/remove-by-email`, remove)).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining("nobody") },
  });
  expect(await grantsOf(owner, admin)).toEqual([ADMIN]);
});

test("what the vendor's enum does not know stays, seen by others alone", async () => {
  const scene = await makeProjectScene(owner);
  await owner.query(
    "insert into permission (name, display_name, grouping, level) values ('CAN_DEPLOY', 'Deploy', 'PROJECT', 'PROJECT')",
  );
  const bob = await makeMember(owner, scene, { permissions: ["CAN_RUN_TASKS", "CAN_DEPLOY"] });
  const body = { permissions: ["CAN_VIEW_DATA"] };
  const set = await ask("PATCH", `${scene.path}/${bob.memberId}`, { token: scene.token, body });
  expect(set).toMatchObject({ status: 200, body });
  expect(await grantsOf(owner, bob)).toEqual(["CAN_VIEW_DATA", "CAN_DEPLOY"]);
});
