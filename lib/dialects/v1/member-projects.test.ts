import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization, makeProject } from "@/lib/testing/fixtures";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

let organizationId: string;
let apollo: string;
let bob: FixtureMember;
let token: string;

beforeEach(async () => {
  organizationId = await makeOrganization(owner);
  apollo = await makeProject(owner, organizationId, "Apollo");
  bob = await makeMember(owner, { organizationId });
  const olga = await makeMember(owner, { organizationId }, { role: "Owner" });
  token = await makeToken(owner, olga.personId);
});

const base = () => `/organizations/${organizationId}/users/${bob.personId}/projects`;
const put = (projectId: string, by = token) => ask("PUT", `${base()}?project_id=${projectId}`, { token: by });
const remove = (projectId: string, by = token) => ask("DELETE", `${base()}/${projectId}`, { token: by });

const grantsIn = async (projectId: string) =>
  (
    await owner.query(
      `select p.name from permission_grant g join membership m on m.id = g.membership_id join permission p on p.id = g.permission_id
       where m.project_id = $1 and m.person_id = $2`,
      [projectId, bob.personId],
    )
  ).rows.map(({ name }) => name);

const events = async () =>
  (
    await owner.query("select kind from audit_event where organization_id = $1 order by revision, sequence", [
      organizationId,
    ])
  ).rows.map(({ kind }) => kind);

test("a person is put into a project, is listed in it and taken out again", async () => {
  const gemini = await makeProject(owner, organizationId, "Gemini");
  const added = await put(apollo.toUpperCase());
  expect(added.status).toBe(200);
  expect(Object.keys(added.body[0])).toEqual(
    "id name organization_id is_default created_at updated_at".split(" "),
  );
  expect(added.body).toMatchObject([
    { id: apollo, name: "Apollo", organization_id: organizationId, is_default: false },
  ]);
  expect(await grantsIn(apollo)).toEqual(["CAN_VIEW_DATA"]);
  expect(await events()).toEqual(["member.added", "permission.added"]);

  expect((await put(apollo)).text).toBe(added.text);
  expect(await events()).toHaveLength(2);
  await put(gemini);
  const own = await ask("GET", base(), { token: await makeToken(owner, bob.personId) });
  expect(own.body.map(({ name }: { name: string }) => name)).toEqual(["Apollo", "Gemini"]);

  const removed = await remove(apollo);
  expect([removed.status, removed.body]).toEqual([200, [own.body[1]]]);
  const again = await remove(apollo);
  expect([again.status, again.text]).toEqual([200, removed.text]);
  expect((await events()).slice(4)).toEqual(["permission.removed", "member.removed"]);
});

test("a project of another organization answers to the byte as one that does not exist", async () => {
  const foreign = await makeProject(owner, await makeOrganization(owner));
  for (const act of [put, remove]) {
    const answers = await Promise.all([foreign, randomUUID()].map((id) => act(id)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  }
  // Also where the asker belongs to that other organization.
  const both = await makeOrganization(owner);
  const { rows } = await owner.query("select person_id from api_token order by created_at desc limit 1");
  await makeMember(owner, { organizationId: both }, { role: "Owner", personId: rows[0].person_id });
  expect((await remove(await makeProject(owner, both))).text).toBe((await remove(randomUUID())).text);
  expect(await events()).toEqual([]);
});

test("who may not change the project's people changes nothing", async () => {
  const reader = await makeMember(owner, { organizationId }, { permissions: ["view_org_users"] });
  const readersToken = await makeToken(owner, reader.personId);
  const statuses = [(await put(apollo, readersToken)).status, (await remove(apollo, readersToken)).status];
  expect(statuses).toEqual([403, 403]);
  expect((await ask("GET", base(), { token: readersToken })).status).toBe(200);
  const viewer = await makeMember(owner, { organizationId }, { role: "Viewer" });
  expect((await ask("GET", base(), { token: await makeToken(owner, viewer.personId) })).status).toBe(403);
  expect(await events()).toEqual([]);
});

test("the project's last administrator stays in it", async () => {
  await makeMember(
    owner,
    { organizationId, projectId: apollo },
    { personId: bob.personId, permissions: ["CAN_PERFORM_ADMIN_ACTIONS"] },
  );
  const { status, body } = await remove(apollo);
  expect([status, body.code]).toEqual([409, "last-admin"]);
  expect(await grantsIn(apollo)).toEqual(["CAN_PERFORM_ADMIN_ACTIONS"]);
});

test("the project has to be named, by a uuid", async () => {
  const missing = await ask("PUT", base(), { token });
  expect([missing.status, missing.body.detail]).toMatchObject([
    422,
    [{ loc: ["query", "project_id"], type: "missing" }],
  ]);
  expect((await put("apollo")).body.detail).toMatchObject([
    { loc: ["query", "project_id"], type: "uuid_parsing" },
  ]);
  expect((await remove("apollo")).body.detail).toMatchObject([
    { loc: ["path", "project_id"], type: "uuid_parsing" },
  ]);
});
