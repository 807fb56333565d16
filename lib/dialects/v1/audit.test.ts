import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { useDatabase } from "@/lib/testing/database";
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
  base = `/organizations/${scene.organizationId}`;
});

const grant = (permission: string) =>
  ask("POST", `${base}/members/${scene.member.memberId}/permissions`, {
    token: scene.boss.token,
    body: { permission },
    headers: { "x-request-id": "call-1" },
  });
const read = (query = "") => ask("GET", `${base}/audit?${query}`, { token: scene.boss.token });

test("the audit says who did what to whom through which door, before and after", async () => {
  const { boss, member } = scene;
  await grant("view_order");
  const { body } = await read();
  expect(body.next_cursor).toBeNull();
  expect(body.items).toMatchObject([
    {
      revision: 1,
      sequence: 1,
      kind: "permission.added",
      door: "v1",
      request_id: "call-1",
      actor_id: boss.personId,
      actor: boss.email,
      membership_id: member.memberId,
      user_id: member.personId,
      permission: "view_order",
      before: null,
      after: { granted_by: boss.personId, expires_at: null },
    },
  ]);
});

test("pages of events have no gap and no repeat, newest first, and the filters hold", async () => {
  for (const name of ["view_order", "edit_items", "export_order", "cancel_order"]) await grant(name);
  await ask("PUT", `${base}/members/${scene.member.memberId}/permissions`, {
    token: scene.boss.token,
    body: { permissions: [] },
  });
  const pages = await allPages<{ revision: number; sequence: number }>(read, 4);
  expect(pages.map((page) => page.length)).toEqual([4, 4, 1]);
  const places = pages.flat().map(({ revision, sequence }) => revision * 100 + sequence);
  expect(places).toEqual([...new Set(places)].sort((a, b) => b - a));
  const count = async (query: string) => (await read(query)).body.items.length;
  expect(await count("kind=permission.added")).toBe(4);
  expect(await count(`permission_id=${await idOf(owner, "permission", "edit_items")}`)).toBe(2);
  expect(await count(`person_id=${scene.member.personId}&revision=5`)).toBe(5);
  expect(await count(`actor_id=${scene.member.personId}`)).toBe(0);
  expect(await count("door=crux")).toBe(0);
  expect(await count("from=2099-01-01T00:00:00Z")).toBe(0);
  expect(await count("until=2099-01-01T00:00:00%2B02:00")).toBe(9);
  expect((await read("from=0000-01-01T00:00:00Z")).status).toBe(422);
  expect((await read("revision=99999999999999999999")).status).toBe(422);
});

test("the chain of hashes is verified, and a forged row is named", async () => {
  await grant("view_order");
  const verify = () => ask("GET", `${base}/audit/verify`, { token: scene.boss.token });
  expect((await verify()).body).toEqual({ intact: true, events: 1, noted: 0, broken: null });
  await owner.query("alter table audit_event disable trigger audit_event_append_only");
  await owner.query("update audit_event set actor_label = 'nobody' where organization_id = $1", [
    scene.organizationId,
  ]);
  await owner.query("alter table audit_event enable trigger audit_event_append_only");
  expect((await verify()).body).toMatchObject({ intact: false, broken: { revision: 1, sequence: 1 } });
});

test("a command is taken back by its inverse; the preview of that changes nothing", async () => {
  const { boss, member, organizationId } = scene;
  await grant("view_order");
  const undo = (tail = "", headers: Record<string, string> = {}) =>
    ask("POST", `${base}/audit/1/undo${tail}`, { token: boss.token, headers });
  const previewed = await undo("/preview");
  expect(previewed.body).toMatchObject({
    revision: 1,
    consequences: [{ member_id: member.memberId, gained: [], lost: ["view_order"] }],
  });
  expect(await grantsOf(owner, member.memberId)).toEqual(["view_items", "view_order"]);
  expect((await undo("", { "if-match": '"0"' })).status).toBe(412);
  const undone = await undo();
  expect(undone.body).toMatchObject({
    revision: 2,
    events: [{ kind: "permission.removed", permission: "view_order" }],
  });
  expect(await grantsOf(owner, member.memberId)).toEqual(["view_items"]);
  expect(await auditKinds(owner, organizationId)).toEqual(["permission.added", "permission.removed"]);
  expect((await ask("POST", `${base}/audit/9/undo`, { token: boss.token })).body.detail).toBe(
    "No such event.",
  );
});

test("an undo gives nobody more than the one who undoes may give", async () => {
  const { boss, editor, member } = scene;
  await grant("edit_payment_info");
  await ask("DELETE", `${base}/members/${member.memberId}/permissions/edit_payment_info`, {
    token: boss.token,
  });
  const undone = await ask("POST", `${base}/audit/2/undo`, { token: editor.token });
  expect([undone.status, undone.body.code]).toEqual([403, "above-your-own"]);
  expect(await grantsOf(owner, member.memberId)).toEqual(["view_items"]);
});

test("the audit is for who may see it, and another organization's does not exist", async () => {
  expect((await ask("GET", `${base}/audit`, { token: scene.editor.token })).status).toBe(403);
  for (const [method, tail] of [
    ["GET", "audit"],
    ["GET", "audit/verify"],
    ["POST", "audit/1/undo"],
    ["POST", "audit/1/undo/preview"],
  ] as const) {
    const token = scene.stranger.token;
    const foreign = await ask(method, `${base}/${tail}`, { token });
    const missing = await ask(method, `/organizations/${randomUUID()}/${tail}`, { token });
    expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
  }
});
