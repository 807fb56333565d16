import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember } from "@/lib/testing/fixtures";
import { idOf, makeOrganizationScene, type OrganizationScene } from "@/lib/testing/organization-scene";
import { makePermission } from "@/lib/testing/permissions";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");
const SYSTEM = `/organizations/${SYSTEM_ORGANIZATION}`;

let scene: OrganizationScene;
let token: string;
let name: string;

beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
  const member = await makeMember(
    owner,
    { organizationId: SYSTEM_ORGANIZATION },
    { permissions: ["Operator"] },
  );
  token = await makeToken(owner, member.personId);
  name = `open_${randomUUID().slice(0, 8)}`;
});

const send = (changes: readonly object[], as = token, place = SYSTEM) =>
  ask("POST", `${place}/changes`, { token: as, body: { changes } });
const made = (more: object = {}) => ({
  kind: "create_permission",
  name,
  level: "ORGANIZATION",
  grouping: "TEST",
  ...more,
});
const edit = (permission: string, set: object) => ({ kind: "edit_permission", permission, ...set });
const gone = { kind: "delete_permission" };

async function file(path: string, as: string, text?: string): Promise<Response> {
  const sent = text === undefined ? {} : { method: "POST", body: text };
  const headers = { authorization: `Token ${as}`, "content-type": "text/csv" };
  return handle(new Request(`http://localhost/api/v1${path}`, { headers, ...sent }));
}
const exported = async (format = "csv") =>
  (await file(`${SYSTEM}/export?table=catalogue&format=${format}`, token)).text();
const bring = async (text: string) => {
  const response = await file(`${SYSTEM}/import`, token, text);
  return { body: await response.json() };
};

const row = async (of = name) =>
  (await owner.query("select * from permission where name = $1", [of])).rows[0];
const HEAD = "Permission,Name,Description,Group,Level,Implies,Gated\r\n";

test("a permission is made, found by everyone, edited, undone and deleted, and each stands in the audit", async () => {
  expect((await send([made({ implies: ["VIEW_ITEMS"] })])).status).toBe(200);
  const listed = await ask("GET", `/organizations/${scene.organizationId}/permissions`, {
    token: scene.member.token,
  });
  expect(listed.body).toContainEqual(
    expect.objectContaining({ name, implies: [await idOf(owner, "permission", "view_items")] }),
  );
  const edited = await send([edit(name, { description: "Opens it", implies: ["view_order"] })]);
  expect(edited.body.events).toMatchObject([
    {
      kind: "catalogue.permission-changed",
      permission: name,
      before: { description: null, implies: [{ name: "view_items" }] },
      after: { description: "Opens it", implies: [{ name: "view_order" }] },
    },
  ]);
  expect((await send([edit(name, { description: "Opens it" })])).body.events).toEqual([]);
  expect((await ask("POST", `${SYSTEM}/audit/${edited.body.revision}/undo`, { token })).status).toBe(200);
  expect(await row()).toMatchObject({ description: null, visibility: "INTERNAL" });
  const { id } = await row();
  const ended = await send([{ ...gone, permission: name }]);
  expect(await row()).toBeUndefined();
  expect((await ask("POST", `${SYSTEM}/audit/${ended.body.revision}/undo`, { token })).status).toBe(200);
  expect(await row()).toMatchObject({ id });
  const { body } = await ask("GET", `${SYSTEM}/audit/verify`, { token });
  expect(body).toMatchObject({ intact: true });
});

test("the catalogue is changed by operators alone, in the system organization alone, and so is its file brought", async () => {
  const text = await exported();
  expect((await file(`${SYSTEM}/import`, scene.boss.token, text)).status).toBe(404);
  expect((await file(`/organizations/${scene.organizationId}/import`, token, text)).status).toBe(409);
  expect((await send([made()], scene.boss.token)).status).toBe(404);
  expect((await send([made()], scene.boss.token, `/organizations/${scene.organizationId}`)).status).toBe(403);
  expect((await send([made()], token, `/organizations/${scene.organizationId}`)).status).toBe(409);
  const trader = await makeMember(
    owner,
    { organizationId: SYSTEM_ORGANIZATION },
    { permissions: ["Trading"] },
  );
  expect((await send([made()], await makeToken(owner, trader.personId))).status).toBe(403);
  expect(await row()).toBeUndefined();
});

test("what somebody holds, a role gives, a token is narrowed to or another permission implies is not deleted", async () => {
  await send([made(), made({ name: `${name}_all`, implies: [name] })]);
  const { id } = await row();
  const deleting = () => send([{ ...gone, permission: id }]);
  expect((await deleting()).body).toMatchObject({
    detail: expect.stringContaining(`implied by ${name}_all`),
  });
  await send([{ ...gone, permission: `${name}_all` }]);
  const holds = `/organizations/${scene.organizationId}/members/${scene.member.memberId}/permissions`;
  expect((await ask("POST", holds, { token: scene.boss.token, body: { permission: name } })).status).toBe(
    200,
  );
  const refused = await deleting();
  expect(refused.status).toBe(409);
  expect(refused.body.detail).toContain("1 person holds it in 1 organization");
  const uses = await ask("GET", `/support/catalogue/${id}`, { token });
  expect(uses.body.uses).toEqual([
    {
      organization_id: scene.organizationId,
      organization: expect.any(String),
      members: 1,
      roles: 0,
      tokens: 0,
    },
  ]);
  // Whoever held it until yesterday does not keep it alive.
  await owner.query(
    "update permission_grant set expires_at = now() - interval '1 day' where permission_id = $1",
    [id],
  );
  const role = await send(
    [{ kind: "create_role", name: `Role ${name}`, level: "ORGANIZATION", permissions: [name] }],
    scene.boss.token,
    `/organizations/${scene.organizationId}`,
  );
  expect((await deleting()).body.detail).toContain("1 role gives it");
  const roleId = role.body.events[0].role_id;
  await send(
    [{ kind: "delete_role", role_id: roleId }],
    scene.boss.token,
    `/organizations/${scene.organizationId}`,
  );
  expect((await deleting()).status).toBe(200);
  expect((await owner.query("select from permission_grant where permission_id = $1", [id])).rowCount).toBe(0);
});

