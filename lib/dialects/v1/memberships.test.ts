import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
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
let base: string;

beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
  base = `/organizations/${scene.organizationId}/members`;
});

const as = (who: { token: string }, body?: unknown, headers: Record<string, string> = {}) => ({
  token: who.token,
  body,
  headers,
});
const inMay = "2099-05-01T00:00:00.000Z";

test("a member is shown with direct grants, roles, and everything held with its sources", async () => {
  const { boss, member } = scene;
  await ask(
    "POST",
    `${base}/${member.memberId}/permissions`,
    as(boss, { permission: "EDIT_ORG_USERS", expires_at: "2099-05-01T02:00:00+02:00" }),
  );
  const viewer = await idOf(owner, "role", "Viewer");
  await ask("POST", `${base}/${member.memberId}/roles`, as(boss, { role_id: viewer.toUpperCase() }));

  const { status, body, headers } = await ask("GET", `${base}/${member.memberId.toUpperCase()}`, as(boss));
  expect(status).toBe(200);
  expect(headers.get("etag")).toBe('"2"');
  expect(body).toMatchObject({
    id: member.memberId,
    user_id: member.personId,
    email: member.email,
    organization_id: scene.organizationId,
    project_id: null,
    status: "ACTIVE",
    roles: [
      {
        id: viewer,
        name: "Viewer",
        assigned_by: boss.personId,
        assigned_by_email: boss.email,
        expires_at: null,
      },
    ],
  });
  expect(body.permissions.map(({ name }: { name: string }) => name).sort()).toEqual([
    "edit_org_users",
    "view_items",
  ]);
  const sources = Object.fromEntries(
    body.access.map((each: { name: string; sources: unknown }) => [each.name, each.sources]),
  );
  expect(sources.edit_org_users).toEqual([
    {
      kind: "direct",
      granted_by: boss.personId,
      granted_by_email: boss.email,
      granted_at: expect.any(String),
      expires_at: inMay,
    },
  ]);
  expect(sources.view_org_users).toEqual([
    {
      kind: "implied",
      permission_id: await idOf(owner, "permission", "edit_org_users"),
      permission_name: "edit_org_users",
    },
  ]);
  expect(sources.view_items.map(({ kind }: { kind: string }) => kind)).toEqual(["direct", "role"]);
  expect(await auditKinds(owner, scene.organizationId)).toEqual(["permission.added", "role.assigned"]);
});

test("a grant that is added, set and removed is so in the database, and the same again changes nothing", async () => {
  const { boss, member } = scene;
  const permissions = `${base}/${member.memberId}/permissions`;
  const added = await ask("POST", permissions, as(boss, { permission: "view_order" }));
  expect(added.status).toBe(200);
  expect(added.headers.get("etag")).toBe('"1"');
  expect((await ask("POST", permissions, as(boss, { permission: "view_order" }))).headers.get("etag")).toBe(
    '"1"',
  );
  expect(await grantsOf(owner, member.memberId)).toEqual(["view_items", "view_order"]);

  const set = await ask(
    "PUT",
    permissions,
    as(boss, { permissions: ["edit_items", await idOf(owner, "permission", "view_order")] }),
  );
  expect(set.body.permissions.map(({ name }: { name: string }) => name).sort()).toEqual([
    "edit_items",
    "view_order",
  ]);
  expect(await grantsOf(owner, member.memberId)).toEqual(["edit_items", "view_order"]);

  const removed = await ask(
    "DELETE",
    `${permissions}/${await idOf(owner, "permission", "edit_items")}`,
    as(boss),
  );
  expect([removed.status, removed.text, removed.headers.get("etag")]).toEqual([204, "", '"3"']);
  expect((await ask("DELETE", `${permissions}/edit_items`, as(boss))).headers.get("etag")).toBe('"3"');
  expect(await grantsOf(owner, member.memberId)).toEqual(["view_order"]);
  expect(await auditKinds(owner, scene.organizationId)).toEqual([
    "permission.added",
    "permission.removed",
    "permission.added",
    "permission.removed",
  ]);
});

test("roles are assigned, set and taken away", async () => {
  const { boss, member } = scene;
  const roles = `${base}/${member.memberId}/roles`;
  const [viewer, billing] = [await idOf(owner, "role", "Viewer"), await idOf(owner, "role", "Billing")];
  const names = (body: { roles: { name: string }[] }) => body.roles.map(({ name }) => name);
  expect(
    names((await ask("PUT", roles, as(boss, { role_ids: [viewer, billing, viewer] }))).body).sort(),
  ).toEqual(["Billing", "Viewer"]);
  expect((await ask("DELETE", `${roles}/${viewer}`, as(boss))).status).toBe(204);
  const limited = await ask("POST", roles, as(boss, { role_id: billing, expires_at: inMay }));
  expect(limited.body.roles).toMatchObject([{ name: "Billing", expires_at: inMay }]);
  const { rows } = await owner.query("select role_id from role_assignment where membership_id = $1", [
    member.memberId,
  ]);
  expect(rows).toEqual([{ role_id: billing }]);
  expect((await ask("POST", roles, as(boss, { role_id: randomUUID() }))).status).toBe(404);
  const past = await ask("POST", roles, as(boss, { role_id: billing, expires_at: "2001-01-01T00:00:00Z" }));
  expect([past.status, past.body.detail[0].loc]).toEqual([422, ["body", "expires_at"]]);
});

