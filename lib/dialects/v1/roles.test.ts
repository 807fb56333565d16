import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember } from "@/lib/testing/fixtures";
import {
  auditKinds,
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
  path = `/organizations/${scene.organizationId}/roles`;
});

type Listed = { id: string; name: string; access: boolean };
const granted = (body: { permissions: Listed[] }) =>
  body.permissions
    .filter(({ access }) => access)
    .map(({ name }) => name)
    .sort();
const make = async (permissions: string[], name = "Packer") =>
  (await ask("POST", path, { token: scene.boss.token, body: { name, permissions } })).body;
const rowsOf = async (id: string) =>
  (
    await owner.query(
      "select p.name from role_permission rp join permission p on p.id = rp.permission_id where rp.role_id = $1 order by 1",
      [id],
    )
  ).rows.map(({ name }) => name);

test("a role is created, renamed, edited and deleted, with its rows and its events", async () => {
  const { token } = scene.boss;
  const made = await ask("POST", path, {
    token,
    body: { name: " Packer ", description: "Packs", permissions: ["view_order", "VIEW_ITEMS"] },
  });
  expect(made.status).toBe(201);
  expect(made.headers.get("etag")).toBe('"1"');
  const { id } = made.body;
  expect(made.body).toMatchObject({
    name: "Packer",
    description: "Packs",
    level: "ORGANIZATION",
    organization_id: scene.organizationId,
    holders: 0,
  });
  expect(made.body.permissions.length).toBeGreaterThan(30);
  expect(await rowsOf(id)).toEqual(["view_items", "view_order"]);

  const renamed = await ask("PUT", `${path}/${id}`, { token, body: { name: "Loader" } });
  expect(renamed.body).toMatchObject({ name: "Loader", description: "Packs" });
  const flipped = renamed.body.permissions.map(({ id: permission, name, access }: Listed) => ({
    id: permission,
    access: name === "view_items" ? false : access,
  }));
  const edited = await ask("PUT", `${path}/${id}/permissions`, { token, body: { permissions: flipped } });
  expect(granted(edited.body)).toEqual(["view_order"]);
  expect(await rowsOf(id)).toEqual(["view_order"]);
  const one = [{ id: await idOf(owner, "permission", "edit_items"), access: true }];
  expect(
    granted((await ask("PUT", `${path}/${id}/permissions`, { token, body: { permissions: one } })).body),
  ).toEqual(["edit_items", "view_order"]);
  expect((await ask("GET", `${path}/${id}`, { token })).headers.get("etag")).toBe('"4"');
  expect((await ask("DELETE", `${path}/${id}`, { token })).status).toBe(204);
  expect((await ask("GET", `${path}/${id}`, { token })).status).toBe(404);
  expect(new Set(await auditKinds(owner, scene.organizationId))).toEqual(
    new Set([
      "role.created",
      "role.permission-added",
      "role.renamed",
      "role.permission-removed",
      "role.deleted",
    ]),
  );
});

test("a built-in role is the same for everyone; its duplicate is one's own", async () => {
  const { token } = scene.boss;
  const billing = await idOf(owner, "role", "Billing");
  const refused = await ask("PUT", `${path}/${billing}`, { token, body: { name: "Mine" } });
  expect([refused.status, refused.body.code]).toEqual([409, "built-in"]);
  const copied = await ask("POST", `${path}/${billing}/duplicate`, { token, body: { name: "Our billing" } });
  expect(copied.status).toBe(201);
  expect(granted(copied.body)).toEqual(granted((await ask("GET", `${path}/${billing}`, { token })).body));
  expect(copied.body.organization_id).toBe(scene.organizationId);
  const again = await ask("POST", `${path}/${billing}/duplicate`, { token, body: { name: "our BILLING" } });
  expect([again.status, again.body.code]).toEqual([409, "conflict"]);
});

