import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

let organizationId: string;
let elsewhere: string;
let olga: FixtureMember;
let olgasToken: string;
let role: Record<"Owner" | "Admin" | "Member" | "Viewer" | "Project viewer", string>;

beforeAll(async () => {
  organizationId = await makeOrganization(owner);
  elsewhere = await makeOrganization(owner);
  olga = await makeMember(owner, { organizationId }, { role: "Owner" });
  olgasToken = await makeToken(owner, olga.personId);
  const { rows } = await owner.query("select name, id from role where organization_id is null");
  role = Object.fromEntries(rows.map(({ name, id }) => [name, id])) as typeof role;
});

const assign = (userId: string, roleId: string, token = olgasToken) =>
  ask("PUT", `/organizations/${organizationId}/users/roles`, {
    token,
    body: { user_id: userId, organization_id: organizationId, role_id: roleId },
  });

const assignmentsOf = async (memberId: string) =>
  (await owner.query("select id, role_id from role_assignment where membership_id = $1", [memberId])).rows;

const revision = async () =>
  (await owner.query("select revision::int from organization where id = $1", [organizationId])).rows[0]
    .revision;

test("the last owner cannot be demoted, not even by himself", async () => {
  const seen = await revision();
  const { status, body } = await assign(olga.personId, role.Viewer);
  expect(status).toBe(409);
  expect(body).toEqual({
    detail: expect.stringContaining("nobody who can change people"),
    code: "last-admin",
  });
  expect(await revision()).toBe(seen);
});

test("nobody hands out more than he holds, nor changes who holds more, nor may everyone change people", async () => {
  const admin = await makeMember(owner, { organizationId }, { role: "Admin" });
  const adminsToken = await makeToken(owner, admin.personId);
  const bob = await makeMember(owner, { organizationId });
  const promoted = await assign(bob.personId, role.Owner, adminsToken);
  expect([promoted.status, promoted.body.code]).toEqual([403, "above-your-own"]);
  const demoted = await assign(olga.personId, role.Viewer, adminsToken);
  expect([demoted.status, demoted.body.code]).toEqual([403, "above-your-own"]);
  const viewer = await makeMember(owner, { organizationId }, { role: "Viewer" });
  const own = await assign(viewer.personId, role.Owner, await makeToken(owner, viewer.personId));
  expect([own.status, own.body.code]).toEqual([403, "not-allowed"]);
  expect(await assignmentsOf(bob.memberId)).toEqual([]);
  expect(await assignmentsOf(viewer.memberId)).toMatchObject([{ role_id: role.Viewer }]);
});

test("what belongs to someone else answers to the byte as what does not exist", async () => {
  const stranger = await makeMember(owner, { organizationId: elsewhere }, { role: "Owner" });
  const bob = await makeMember(owner, { organizationId });
  const missing = randomUUID();

  const users = await Promise.all(
    [stranger.personId, missing, "string"].map((id) => assign(id, role.Viewer)),
  );
  expect(users.map(({ status }) => status)).toEqual([404, 404, 404]);
  expect(new Set(users.map(({ text }) => text))).toEqual(
    new Set(['{"detail":"No such member.","code":"not-found"}']),
  );

  const foreignRole = randomUUID();
  await owner.query(
    "insert into role (id, organization_id, level, name) values ($1, $2, 'ORGANIZATION', 'Theirs')",
    [foreignRole, elsewhere],
  );
  const roles = await Promise.all(
    [foreignRole, missing, role["Project viewer"]].map((id) => assign(bob.personId, id)),
  );
  expect(roles.map(({ status }) => status)).toEqual([404, 404, 404]);
  expect(new Set(roles.map(({ text }) => text))).toEqual(
    new Set(['{"detail":"No such role.","code":"not-found"}']),
  );

  const organizations = await Promise.all(
    [elsewhere, missing].map((id) =>
      ask("PUT", `/organizations/${id}/users/roles`, {
        token: olgasToken,
        body: { user_id: stranger.personId, organization_id: id, role_id: role.Viewer },
      }),
    ),
  );
  expect(organizations.map(({ status }) => status)).toEqual([404, 404]);
  expect(new Set(organizations.map(({ text }) => text)).size).toBe(1);
  expect(await assignmentsOf(bob.memberId)).toEqual([]);
});

test("each mistake in the input is a 422 with loc, msg and type, and changes nothing", async () => {
  const bob = await makeMember(owner, { organizationId });
  const path = `/organizations/${organizationId}/users/roles`;
  const right = { user_id: bob.personId, organization_id: organizationId, role_id: role.Viewer };
  const say = async (body: unknown, at = path) => ask("PUT", at, { token: olgasToken, body });
  const { role_id: _, ...withoutRole } = right;
  const cases: [unknown, unknown[], string, string?][] = [
    [withoutRole, ["body", "role_id"], "missing"],
    [{ ...right, role_id: "no uuid" }, ["body", "role_id"], "uuid_parsing"],
    [{ ...right, role_id: 7 }, ["body", "role_id"], "string_type"],
    [{ ...right, user_id: null }, ["body", "user_id"], "string_type"],
    [{ ...right, organization_id: randomUUID() }, ["body", "organization_id"], "value_error"],
    ["{", ["body", 0], "json_invalid"],
    [undefined, ["body"], "missing"],
    [[right], ["body"], "model_attributes_type"],
    [right, ["path", "organization_id"], "uuid_parsing", "/organizations/acme/users/roles"],
  ];
  const seen = await revision();
  for (const [body, loc, type, at] of cases) {
    const answer = await say(body, at);
    expect([answer.status, answer.body]).toEqual([422, { detail: [{ loc, msg: expect.any(String), type }] }]);
  }
  expect(await revision()).toBe(seen);
  expect(await assignmentsOf(bob.memberId)).toEqual([]);
});

test("several mistakes are all named", async () => {
  const { body } = await ask("PUT", `/organizations/${organizationId}/users/roles`, {
    token: olgasToken,
    body: {},
  });
  expect(body.detail.map(({ loc }: { loc: string[] }) => loc[1])).toEqual([
    "user_id",
    "organization_id",
    "role_id",
  ]);
});

test("without a token, with a wrong one, with another method or another content type nothing happens", async () => {
  const path = `/organizations/${organizationId}/users/roles`;
  expect(await ask("PUT", path, { body: {} })).toMatchObject({
    status: 401,
    body: { detail: "Not authenticated" },
  });
  expect((await ask("PUT", path, { body: {}, token: "0".repeat(40) })).status).toBe(401);
  const post = await ask("POST", path, { body: {}, token: olgasToken });
  expect([post.status, post.headers.get("allow")]).toEqual([405, "PUT, GET"]);
  const text = await ask("PUT", path, {
    body: "{}",
    token: olgasToken,
    headers: { "content-type": "text/plain" },
  });
  expect(text.status).toBe(415);
});

test("who has no role has none to read", async () => {
  const bob = await makeMember(owner, { organizationId });
  const answer = await ask("GET", `/organizations/${organizationId}/users/roles`, {
    token: await makeToken(owner, bob.personId),
  });
  expect([answer.status, answer.body]).toEqual([
    404,
    { detail: "You have no role in this organization.", code: "not-found" },
  ]);
});
