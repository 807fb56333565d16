import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { useDatabase } from "@/lib/testing/database";
import {
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

test("nobody hands out what he does not hold, nor changes someone who holds more", async () => {
  const { boss, editor, member } = scene;
  const beyond = await ask(
    "POST",
    `${base}/${member.memberId}/permissions`,
    as(editor, { permission: "edit_payment_info" }),
  );
  expect([beyond.status, beyond.body.code]).toEqual([403, "above-your-own"]);
  const role = await ask(
    "POST",
    `${base}/${member.memberId}/roles`,
    as(editor, { role_id: await idOf(owner, "role", "Admin") }),
  );
  expect([role.status, role.body.code]).toEqual([403, "above-your-own"]);
  expect((await ask("POST", `${base}/${boss.memberId}/suspend`, as(editor))).status).toBe(403);
  const powerless = await ask(
    "POST",
    `${base}/${member.memberId}/permissions`,
    as(member, { permission: "view_items" }),
  );
  expect([powerless.status, powerless.body.code]).toEqual([403, "not-allowed"]);
  expect(await auditKinds(owner, scene.organizationId)).toEqual([]);
  expect(await grantsOf(owner, member.memberId)).toEqual(["view_items"]);
});

test("another organization, and another organization's member, answer as what does not exist", async () => {
  const { boss, stranger, member, foreignId } = scene;
  for (const [method, tail, body] of [
    ["GET", "", undefined],
    ["GET", `/${member.memberId}`, undefined],
    ["POST", `/${member.memberId}/permissions`, { permission: "view_items" }],
    ["POST", `/${member.memberId}/suspend`, undefined],
    ["DELETE", `/${member.memberId}`, undefined],
  ] as const) {
    const foreign = await ask(method, `${base}${tail}`, as(stranger, body));
    const missing = await ask(method, `/organizations/${randomUUID()}/members${tail}`, as(stranger, body));
    expect([foreign.status, foreign.text]).toEqual([missing.status, missing.text]);
    expect(foreign.status).toBe(404);
    const hisMember = await ask(
      method,
      `${base}${tail.replace(member.memberId, stranger.memberId)}`,
      as(boss, body),
    );
    const noMember = await ask(
      method,
      `${base}${tail.replace(member.memberId, randomUUID())}`,
      as(boss, body),
    );
    if (tail !== "") expect([hisMember.status, hisMember.text]).toEqual([404, noMember.text]);
  }
  expect(await auditKinds(owner, foreignId)).toEqual([]);
});

test("If-Match with a revision that has moved is refused, and nothing happens", async () => {
  const { boss, member } = scene;
  const permissions = `${base}/${member.memberId}/permissions`;
  const stale = await ask("PUT", permissions, as(boss, { permissions: [] }, { "if-match": '"7"' }));
  expect([stale.status, stale.body.code]).toEqual([412, "stale"]);
  expect(await grantsOf(owner, member.memberId)).toEqual(["view_items"]);
  expect((await ask("PUT", permissions, as(boss, { permissions: [] }, { "if-match": '"0"' }))).status).toBe(
    200,
  );
  expect(
    (await ask("DELETE", `${base}/${member.memberId}`, as(boss, undefined, { "if-match": '"0"' }))).status,
  ).toBe(412);
});

test("bad input is answered in the family's words and changes nothing", async () => {
  const { boss, member } = scene;
  const permissions = `${base}/${member.memberId}/permissions`;
  const typeOf = async (method: string, path: string, body?: unknown) => {
    const { status, body: said } = await ask(method, path, as(boss, body));
    return [status, said.detail[0].loc, said.detail[0].type];
  };
  expect(await typeOf("POST", permissions, {})).toEqual([422, ["body", "permission"], "missing"]);
  expect(await typeOf("POST", permissions, "{")).toEqual([422, ["body", 0], "json_invalid"]);
  expect(await typeOf("POST", permissions, { permission: "no_such" })).toEqual([
    422,
    ["body", "permission"],
    "value_error",
  ]);
  expect(await typeOf("PUT", permissions, { permissions: "view_items" })).toEqual([
    422,
    ["body", "permissions"],
    "list_type",
  ]);
  expect(await typeOf("GET", `${base}/not-a-uuid`)).toEqual([422, ["path", "membership_id"], "uuid_parsing"]);
  expect(await typeOf("GET", `${base}?limit=0`)).toEqual([422, ["query", "limit"], "greater_than_equal"]);
  expect(await typeOf("GET", `${base}?cursor=rubbish`)).toEqual([422, ["query", "cursor"], "value_error"]);
  const nul = Buffer.from(JSON.stringify({ email: "\u0000" })).toString("base64url");
  expect((await ask("GET", `${base}?cursor=${nul}`, as(boss))).status).toBe(422);
  for (const expires of ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59-23:00", "yesterday"]) {
    expect(
      (await ask("POST", permissions, as(boss, { permission: "view_order", expires_at: expires }))).status,
    ).toBe(422);
  }
  expect(await grantsOf(owner, member.memberId)).toEqual(["view_items"]);
});
