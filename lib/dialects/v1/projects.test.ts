import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeProject } from "@/lib/testing/fixtures";
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
let path: string;
let operator: string;

beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
  path = `/organizations/${scene.organizationId}/projects`;
  const member = await makeMember(
    owner,
    { organizationId: SYSTEM_ORGANIZATION },
    { permissions: ["Operator"] },
  );
  operator = await makeToken(owner, member.personId);
});

test("a project is created, renamed, listed and deleted", async () => {
  const { token } = scene.boss;
  const made = await ask("POST", path, { token, body: { name: "Apollo" } });
  expect(made.status).toBe(201);
  expect(made.headers.get("etag")).toBe('"1"');
  expect(made.body).toMatchObject({
    name: "Apollo",
    organization_id: scene.organizationId,
    is_default: false,
  });
  expect(made.body.gates).toEqual([
    {
      permission_id: await idOf(owner, "permission", "CAN_IMPERSONATE_OTHER_USERS"),
      permission: "CAN_IMPERSONATE_OTHER_USERS",
      open: false,
    },
  ]);
  const one = `${path}/${made.body.id}`;
  expect((await ask("POST", path, { token, body: { name: "apollo" } })).body.code).toBe("conflict");
  expect(
    (await ask("PUT", one, { token, body: { name: "Gemini" }, headers: { "if-match": '"0"' } })).status,
  ).toBe(412);
  expect((await ask("PUT", one, { token, body: { name: "Gemini" } })).body.name).toBe("Gemini");
  expect((await ask("GET", path, { token })).body.map(({ name }: { name: string }) => name)).toEqual([
    "Gemini",
  ]);
  expect((await ask("GET", one, { token })).body.name).toBe("Gemini");
  expect((await ask("DELETE", one, { token })).status).toBe(204);
  expect((await ask("GET", one, { token })).status).toBe(404);
  expect(
    (await owner.query("select from project where organization_id = $1", [scene.organizationId])).rowCount,
  ).toBe(0);
  expect(await auditKinds(owner, scene.organizationId)).toEqual([
    "project.created",
    "project.renamed",
    "project.deleted",
  ]);
});

test("an operator opens a gate; closing it takes from everyone what it was for", async () => {
  const projectId = await makeProject(owner, scene.organizationId);
  const worker = await makeMember(owner, { organizationId: scene.organizationId, projectId });
  const gates = `${path}/${projectId}/gates`;
  const body = { permission: "can_impersonate_other_users" };
  const refused = await ask("POST", gates, { token: scene.boss.token, body });
  expect([refused.status, refused.body.code]).toEqual([403, "not-allowed"]);
  const opened = await ask("POST", gates, { token: operator, body });
  expect(opened.body.gates).toMatchObject([{ open: true }]);
  const grant = await ask(
    "POST",
    `/organizations/${scene.organizationId}/members/${worker.memberId}/permissions`,
    { token: operator, body },
  );
  expect(grant.status).toBe(200);
  expect(await grantsOf(owner, worker.memberId)).toEqual(["CAN_IMPERSONATE_OTHER_USERS"]);
  const id = await idOf(owner, "permission", "CAN_IMPERSONATE_OTHER_USERS");
  expect((await ask("DELETE", `${gates}/${id}`, { token: operator })).status).toBe(204);
  expect(await grantsOf(owner, worker.memberId)).toEqual([]);
  expect((await owner.query("select from permission_gate where project_id = $1", [projectId])).rowCount).toBe(
    0,
  );
  expect(await auditKinds(owner, scene.organizationId)).toEqual([
    "gate.opened",
    "permission.added",
    "permission.removed",
    "gate.closed",
  ]);
  expect((await ask("POST", gates, { token: operator, body: { permission: "CAN_VIEW_DATA" } })).status).toBe(
    422,
  );
});

test("who may not see the people sees only the projects that he belongs to", async () => {
  const { member, organizationId } = scene;
  const [own, other] = [
    await makeProject(owner, organizationId, "Own"),
    await makeProject(owner, organizationId, "Other"),
  ];
  await makeMember(owner, { organizationId, projectId: own }, { personId: member.personId });
  const { token } = member;
  expect((await ask("GET", path, { token })).body.map(({ name }: { name: string }) => name)).toEqual(["Own"]);
  expect((await ask("GET", `${path}/${own}`, { token })).status).toBe(200);
  const hidden = await ask("GET", `${path}/${other}`, { token });
  const missing = await ask("GET", `${path}/${randomUUID()}`, { token });
  expect([hidden.status, hidden.text]).toEqual([404, missing.text]);
  expect((await ask("POST", path, { token, body: { name: "X" } })).status).toBe(403);
});

test("another organization's project answers as one that does not exist", async () => {
  const projectId = await makeProject(owner, scene.organizationId);
  const { token } = scene.stranger;
  const home = `/organizations/${scene.foreignId}/projects`;
  for (const [method, tail, body] of [
    ["GET", "", undefined],
    ["PUT", "", { name: "X" }],
    ["DELETE", "", undefined],
  ] as const) {
    const foreign = await ask(method, `${home}/${projectId}${tail}`, { token, body });
    const missing = await ask(method, `${home}/${randomUUID()}${tail}`, { token, body });
    expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
    expect((await ask(method, `${path}/${projectId}${tail}`, { token, body })).status).toBe(404);
  }
  expect((await owner.query("select name from project where id = $1", [projectId])).rows).toEqual([
    { name: "Apollo" },
  ]);
});

test("the system has no projects", async () => {
  const made = await ask("POST", `/organizations/${SYSTEM_ORGANIZATION}/projects`, {
    token: operator,
    body: { name: "X" },
  });
  expect([made.status, made.body.code]).toEqual([409, "wrong-state"]);
});