test("what guards Grantdesk itself stays as it is but for its words, and nothing comes to lead to administering", async () => {
  expect((await send([edit("edit_org_users", { description: "Change people" })])).status).toBe(200);
  const ending = await send([{ ...gone, permission: "view_audit_log" }]);
  expect(ending.body.detail).toContain("guards an act of Grantdesk itself");
  for (const change of [
    edit("edit_org_users", { implies: [] }),
    edit("Operator", { administrative: false }),
    made({ implies: ["edit_org_users"] }),
    made({ level: "SYSTEM", implies: ["Operator"] }),
  ]) {
    expect((await send([change])).status).toBe(409);
  }
  // As a migration may have made it.
  await makePermission(owner, `${name}_leads`, { implies: ["edit_org_users"] });
  expect((await send([edit(`${name}_leads`, { visibility: "RETAILER" })])).status).toBe(409);
  await send([made()]);
  expect(
    (await send([made({ name: `${name}_b`, implies: [name] }), edit(name, { implies: [`${name}_b`] })])).body,
  ).toMatchObject({
    detail: [{ msg: expect.stringContaining("leads back to itself") }],
  });
});

test("what is implied is of the same level or below and not gated; only a project's unused permission is gated", async () => {
  for (const [more, said] of [
    [{ level: "PROJECT", implies: ["view_items"] }, "higher level"],
    [{ level: "PROJECT", implies: ["CAN_IMPERSONATE_OTHER_USERS"] }, "gate"],
    [{ implies: ["no_such_thing"] }, "no permission is called"],
    [{ gated: true }, "project"],
    [{ level: "PROJECT", gated: true, is_default: true }, "joins"],
    [{ name: "view_items" }, "already"],
    [{ name: "a; b" }, "letters"],
    [{ name: randomUUID() }, "letters"],
    [{ display_name: " " }, "characters"],
  ] as const) {
    const { status, text } = await send([made(more)]);
    expect([status, text]).toEqual([expect.toBeOneOf([403, 409, 422]), expect.stringContaining(said)]);
  }
  await send([made({ level: "PROJECT" })]);
  expect((await send([edit(name, { gated: true })])).status).toBe(200);
  expect((await send([edit("CAN_RUN_TASKS", { gated: true })])).body.detail).toContain("role");
});

test("the whole catalogue goes out and comes back without a change, in both formats; one cell is one change", async () => {
  const all = await exported();
  const { body } = await bring(all);
  expect(body).toMatchObject({
    changes: [],
    report: { added: [], changed: [], refused: [], same: body.report.lines },
  });
  const { rows } = await owner.query("select count(*)::int as all from permission");
  expect(body.report.lines).toBe(rows[0].all);
  const json = await ask("POST", `${SYSTEM}/import`, { token, body: await exported("json") });
  expect(json.body).toMatchObject({ changes: [], report: { refused: [] } });
  const one = await bring(all.replace("Export orders to a file", "=SUM(A1) of orders"));
  expect(one.body.report.changed).toEqual([
    { line: expect.any(Number), column: null, message: "export_order: description changes." },
  ]);
  expect((await send(one.body.changes)).status).toBe(200);
  expect(await exported()).toContain("'=SUM(A1) of orders");
  expect((await bring(await exported())).body.changes).toEqual([]);
});

test("several hundred names come from a file, what implies what also further down; each bad line is named and holds up no other", async () => {
  const lines = Array.from(
    { length: 400 },
    (_, at) => `${name}_${at},,,TEST,system,${at < 399 ? `${name}_${at + 1}` : ""},no`,
  );
  const bad = [
    `${name}_0,,,TEST,system,,no`,
    "view_items,View Items,,TEST,project,,no",
    `${name}_x,,,,system,,no`,
    `${name}_y,,,TEST,global,,no`,
    `${name}_z,,,TEST,system,no_such_thing,perhaps`,
    `${name}_q,,,TEST,system,no_such_thing,no`,
    "edit_org_users,,,TEST,organization,,no",
  ];
  const { body } = await bring(`${HEAD}${[...lines, ...bad].join("\r\n")}\r\n`);
  expect(body.report).toMatchObject({ added: { length: 400 }, changed: [], same: 0 });
  expect(
    body.report.refused.map(({ line, column }: { line: number; column: string }) => [line, column]),
  ).toEqual([
    [402, null],
    [403, "Level"],
    [404, "Group"],
    [405, "Level"],
    [406, "Gated"],
    [407, "Implies"],
    [408, "Implies"],
  ]);
  expect(await row(`${name}_0`)).toBeUndefined();
  expect((await send(body.changes)).status).toBe(200);
  const { rows } = await owner.query(
    "select count(*)::int as edges from permission_implication i join permission p on p.id = i.permission_id where p.name like $1",
    [`${name}%`],
  );
  expect(rows[0].edges).toBe(399);
  expect((await bring(`${HEAD}${lines.join("\r\n")}\r\n`)).body.changes).toEqual([]);
});
