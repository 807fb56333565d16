import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeProject } from "@/lib/testing/fixtures";
import {
  allPages,
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
  base = `/organizations/${scene.organizationId}`;
});

interface Explained {
  readonly permission: { name: string };
  readonly held: boolean;
  readonly sources: { kind: string }[];
  readonly ways: { kind: string; role_name?: string; gains: number }[];
}

test("the whole catalogue is explained: why someone holds a permission, and the least that would give him another", async () => {
  const { boss, editor } = scene;
  const { status, body } = await ask("GET", `${base}/members/${editor.memberId}/access`, {
    token: boss.token,
  });
  expect(status).toBe(200);
  const of = (name: string): Explained => body.find(({ permission }: Explained) => permission.name === name);
  expect(of("view_org_users")).toMatchObject({
    held: true,
    sources: [{ kind: "implied", permission_name: "edit_org_users" }],
    ways: [],
  });
  const { held, sources, ways } = of("view_payment_info");
  expect({ held, sources }).toEqual({ held: false, sources: [] });
  expect(ways[0]).toEqual({ kind: "direct", gains: 1 });
  expect(ways.map(({ role_name: role }) => role)).toEqual([undefined, "Billing", "Admin", "Owner"]);
  expect(ways.map(({ gains }) => gains)).toEqual([...ways.map(({ gains }) => gains)].sort((a, b) => a - b));
  const { rows } = await owner.query(
    "select count(*) from permission where level = 'ORGANIZATION' and visibility <> 'SUPPLIER'",
  );
  expect(body).toHaveLength(Number(rows[0].count));
});

test("everyone may know his own access, and others' only who may see people", async () => {
  const { member, boss } = scene;
  expect(
    (await ask("GET", `${base}/members/${member.memberId}/access`, { token: member.token })).status,
  ).toBe(200);
  expect((await ask("GET", `${base}/members/${boss.memberId}/access`, { token: member.token })).status).toBe(
    403,
  );
  const check = (body: unknown, token = member.token) => ask("POST", `${base}/check`, { token, body });
  expect((await check({ user_id: member.personId, permission: "view_items" })).body).toMatchObject({
    held: true,
    sources: [{ kind: "direct" }],
  });
  expect((await check({ user_id: boss.personId, permission: "view_items" })).status).toBe(403);
  expect(
    (await check({ email: boss.email.toUpperCase(), permission: "Edit_Items" }, boss.token)).body,
  ).toMatchObject({ held: true, sources: [{ kind: "role", role_name: "Owner" }] });
  expect(
    (await check({ membership_id: member.memberId, permission: "edit_items" }, boss.token)).body,
  ).toMatchObject({ held: false, sources: [] });
  expect((await check({ user_id: randomUUID(), permission: "view_items" }, boss.token)).body.detail).toBe(
    "No such member.",
  );
  expect((await check({ user_id: member.personId, permission: "no_such" }, boss.token)).status).toBe(422);
  expect((await check({ permission: "view_items" }, boss.token)).body.detail[0]).toMatchObject({
    loc: ["body"],
    type: "value_error",
  });
});

test("in a project, what comes down from the organization counts", async () => {
  const { boss, editor, member, organizationId } = scene;
  const projectId = await makeProject(owner, organizationId);
  const ofProject = { project_id: projectId, permission: "CAN_PERFORM_ADMIN_ACTIONS" };
  const check = (who: { personId: string }) =>
    ask("POST", `${base}/check`, { token: boss.token, body: { user_id: who.personId, ...ofProject } });
  expect((await check(editor)).body).toMatchObject({
    held: true,
    sources: [{ kind: "organization", permission_name: "edit_org_users" }],
  });
  expect((await check(member)).body).toMatchObject({ held: false });
  const joined = await makeMember(
    owner,
    { organizationId, projectId },
    { personId: member.personId, permissions: ["CAN_PERFORM_ADMIN_ACTIONS"] },
  );
  expect((await check(member)).body).toMatchObject({ held: true, sources: [{ kind: "direct" }] });
  const { body } = await ask("GET", `${base}/members/${joined.memberId}/access`, { token: boss.token });
  expect(body.map(({ permission }: Explained) => permission.name)).toContain("CAN_RUN_TASKS");
});

test("who holds a permission, by every way, page by page; a suspended member holds nothing", async () => {
  const { boss, organizationId } = scene;
  for (let index = 0; index < 3; index++)
    await makeMember(owner, { organizationId }, { permissions: ["view_org_users"] });
  await makeMember(owner, { organizationId }, { permissions: ["view_org_users"], status: "SUSPENDED" });
  const id = await idOf(owner, "permission", "view_org_users");
  const pages = await allPages<{ email: string; sources: { kind: string }[] }>(
    (query) => ask("GET", `${base}/permissions/${id}/holders?${query}`, { token: boss.token }),
    2,
  );
  expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
  const holders = pages.flat();
  expect(new Set(holders.map(({ email }) => email)).size).toBe(5);
  expect(holders.map(({ sources }) => sources.map(({ kind }) => kind).join("+")).sort()).toEqual([
    "direct",
    "direct",
    "direct",
    "implied",
    "role+implied",
  ]);
});

test("who reaches every project with a project's permission, and who holds it in one of them", async () => {
  const { boss, editor, organizationId } = scene;
  const projectId = await makeProject(owner, organizationId);
  const worker = await makeMember(
    owner,
    { organizationId, projectId },
    { permissions: ["CAN_PERFORM_ADMIN_ACTIONS"] },
  );
  const id = await idOf(owner, "permission", "CAN_PERFORM_ADMIN_ACTIONS");
  const everywhere = await ask("GET", `${base}/permissions/${id}/holders`, { token: boss.token });
  expect(everywhere.body.items.map(({ email }: { email: string }) => email).sort()).toEqual(
    [boss.email, editor.email].sort(),
  );
  const here = await ask("GET", `${base}/permissions/${id}/holders?project_id=${projectId}`, {
    token: boss.token,
  });
  expect(here.body.items).toMatchObject([{ membership_id: worker.memberId, sources: [{ kind: "direct" }] }]);
  expect(
    (await ask("GET", `${base}/permissions/${randomUUID()}/holders`, { token: boss.token })).body.detail,
  ).toBe("No such permission.");
});

test("the catalogue is what the organization sees", async () => {
  const { boss, stranger } = scene;
  const { body } = await ask("GET", `${base}/permissions`, { token: boss.token });
  const names = body.map(({ name }: { name: string }) => name);
  expect(names).toContain("create_order");
  expect(names).not.toContain("allocate_order");
  const projects = await ask("GET", `${base}/permissions?level=PROJECT`, { token: boss.token });
  expect(projects.body.map(({ name }: { name: string }) => name)).toHaveLength(5);
  const foreign = await ask("GET", `${base}/permissions`, { token: stranger.token });
  const missing = await ask("GET", `/organizations/${randomUUID()}/permissions`, { token: stranger.token });
  expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
});
