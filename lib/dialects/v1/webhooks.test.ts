import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { useDatabase } from "@/lib/testing/database";
import { auditKinds, makeOrganizationScene, type OrganizationScene } from "@/lib/testing/organization-scene";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");
const url = "https://hooks.example/grantdesk";

let scene: OrganizationScene;
let base: string;

beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
  base = `/organizations/${scene.organizationId}/webhooks`;
});

async function make(body: unknown = { url, kinds: ["role.assigned", "member.added"] }) {
  return (await ask("POST", base, { token: scene.boss.token, body })).body;
}

test("a webhook is made, changed, paused, resumed, rotated and deleted, each in the audit, its secret shown twice", async () => {
  const { token } = scene.boss;
  const made = await make();
  expect(made).toMatchObject({ url, kinds: ["member.added", "role.assigned"], paused: null });
  expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const one = `${base}/${made.id}`;
  const set = (body: unknown) => ask("PATCH", one, { token, body });
  expect((await set({ kinds: [] })).body.kinds).toEqual([]);
  expect((await set({ paused: true })).body.paused).toBe("ASKED");
  expect((await ask("POST", `${one}/test`, { token })).status).toBe(409);
  expect((await set({ paused: false, url: `${url}/2` })).body).toMatchObject({
    paused: null,
    url: `${url}/2`,
  });
  const rotated = (await ask("POST", `${one}/rotate`, { token })).body;
  expect(rotated.secret).not.toBe(made.secret);
  expect(Date.parse(rotated.previous_secret_until)).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  const listed = await ask("GET", base, { token });
  expect(listed.body).toMatchObject([{ id: made.id, url: `${url}/2` }]);
  expect(listed.text).not.toContain("whsec_");
  expect((await ask("DELETE", one, { token })).status).toBe(204);
  expect((await ask("GET", base, { token })).body).toEqual([]);
  expect(await auditKinds(owner, scene.organizationId)).toEqual([
    "webhook.created",
    "webhook.changed",
    "webhook.paused",
    "webhook.changed",
    "webhook.resumed",
    "webhook.secret-rotated",
    "webhook.deleted",
  ]);
});

test("a test waits in the log, and what is there is sent again", async () => {
  const { token } = scene.boss;
  const { id } = await make();
  const sent = await ask("POST", `${base}/${id}/test`, { token });
  expect(sent.status).toBe(202);
  const log = await ask("GET", `${base}/${id}/deliveries`, { token });
  expect(log.body).toMatchObject([
    { id: sent.body.delivery_id, kind: "webhook.test", status: "WAITING", attempts: 0, revision: null },
  ]);
  const again = `${base}/${id}/deliveries/${sent.body.delivery_id}/redeliver`;
  expect((await ask("POST", again, { token })).status).toBe(204);
  const other = `${base}/${id}/deliveries/${randomUUID()}/redeliver`;
  expect((await ask("POST", other, { token })).body).toMatchObject({ detail: "No such delivery." });
});

test.each([
  ["http://hooks.example/", "The url begins with https://."],
  ["ftp://hooks.example/", "The url begins with https://."],
  ["https://maria:secret@hooks.example/", "The url holds no user name"],
  ["https://hooks.example/#part", "no part behind #"],
  ["hooks.example", "is not an address"],
])("%s is no address for a webhook", async (address, sentence) => {
  const refused = await make({ url: address });
  expect(JSON.stringify(refused.detail)).toContain(sentence);
  expect(await auditKinds(owner, scene.organizationId)).toEqual([]);
});

test("a kind that does not exist is named, and there are at most twenty webhooks", async () => {
  const unknown = await make({ url, kinds: ["role.assigned", "role.eaten"] });
  expect(JSON.stringify(unknown.detail)).toContain("role.eaten");
  for (let index = 0; index < 20; index++) expect((await make()).id).toBeDefined();
  expect(JSON.stringify((await make()).detail)).toContain("at most 20");
});

test("webhooks need the settings' permission, and another organization's do not exist", async () => {
  const { id } = await make();
  const acts = [
    ["GET", base, undefined],
    ["POST", base, { url }],
    ["PATCH", `${base}/${id}`, { paused: true }],
    ["POST", `${base}/${id}/rotate`, undefined],
    ["POST", `${base}/${id}/test`, undefined],
    ["GET", `${base}/${id}/deliveries`, undefined],
    ["DELETE", `${base}/${id}`, undefined],
  ] as const;
  for (const [method, path, body] of acts) {
    expect((await ask(method, path, { token: scene.editor.token, body })).body.code).toBe("not-allowed");
    expect((await ask(method, path, { token: scene.stranger.token, body })).status).toBe(404);
    const theirs = path.replace(scene.organizationId, scene.foreignId);
    if (path !== base)
      expect((await ask(method, theirs, { token: scene.stranger.token, body })).status).toBe(404);
  }
  expect(await auditKinds(owner, scene.organizationId)).toEqual(["webhook.created"]);
});
