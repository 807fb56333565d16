import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { acceptInvitation } from "@/lib/operations/invitations";
import { hashSecret } from "@/lib/store/secret";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization, makeProject } from "@/lib/testing/fixtures";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

let organizationId: string;
let olga: FixtureMember;
let token: string;

beforeEach(async () => {
  organizationId = await makeOrganization(owner);
  olga = await makeMember(owner, { organizationId }, { role: "Owner" });
  token = await makeToken(owner, olga.personId);
});

const add = (body: unknown) => ask("PUT", `/organizations/${organizationId}/users`, { token, body });
const remove = (body: unknown, by = token) =>
  ask("PUT", `/organizations/${organizationId}/users/remove`, { token: by, body });

const membershipsOf = async (email: string) =>
  (
    await owner.query(
      `select m.status, m.project_id, coalesce(array_agg(x.name order by x.name) filter (where x.name is not null), '{}') as grants
       from membership m join person p on p.id = m.person_id
       left join permission_grant g on g.membership_id = m.id left join permission x on x.id = g.permission_id
       where p.email = $1 and m.organization_id = $2 group by m.id order by m.project_id nulls first`,
      [email, organizationId],
    )
  ).rows;

const events = async () =>
  (
    await owner.query("select kind from audit_event where organization_id = $1 order by revision, sequence", [
      organizationId,
    ])
  ).rows.map(({ kind }) => kind);

const roleId = async (name: string) =>
  (await owner.query("select id from role where name = $1 and organization_id is null", [name])).rows[0].id;

test("a stranger is invited with one invitation for the organization and its projects, and joins all at once", async () => {
  const projectId = await makeProject(owner, organizationId);
  const viewer = await roleId("Viewer");
  const { status, body } = await add([
    { email: " New@Example.com ", project_ids: [projectId], role_id: viewer },
  ]);
  expect(status).toBe(200);
  expect(Object.keys(body[0])).toEqual(
    "id created_at updated_at email user_id organization_id pending invited_by_user_id invited_by_user_email roles".split(
      " ",
    ),
  );
  expect(body).toMatchObject([
    {
      email: "new@example.com",
      user_id: null,
      organization_id: organizationId,
      pending: true,
      invited_by_user_id: olga.personId,
      invited_by_user_email: olga.email,
      roles: [{ role_id: viewer, role: { name: "Viewer" } }],
    },
  ]);
  expect(await membershipsOf("new@example.com")).toEqual([
    { status: "INVITED", project_id: null, grants: [] },
    { status: "INVITED", project_id: projectId, grants: ["CAN_VIEW_DATA"] },
  ]);
  const { rows } = await owner.query("select status, project_id from invitation where organization_id = $1", [
    organizationId,
  ]);
  expect(rows).toEqual([{ status: "pending", project_id: null }]);
  expect(await events()).toEqual([
    "member.added",
    "member.added",
    "invitation.created",
    "role.assigned",
    "permission.added",
  ]);

  // The secret went out by mail and is stored hashed, so the test sets one that it knows.
  await owner.query("update invitation set secret_hash = $2 where organization_id = $1", [
    organizationId,
    hashSecret(organizationId),
  ]);
  expect(
    await acceptInvitation(organizationId, "a long enough passphrase", {
      door: "v1",
      requestId: "test",
      peer: "test",
    }),
  ).toMatchObject({
    ok: true,
  });
  expect((await membershipsOf("new@example.com")).map((row) => row.status)).toEqual(["ACTIVE", "ACTIVE"]);
});

test("who is suspended in the organization is not let in through one of its projects", async () => {
  const projectId = await makeProject(owner, organizationId);
  const bob = await makeMember(owner, { organizationId }, { status: "SUSPENDED" });
  expect((await add([{ user_id: bob.personId, project_ids: [projectId] }])).status).toBe(200);
  expect((await membershipsOf(bob.email)).map((row) => row.status)).toEqual(["SUSPENDED", "SUSPENDED"]);
});

test("who has an account joins at once, by id or by address, and who is there keeps what he has", async () => {
  const elsewhere = await makeOrganization(owner);
  const bob = await makeMember(owner, { organizationId: elsewhere });
  const eve = await makeMember(owner, { organizationId: elsewhere });
  const joined = await add([{ user_id: bob.personId, project_ids: null }, { email: eve.email }]);
  expect(joined.body).toMatchObject([
    { email: bob.email, user_id: bob.personId, pending: false, roles: [] },
    { email: eve.email, user_id: eve.personId, pending: false, roles: [] },
  ]);
  const seen = await events();
  const again = await add([{ user_id: bob.personId.toUpperCase(), email: bob.email }, { email: eve.email }]);
  expect(again.text).toBe(joined.text);
  expect(await events()).toEqual(seen);
  const listed = await ask("GET", `/organizations/${organizationId}/users`, { token });
  expect(listed.body.filter(({ email }: { email: string }) => email !== olga.email)).toEqual(
    [...joined.body].sort((a, b) => (a.email < b.email ? -1 : 1)),
  );
});

test("who is in a project already is not given its default permission", async () => {
  const projectId = await makeProject(owner, organizationId);
  const bob = await makeMember(owner, { organizationId });
  await makeMember(
    owner,
    { organizationId, projectId },
    { personId: bob.personId, permissions: ["CAN_RUN_TASKS"] },
  );
  expect((await add([{ user_id: bob.personId, project_ids: [projectId] }])).status).toBe(200);
  expect(await events()).toEqual([]);
});

