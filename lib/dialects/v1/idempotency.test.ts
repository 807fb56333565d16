import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import {
  auditKinds,
  grantsOf,
  makeOrganizationScene,
  type OrganizationScene,
} from "@/lib/testing/organization-scene";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

let scene: OrganizationScene;
let roles: string;

beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
  roles = `/organizations/${scene.organizationId}/roles`;
});

const write = (path: string, body: unknown, key: string, token = scene.boss.token) =>
  ask("POST", path, { token, body, headers: { "idempotency-key": key } });
const rolesOf = async () =>
  (await owner.query("select name from role where organization_id = $1", [scene.organizationId])).rows;

test("the same write again is answered as the first time and has no second effect", async () => {
  const key = randomUUID();
  const first = await write(roles, { name: "Packer" }, key);
  const again = await write(`${roles}/`, { name: "Packer" }, key);
  expect([again.status, again.text, again.headers.get("etag")]).toEqual([201, first.text, '"1"']);
  expect([first.headers.get("idempotency-replayed"), again.headers.get("idempotency-replayed")]).toEqual([
    null,
    "true",
  ]);
  expect(await rolesOf()).toEqual([{ name: "Packer" }]);
  expect(await auditKinds(owner, scene.organizationId)).toEqual(["role.created"]);
});

test("twelve at the same moment are one effect and one answer", async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 12 }, () => write(roles, { name: "Packer" }, key)));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(201);
  expect(await auditKinds(owner, scene.organizationId)).toEqual(["role.created"]);
});

test("many keys at the same moment do not wait for one another's connections", async () => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, index) => write(roles, { name: `Role ${index}` }, randomUUID())),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status !== 201 && status !== 503)).toEqual([]);
  expect(await rolesOf()).toHaveLength(statuses.filter((status) => status === 201).length);
});

test("a key stands for one request: another body, path or credential is refused", async () => {
  const key = randomUUID();
  await write(roles, { name: "Packer" }, key);
  for (const other of [
    await write(roles, { name: "Loader" }, key),
    await write(`/organizations/${scene.organizationId}/projects`, { name: "Packer" }, key),
    await write(roles, { name: "Packer" }, key, await makeToken(owner, scene.boss.personId)),
  ]) {
    expect([other.status, other.body.detail[0].loc]).toEqual([422, ["header", "Idempotency-Key"]]);
  }
  expect(await rolesOf()).toEqual([{ name: "Packer" }]);
  expect((await write(roles, { name: "X" }, "no blanks please")).status).toBe(422);
});

test("one person's key is nobody else's", async () => {
  const key = randomUUID();
  await write(roles, { name: "Packer" }, key);
  expect(
    (await write(`/organizations/${scene.foreignId}/roles`, { name: "Packer" }, key, scene.stranger.token))
      .status,
  ).toBe(201);
});

test("what was refused may be tried again under the same key", async () => {
  const { boss, editor, member, organizationId } = scene;
  const key = randomUUID();
  const path = `/organizations/${organizationId}/members/${member.memberId}/permissions`;
  expect((await write(path, { permission: "view_order" }, key, editor.token)).status).toBe(403);
  await ask("POST", `/organizations/${organizationId}/members/${editor.memberId}/permissions`, {
    token: boss.token,
    body: { permission: "view_order" },
  });
  expect((await write(path, { permission: "view_order" }, key, editor.token)).status).toBe(200);
  expect(await grantsOf(owner, member.memberId)).toEqual(["view_items", "view_order"]);
});

test("a secret in a kept answer is given again, and stands nowhere in the database", async () => {
  const key = randomUUID();
  const first = await write("/api-keys", { name: "CI" }, key);
  const again = await write("/api-keys", { name: "CI" }, key);
  expect(again.text).toBe(first.text);
  const secret: string = first.body.redacted_api_key;
  const { rows } = await owner.query("select sealed_answer from idempotency_key where person_id = $1", [
    scene.boss.personId,
  ]);
  expect(rows).toHaveLength(1);
  expect(rows[0].sealed_answer.includes(secret)).toBe(false);
});

test("after a day a key is free again, and old ones are swept", async () => {
  const key = randomUUID();
  await write(roles, { name: "Packer" }, key);
  await write(roles, { name: "Sorter" }, randomUUID());
  await owner.query("update idempotency_key set created_at = now() - interval '25 hours'");
  expect((await write(roles, { name: "Loader" }, key)).status).toBe(201);
  const { rows } = await owner.query("select key from idempotency_key where person_id = $1", [
    scene.boss.personId,
  ]);
  expect(rows).toEqual([{ key }]);
});

test("a removal is answered again with its status and no body", async () => {
  const headers = { "idempotency-key": randomUUID() };
  const path = `/organizations/${scene.organizationId}/members/${scene.member.memberId}`;
  for (const replayed of [null, "true"]) {
    const removed = await ask("DELETE", path, { token: scene.boss.token, headers });
    expect([removed.status, removed.text, removed.headers.get("idempotency-replayed")]).toEqual([
      204,
      "",
      replayed,
    ]);
  }
});