test("what a role gives cannot be removed at the person", async () => {
  const { boss, member } = scene;
  await ask(
    "POST",
    `${base}/${member.memberId}/roles`,
    as(boss, { role_id: await idOf(owner, "role", "Billing") }),
  );
  const answer = await ask("DELETE", `${base}/${member.memberId}/permissions/view_payment_info`, as(boss));
  expect([answer.status, answer.body.code]).toEqual([409, "inherited"]);
});

test("suspending takes everything away, restoring gives it back, removing ends it", async () => {
  const { boss, member } = scene;
  const suspended = await ask("POST", `${base}/${member.memberId}/suspend`, as(boss));
  expect(suspended.body).toMatchObject({ status: "SUSPENDED", access: [] });
  expect((await ask("GET", `${base}/${member.memberId}`, as(member))).status).toBe(404);
  const restored = await ask("POST", `${base}/${member.memberId}/restore`, as(boss));
  expect(restored.body).toMatchObject({ status: "ACTIVE", access: [{ name: "view_items" }] });
  expect((await ask("DELETE", `${base}/${member.memberId}`, as(boss))).status).toBe(204);
  expect((await owner.query("select from membership where id = $1", [member.memberId])).rowCount).toBe(0);
  expect(await auditKinds(owner, scene.organizationId)).toEqual([
    "member.suspended",
    "member.restored",
    "permission.removed",
    "member.removed",
  ]);
});

test("pages of people have no gap and no repeat, and the filters hold on every page", async () => {
  const { boss, organizationId } = scene;
  for (let index = 0; index < 5; index++) await makeMember(owner, { organizationId }, { role: "Billing" });
  const read = (filter: string) => (query: string) => ask("GET", `${base}?${filter}${query}`, as(boss));
  const pages = await allPages<{ email: string }>(read(""), 3);
  expect(pages.map((page) => page.length)).toEqual([3, 3, 2]);
  const emails = pages.flat().map(({ email }) => email);
  expect(new Set(emails).size).toBe(8);
  expect(emails).toEqual([...emails].sort());
  const billing = await idOf(owner, "role", "Billing");
  expect((await allPages(read(`role_id=${billing}&`), 2)).flat()).toHaveLength(5);
  const sees = await idOf(owner, "permission", "view_org_users");
  expect((await ask("GET", `${base}?permission_id=${sees}`, as(boss))).body.total).toBe(2);
  expect(
    (await ask("GET", `${base}?search=${boss.email.slice(0, 13).toUpperCase()}`, as(boss))).body.items,
  ).toHaveLength(1);
  expect((await ask("GET", `${base}?status=SUSPENDED`, as(boss))).body).toEqual({
    items: [],
    next_cursor: null,
    total: 0,
  });
});

test("a project's people are changed by the project's own administrator, who knows nothing of the organization", async () => {
  const { boss, organizationId } = scene;
  const projectId = await makeProject(owner, organizationId);
  const admin = await makeMember(
    owner,
    { organizationId, projectId },
    { permissions: ["CAN_PERFORM_ADMIN_ACTIONS"] },
  );
  const worker = await makeMember(owner, { organizationId, projectId });
  const token = await makeToken(owner, admin.personId);
  const added = await ask("POST", `${base}/${worker.memberId}/permissions`, {
    token,
    body: { permission: "CAN_VIEW_DATA" },
  });
  expect(added.body).toMatchObject({ project_id: projectId, access: [{ name: "CAN_VIEW_DATA" }] });
  const listed = await ask("GET", `${base}?project_id=${projectId}`, { token });
  expect(listed.body.total).toBe(2);
  expect((await ask("GET", base, { token })).status).toBe(404);
  expect((await ask("GET", `${base}?project_id=${randomUUID()}`, as(boss))).body.detail).toBe(
    "No such project.",
  );
  const gated = await ask("POST", `${base}/${worker.memberId}/permissions`, {
    token,
    body: { permission: "CAN_IMPERSONATE_OTHER_USERS" },
  });
  expect([gated.status, gated.body.code]).toEqual([403, "gated"]);
});
