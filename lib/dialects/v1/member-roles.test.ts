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

const eventsOf = async (memberId: string) =>
  (
    await owner.query(
      "select kind, role_name, actor_id, door, request_id from audit_event where membership_id = $1 order by revision, sequence",
      [memberId],
    )
  ).rows;

const revision = async () =>
  (await owner.query("select revision::int from organization where id = $1", [organizationId])).rows[0]
    .revision;

test("the answer has the seed's keys in the seed's order, and the role lists the whole catalogue of its level", async () => {
  const bob = await makeMember(owner, { organizationId });
  const { status, body, headers } = await assign(bob.personId, role.Member);
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("application/json");
  expect(Object.keys(body)).toEqual(
    "id created_at updated_at user_id organization_id role_id role".split(" "),
  );
  expect(Object.keys(body.role)).toEqual(
    "id created_at updated_at name organization_id permissions".split(" "),
  );
  for (const permission of body.role.permissions) {
    expect(Object.keys(permission)).toEqual("id created_at updated_at name description access".split(" "));
  }
  expect(body).toMatchObject({
    user_id: bob.personId,
    organization_id: organizationId,
    role_id: role.Member,
    role: { id: role.Member, name: "Member", organization_id: null },
  });
  expect(new Date(body.created_at).toISOString()).toBe(body.created_at);

  const expected = await owner.query(
    `select p.name, exists (select from role_permission rp where rp.role_id = $1 and rp.permission_id = p.id) as access
     from permission p where p.level = 'ORGANIZATION' and p.visibility in ('BOTH', 'INTERNAL', 'RETAILER') order by p.position`,
    [role.Member],
  );
  const shown = body.role.permissions.map(({ name, access }: { name: string; access: boolean }) => ({
    name,
    access,
  }));
  expect(shown).toEqual(expected.rows);
  expect(shown).toContainEqual({ name: "edit_org_users", access: false });
  expect(await assignmentsOf(bob.memberId)).toEqual([{ id: body.id, role_id: role.Member }]);
});

test("another role takes the place of the one before and keeps its id and its created_at", async () => {
  const bob = await makeMember(owner, { organizationId }, { role: "Admin" });
  await owner.query(
    "update role_assignment set assigned_at = '2024-07-29T15:51:28.071Z', updated_at = '2024-07-29T15:51:28.071Z' where membership_id = $1",
    [bob.memberId],
  );
  const [before] = await assignmentsOf(bob.memberId);
  const { body } = await ask("PUT", `/organizations/${organizationId}/users/roles/`, {
    token: olgasToken,
    headers: { "x-request-id": "demotion" },
    body: { user_id: bob.personId, organization_id: organizationId, role_id: role.Viewer },
  });
  expect(body).toMatchObject({
    id: before.id,
    created_at: "2024-07-29T15:51:28.071Z",
    role_id: role.Viewer,
  });
  expect(body.updated_at > body.created_at).toBe(true);
  expect(await assignmentsOf(bob.memberId)).toEqual([{ id: before.id, role_id: role.Viewer }]);
  const common = { actor_id: olga.personId, door: "v1", request_id: "demotion" };
  expect(await eventsOf(bob.memberId)).toEqual([
    { kind: "role.unassigned", role_name: "Admin", ...common },
    { kind: "role.assigned", role_name: "Viewer", ...common },
  ]);
  const own = await ask("GET", `/organizations/${organizationId}/users/roles`, {
    token: await makeToken(owner, bob.personId),
  });
  expect(own.status).toBe(200);
  expect(own.body).toEqual(body);
});

test("the same call twice changes and records nothing, whatever the case of its ids", async () => {
  const bob = await makeMember(owner, { organizationId });
  const first = await assign(bob.personId, role.Viewer);
  const seen = await revision();
  const again = await ask("PUT", `/organizations/${organizationId.toUpperCase()}/users/roles`, {
    token: olgasToken,
    body: {
      user_id: bob.personId.toUpperCase(),
      organization_id: organizationId,
      role_id: role.Viewer.toUpperCase(),
    },
  });
  expect(again.status).toBe(200);
  expect(again.text).toBe(first.text);
  expect(await revision()).toBe(seen);
});

test("the roles of an organization are the built-in ones and its own, not those of others nor of other levels", async () => {
  const own = randomUUID();
  await owner.query(
    "insert into role (id, organization_id, level, name) values ($1, $2, 'ORGANIZATION', 'Buyer')",
    [own, organizationId],
  );
  await owner.query(
    "insert into role (organization_id, level, name) values ($1, 'ORGANIZATION', 'Not ours')",
    [elsewhere],
  );
  const { status, body } = await ask("GET", `/organizations/${organizationId}/roles`, { token: olgasToken });
  expect(status).toBe(200);
  expect(body.map(({ name }: { name: string }) => name).sort()).toEqual([
    "Admin",
    "Billing",
    "Buyer",
    "Member",
    "Owner",
    "Viewer",
  ]);
  const buyer = body.find(({ id }: { id: string }) => id === own);
  expect(buyer.organization_id).toBe(organizationId);
  expect(buyer.permissions.every(({ access }: { access: boolean }) => !access)).toBe(true);
});
