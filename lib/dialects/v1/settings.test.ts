import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { auditKinds, makeOrganizationScene, type OrganizationScene } from "@/lib/testing/organization-scene";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

let scene: OrganizationScene;
let base: string;

beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
  base = `/organizations/${scene.organizationId}`;
});

test("name, granting and status are set; what is absent stays", async () => {
  const { token } = scene.boss;
  const name = `Acme ${randomUUID()}`;
  const set = await ask("PUT", `${base}/settings`, { token, body: { granting: "RELAXED", name } });
  expect(set.body).toMatchObject({
    id: scene.organizationId,
    name,
    granting: "RELAXED",
    status: "ACTIVE",
    revision: 1,
  });
  expect(set.headers.get("etag")).toBe('"1"');
  expect((await ask("PUT", `${base}/settings`, { token, body: { granting: "RELAXED" } })).body.revision).toBe(
    1,
  );
  expect(
    (await ask("PUT", `${base}/settings`, { token, body: {}, headers: { "if-match": '"0"' } })).status,
  ).toBe(412);
  expect((await ask("GET", `${base}/settings`, { token })).body).toMatchObject({ name, granting: "RELAXED" });
  expect((await ask("PUT", `${base}/status`, { token, body: { status: "DEACTIVATED" } })).body.status).toBe(
    "DEACTIVATED",
  );
  expect((await ask("GET", `${base}/settings`, { token })).status).toBe(404);
  const { rows } = await owner.query("select name, granting, status from organization where id = $1", [
    scene.organizationId,
  ]);
  expect(rows).toEqual([{ name, granting: "RELAXED", status: "DEACTIVATED" }]);
  expect(await auditKinds(owner, scene.organizationId)).toEqual([
    "organization.renamed",
    "organization.granting-set",
    "organization.status-set",
  ]);
});

test("settings need their permission, and another organization's do not exist", async () => {
  const { editor, stranger } = scene;
  expect(
    (await ask("PUT", `${base}/settings`, { token: editor.token, body: { granting: "RELAXED" } })).body.code,
  ).toBe("not-allowed");
  expect(
    (await ask("PUT", `${base}/status`, { token: editor.token, body: { status: "PENDING" } })).status,
  ).toBe(403);
  expect(
    (await ask("PUT", `${base}/settings`, { token: editor.token, body: { granting: "LAX" } })).status,
  ).toBe(422);
  for (const [method, tail, body] of [
    ["GET", "settings", undefined],
    ["PUT", "settings", { name: "X" }],
    ["PUT", "status", { status: "PENDING" }],
    ["GET", "api-keys", undefined],
  ] as const) {
    const foreign = await ask(method, `${base}/${tail}`, { token: stranger.token, body });
    const missing = await ask(method, `/organizations/${randomUUID()}/${tail}`, {
      token: stranger.token,
      body,
    });
    expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
  }
});

test("the keys that are bound to an organization are listed and revoked by who may", async () => {
  const { boss, member, organizationId } = scene;
  const secret = await makeToken(owner, member.personId, organizationId);
  const { body } = await ask("GET", `${base}/api-keys`, { token: boss.token });
  expect(body).toMatchObject([
    { user_id: member.personId, user_email: member.email, permission_ids: null, expires_at: null },
  ]);
  expect((await ask("GET", `${base}/api-keys`, { token: member.token })).status).toBe(403);
  expect((await ask("GET", `${base}/settings`, { token: secret })).status).toBe(200);
  expect((await ask("DELETE", `${base}/api-keys/${body[0].id}`, { token: boss.token })).status).toBe(204);
  expect((await ask("GET", `${base}/settings`, { token: secret })).status).toBe(401);
  expect((await ask("DELETE", `${base}/api-keys/${randomUUID()}`, { token: boss.token })).body.detail).toBe(
    "No such token.",
  );
  expect(await auditKinds(owner, organizationId)).toEqual(["token.revoked"]);
});