test("one bad item in the list: nothing of it is applied", async () => {
  const elsewhere = await makeOrganization(owner);
  const foreign = await makeProject(owner, elsewhere);
  const good = { email: "good@example.com" };
  const bob = await makeMember(owner, { organizationId: elsewhere });
  const attempts: [unknown, number][] = [
    [{ email: "bad@example.com", role_id: randomUUID() }, 404],
    [{ email: "bad@example.com", role_id: await roleId("Project viewer") }, 404],
    [{ email: "bad@example.com", project_ids: [foreign] }, 404],
    [{ user_id: randomUUID() }, 404],
    [{ user_id: "string" }, 404],
    [{ user_id: bob.personId, email: "other@example.com" }, 404],
    [{ email: "no address" }, 422],
    [{}, 422],
  ];
  for (const [bad, status] of attempts) expect((await add([good, bad])).status).toBe(status);
  expect(await membershipsOf("good@example.com")).toEqual([]);
  expect((await owner.query("select from person where email = 'good@example.com'")).rowCount).toBe(0);
  expect(await events()).toEqual([]);
});

test("a mistake in the list is named with its place", async () => {
  const { body } = await add([{ email: "a@example.com" }, { email: "b@example.com", role_id: "x" }, {}, 7]);
  expect(body.detail.map(({ loc, type }: { loc: unknown; type: string }) => ({ loc, type }))).toEqual([
    { loc: ["body", 1, "role_id"], type: "uuid_parsing" },
    { loc: ["body", 2], type: "value_error" },
    { loc: ["body", 3], type: "model_attributes_type" },
  ]);
  expect((await add({ email: "a@example.com" })).body.detail).toMatchObject([
    { loc: ["body"], type: "list_type" },
  ]);
});

test("nobody invites someone to more than he holds himself, nor invites at all without the right", async () => {
  const admin = await makeMember(owner, { organizationId }, { role: "Admin" });
  const path = `/organizations/${organizationId}/users`;
  const body = [{ email: "new@example.com", role_id: await roleId("Owner") }];
  const above = await ask("PUT", path, { token: await makeToken(owner, admin.personId), body });
  expect([above.status, above.body.code]).toEqual([403, "above-your-own"]);
  const viewer = await makeMember(owner, { organizationId }, { role: "Viewer" });
  const viewersToken = await makeToken(owner, viewer.personId);
  expect((await ask("PUT", path, { token: viewersToken, body: [] })).status).toBe(403);
  expect((await ask("GET", path, { token: viewersToken })).status).toBe(403);
  expect(await events()).toEqual([]);
});

test("removing takes the project memberships along and is all or nothing", async () => {
  const projectId = await makeProject(owner, organizationId);
  const bob = await makeMember(owner, { organizationId });
  await makeMember(owner, { organizationId, projectId }, { personId: bob.personId });
  const eve = await makeMember(owner, { organizationId });

  expect((await remove([{ user_id: bob.personId }, { user_id: randomUUID() }])).status).toBe(404);
  expect((await remove([{ user_id: bob.personId, email: eve.email }])).status).toBe(404);
  expect(await membershipsOf(bob.email)).toHaveLength(2);
  const done = await remove([
    { user_id: bob.personId },
    { email: eve.email.toUpperCase() },
    { email: bob.email },
  ]);
  expect([done.status, done.text]).toEqual([204, ""]);
  expect([await membershipsOf(bob.email), await membershipsOf(eve.email)]).toEqual([[], []]);
  expect(await events()).toEqual(["member.removed", "member.removed", "member.removed"]);
});

test("a stranger who has not come yet is removed by his address, and his invitation with him", async () => {
  await add([{ email: "late@example.com" }]);
  expect((await remove([{ email: "late@example.com" }])).status).toBe(204);
  const { rows } = await owner.query("select status from invitation where organization_id = $1", [
    organizationId,
  ]);
  expect(rows).toEqual([{ status: "cancelled" }]);
});

test("everyone may leave, but the last one who can change people", async () => {
  const bob = await makeMember(owner, { organizationId }, { role: "Viewer" });
  const bobsToken = await makeToken(owner, bob.personId);
  const path = `/organizations/${organizationId}/users`;
  expect((await ask("DELETE", `${path}/${olga.personId}`, { token: bobsToken })).status).toBe(403);
  expect((await ask("DELETE", `${path}/${bob.personId}`, { token: bobsToken })).status).toBe(204);
  expect((await ask("DELETE", `${path}/${bob.personId}`, { token })).status).toBe(404);
  const last = await ask("DELETE", `${path}/${olga.personId}`, { token });
  expect([last.status, last.body.code]).toEqual([409, "last-admin"]);
  expect(await membershipsOf(olga.email)).toHaveLength(1);
});

test("a long list goes on where its Link header says", async () => {
  for (let index = 0; index < 4; index++) await makeMember(owner, { organizationId });
  const seen: string[] = [];
  for (let path: string | undefined = `/organizations/${organizationId}/users?limit=2`; path; ) {
    const { status, body, headers } = await ask("GET", path, { token });
    expect(status).toBe(200);
    seen.push(...body.map(({ email }: { email: string }) => email));
    path = /^<\/api\/v1(.*)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1];
  }
  expect(seen).toHaveLength(5);
  expect(seen).toEqual([...new Set(seen)].sort());
  for (const query of ["limit=0", "limit=many", "limit=1&limit=2", "cursor=!", "cursor=eyJhIjoxfQ"]) {
    expect((await ask("GET", `/organizations/${organizationId}/users?${query}`, { token })).status).toBe(422);
  }
});