test("nothing comes into a role that its editor does not hold", async () => {
  const { organizationId } = scene;
  const clerk = await makeMember(
    owner,
    { organizationId },
    { permissions: ["edit_org_roles", "view_order"] },
  );
  const token = await makeToken(owner, clerk.personId);
  const wide = await ask("POST", path, { token, body: { name: "Wide", permissions: ["edit_payment_info"] } });
  expect([wide.status, wide.body.code]).toEqual([403, "above-your-own"]);
  const owners = await ask("POST", `${path}/${await idOf(owner, "role", "Owner")}/duplicate`, {
    token,
    body: { name: "Mine" },
  });
  expect([owners.status, owners.body.code]).toEqual([403, "above-your-own"]);
  expect((await ask("POST", path, { token: scene.member.token, body: { name: "X" } })).body.code).toBe(
    "not-allowed",
  );
  expect(
    (await ask("POST", path, { token, body: { name: "Narrow", permissions: ["view_order"] } })).status,
  ).toBe(201);
  expect(await auditKinds(owner, organizationId)).toEqual(["role.created", "role.permission-added"]);
});

test("an edit on a revision that has moved is refused", async () => {
  const { token } = scene.boss;
  const { id } = await make(["view_order"]);
  const stale = { token, headers: { "if-match": '"0"' } };
  expect((await ask("PUT", `${path}/${id}`, { ...stale, body: { name: "Y" } })).status).toBe(412);
  expect(
    (await ask("PUT", `${path}/${id}/permissions`, { ...stale, body: { permissions: [] } })).status,
  ).toBe(412);
  expect((await ask("DELETE", `${path}/${id}`, stale)).status).toBe(412);
});

test("another organization's role answers as one that does not exist", async () => {
  const { id } = await make([]);
  const token = scene.stranger.token;
  for (const [method, tail, body] of [
    ["GET", "", undefined],
    ["PUT", "", { name: "X" }],
    ["DELETE", "", undefined],
    ["POST", "/duplicate", { name: "X" }],
  ] as const) {
    const home = `/organizations/${scene.foreignId}/roles`;
    const foreign = await ask(method, `${home}/${id}${tail}`, { token, body });
    const missing = await ask(method, `${home}/${randomUUID()}${tail}`, { token, body });
    expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
    const elsewhere = await ask(method, `${path}/${id}${tail}`, { token, body });
    expect([elsewhere.status, elsewhere.body.detail]).toEqual([404, "No such organization."]);
  }
});

test("bad input is answered in the family's words", async () => {
  const { token } = scene.boss;
  const { id } = await make([]);
  const typeOf = async (method: string, tail: string, body: unknown) => {
    const { status, body: said } = await ask(method, `${path}${tail}`, { token, body });
    return [status, said.detail[0].loc, said.detail[0].type];
  };
  expect(await typeOf("POST", "", { name: "  " })).toEqual([422, ["body", "name"], "string_too_short"]);
  expect(await typeOf("POST", "", {})).toEqual([422, ["body", "name"], "missing"]);
  expect(await typeOf("POST", "", { name: "X", level: "SYSTEM" })).toEqual([
    422,
    ["body", "level"],
    "value_error",
  ]);
  expect(await typeOf("POST", "", { name: "X", level: "PROJECT", permissions: ["view_order"] })).toEqual([
    422,
    ["body", "permissions"],
    "value_error",
  ]);
  const twice = { id: await idOf(owner, "permission", "view_order"), access: true };
  expect(
    await typeOf("PUT", `/${id}/permissions`, { permissions: [twice, { ...twice, access: false }] }),
  ).toEqual([422, ["body", "permissions"], "value_error"]);
  const gated = await ask("POST", path, {
    token,
    body: { name: "G", level: "PROJECT", permissions: ["CAN_IMPERSONATE_OTHER_USERS"] },
  });
  expect([gated.status, gated.body.code]).toEqual([403, "gated"]);
});
