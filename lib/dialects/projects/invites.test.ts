import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization, makeProject } from "@/lib/testing/fixtures";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

async function makeScene() {
  const organizationId = await makeOrganization(owner);
  const projectId = await makeProject(owner, organizationId);
  const admin = await makeMember(
    owner,
    { organizationId, projectId },
    { permissions: ["CAN_PERFORM_ADMIN_ACTIONS"] },
  );
  const token = await makeToken(owner, admin.personId);
  const path = `/projects/${projectId}/invites`;
  const invite = (body: unknown) => ask("POST", `${path}/invite/`, { token, body });
  return { organizationId, projectId, admin, token, path, invite };
}

async function membershipsOf(email: string) {
  const { rows } = await owner.query(
    `select m.project_id, m.status, array(select x.name from permission_grant g join permission x on x.id = g.permission_id
       where g.membership_id = m.id order by x.position) as holds
     from membership m join person p on p.id = m.person_id where p.email = $1`,
    [email],
  );
  return rows;
}

async function kindsOf(organizationId: string) {
  const { rows } = await owner.query<{ kind: string }>(
    "select kind from audit_event where organization_id = $1 order by revision, sequence",
    [organizationId],
  );
  return rows.map(({ kind }) => kind);
}

test("a stranger is invited and waits; his invitation is listed and can be cancelled once", async () => {
  const scene = await makeScene();
  const email = `${randomUUID()}@example.com`;
  const made = await scene.invite({
    email: ` ${email.toUpperCase()}`,
    permissions: ["CAN_RUN_TASKS", "CAN_VIEW_DATA", "CAN_RUN_TASKS"],
  });
  const invite = {
    id: UUID,
    email,
    permissions: ["CAN_VIEW_DATA", "CAN_RUN_TASKS"],
    status: "pending",
    created_at: TIME,
    updated_at: TIME,
    invited_by: { id: scene.admin.personId, email: scene.admin.email, date_joined: TIME },
  };
  expect({ status: made.status, body: made.body }).toEqual({
    status: 201,
    body: { ...invite, type: "new_user" },
  });
  expect(await membershipsOf(email)).toEqual([
    { project_id: scene.projectId, status: "INVITED", holds: ["CAN_VIEW_DATA", "CAN_RUN_TASKS"] },
  ]);
  const { type: _, ...listed } = made.body;
  expect((await ask("GET", `${scene.path}/`, { token: scene.token })).body).toEqual({
    count: 1,
    next: null,
    previous: null,
    results: [listed],
  });

  expect(await scene.invite({ email, permissions: ["CAN_VIEW_DATA"] })).toMatchObject({
    status: 400,
    body: { email: [`${email} is invited already.`] },
  });

  const cancel = () => ask("DELETE", `${scene.path}/${made.body.id}/`, { token: scene.token });
  const cancelled = await cancel();
  expect({ status: cancelled.status, text: cancelled.text }).toEqual({ status: 204, text: "" });
  expect(await cancel()).toMatchObject({
    status: 400,
    body: { error: "This invitation is cancelled already." },
  });
  expect(await membershipsOf(email)).toEqual([]);
  expect(await kindsOf(scene.organizationId)).toEqual(
    expect.arrayContaining(["member.added", "invitation.created", "invitation.cancelled", "member.removed"]),
  );
});

test("who has an account is in at once", async () => {
  const scene = await makeScene();
  const guest = await makeMember(owner, { organizationId: await makeOrganization(owner) });
  const made = await scene.invite({ email: guest.email, permissions: ["CAN_VIEW_DATA"] });
  expect(made).toMatchObject({
    status: 201,
    body: { email: guest.email, status: "accepted", type: "existing_user" },
  });
  expect(await membershipsOf(guest.email)).toContainEqual({
    project_id: scene.projectId,
    status: "ACTIVE",
    holds: ["CAN_VIEW_DATA"],
  });
  const token = await makeToken(owner, guest.personId);
  expect((await ask("GET", `/projects/${scene.projectId}/users`, { token })).body).toMatchObject({
    count: 2,
  });
  expect(await ask("DELETE", `${scene.path}/${made.body.id}`, { token: scene.token })).toMatchObject({
    status: 400,
    body: { error: "This invitation is accepted already." },
  });
});

test("who is in the project already is refused and holds what he held", async () => {
  const scene = await makeScene();
  const bob = await makeMember(owner, scene, { permissions: ["CAN_VIEW_DATA"] });
  expect(await scene.invite({ email: bob.email, permissions: ["CAN_RUN_TASKS"] })).toMatchObject({
    status: 400,
    body: { email: [`${bob.email} is a member already.`] },
  });
  expect(await membershipsOf(bob.email)).toEqual([
    { project_id: scene.projectId, status: "ACTIVE", holds: ["CAN_VIEW_DATA"] },
  ]);
  expect(await kindsOf(scene.organizationId)).toEqual([]);
});

test("of two who invite the same stranger at once one is told that he is invited", async () => {
  const scene = await makeScene();
  const email = `${randomUUID()}@example.com`;
  const calls = await Promise.all(
    [1, 2, 3].map(() => scene.invite({ email, permissions: ["CAN_VIEW_DATA"] })),
  );
  expect(calls.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
  expect(await membershipsOf(email)).toHaveLength(1);
});

test("bad invitations are refused at their fields and leave nobody behind", async () => {
  const scene = await makeScene();
  const cases: [unknown, number, unknown][] = [
    [{ email: "new@example.com", permissions: [] }, 400, { permissions: ["This list may not be empty."] }],
    [
      { email: "new@example.com", permissions: ["CAN_VIEW_DATA", "x"] },
      400,
      { permissions: ['"x" is not a valid choice.'] },
    ],
    [{ email: "new@", permissions: ["CAN_VIEW_DATA"] }, 400, { email: ["Enter a valid email address."] }],
    [{ permissions: ["CAN_VIEW_DATA"] }, 400, { email: ["This field is required."] }],
    [{}, 400, { email: ["This field is required."], permissions: ["This field is required."] }],
    [
      { email: "new@example.com", permissions: ["CAN_IMPERSONATE_OTHER_USERS"] },
      403,
      { error: expect.any(String) },
    ],
  ];
  for (const [body, status, answer] of cases) {
    const response = await scene.invite(body);
    expect({ status: response.status, body: response.body }).toEqual({ status, body: answer });
  }
  expect(await membershipsOf("new@example.com")).toEqual([]);
  expect(await kindsOf(scene.organizationId)).toEqual([]);
});

test("invitations are listed by status, by address and by pages, newest first", async () => {
  const scene = await makeScene();
  const emails = ["one", "two", "three"].map((word) => `${word}.${randomUUID()}@example.com`);
  for (const email of emails) await scene.invite({ email, permissions: ["CAN_VIEW_DATA"] });
  const list = async (query: string) =>
    (await ask("GET", `${scene.path}/?${query}`, { token: scene.token })).body;
  const all = await list("");
  expect(all.results.map((row: { email: string }) => row.email)).toEqual([...emails].reverse());
  await ask("DELETE", `${scene.path}/${all.results[0].id}`, { token: scene.token });
  expect(await list("status=cancelled")).toMatchObject({
    count: 1,
    results: [{ email: emails[2], status: "cancelled" }],
  });
  expect(await list("status=pending&search=ONE.")).toMatchObject({
    count: 1,
    results: [{ email: emails[0] }],
  });
  expect(await list("status=pending&limit=1")).toMatchObject({
    count: 2,
    next: `http://localhost/api/v1${scene.path}/?status=pending&limit=1&offset=1`,
    results: [{ email: emails[1] }],
  });
  expect(await list("status=lost")).toEqual({ status: ['"lost" is not a valid choice.'] });
});

test("inviting and cancelling need the administrator; an unknown or foreign invitation is not found", async () => {
  const scene = await makeScene();
  const made = await scene.invite({ email: `${randomUUID()}@example.com`, permissions: ["CAN_VIEW_DATA"] });
  const viewer = await makeMember(owner, scene, { permissions: ["CAN_VIEW_DATA"] });
  const token = await makeToken(owner, viewer.personId);
  expect((await ask("GET", scene.path, { token })).body.count).toBe(1);
  expect((await ask("DELETE", `${scene.path}/${made.body.id}`, { token })).status).toBe(403);
  expect(
    (
      await ask("POST", `${scene.path}/invite`, {
        token,
        body: { email: "a@example.com", permissions: ["CAN_VIEW_DATA"] },
      })
    ).status,
  ).toBe(403);
  const other = await makeScene();
  for (const id of [made.body.id, randomUUID(), "garbled"]) {
    expect(await ask("DELETE", `${other.path}/${id}`, { token: other.token })).toMatchObject({
      status: 404,
      body: { error: "No such invitation." },
    });
  }
});
