import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeProject } from "@/lib/testing/fixtures";
import { makeOrganizationScene, type OrganizationScene } from "@/lib/testing/organization-scene";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "");

let scene: OrganizationScene;
beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
});

const user = (id: string, properties?: object) => ({
  type: "user",
  id,
  ...(properties ? { properties } : {}),
});
const organization = (id: string) => ({ type: "organization", id });

const evaluate = async (token: string, id: string, name: string, resource: object) =>
  (
    await ask("POST", "/access/v1/evaluation", {
      token,
      body: { subject: user(id), action: { name }, resource },
    })
  ).body;

test("without a token, and with a bad one, it is 401 that names the scheme", async () => {
  for (const token of [undefined, "gd_nonsense"]) {
    const body = { subject: user("a"), action: { name: "b" }, resource: organization("c") };
    const answer = await ask("POST", "/access/v1/evaluation", { body, ...(token ? { token } : {}) });
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
  }
});

test("a person is named by uuid or by e-mail in any case, a permission by its name in any case", async () => {
  const { boss, member, organizationId } = scene;
  for (const id of [member.personId, member.personId.toUpperCase(), ` ${member.email.toUpperCase()}`])
    expect(await evaluate(boss.token, id, "View_Items", organization(organizationId))).toEqual({
      decision: true,
    });
});

test("who may not read people is answered about himself alone, and not told who else there is", async () => {
  const { member, boss, organizationId } = scene;
  const here = organization(organizationId);
  expect(await evaluate(member.token, member.personId, "view_items", here)).toEqual({ decision: true });
  expect(await evaluate(member.token, member.email, "edit_items", here)).toMatchObject({ decision: false });
  const about = await evaluate(member.token, boss.personId, "view_items", here);
  expect(about).toMatchObject({ decision: false, context: { error: { status: 403 } } });
  expect(await evaluate(member.token, randomUUID(), "view_items", here)).toEqual(about);
  expect(await evaluate(member.token, "nobody@example.com", "view_items", here)).toEqual(about);
});

test("another's organization and project are answered like what is not there, at every endpoint", async () => {
  const { stranger, boss, organizationId } = scene;
  const projectId = await makeProject(owner, organizationId);
  const answers = async (resource: { type: string; id: string }) => {
    const subject = user(boss.personId);
    const action = { name: "CAN_PERFORM_ADMIN_ACTIONS" };
    const body = { subject, action, resource };
    const { token } = stranger;
    return Promise.all(
      ["evaluation", "evaluations", "search/subject", "search/action"].map(
        async (path) => (await ask("POST", `/access/v1/${path}`, { token, body })).text,
      ),
    );
  };
  expect(await answers(organization(organizationId))).toEqual(await answers(organization(randomUUID())));
  expect(await answers({ type: "project", id: projectId })).toEqual(
    await answers({ type: "project", id: randomUUID() }),
  );
});

test("a search for places shows those alone in which the caller may read people", async () => {
  const { boss, stranger, member, organizationId, foreignId } = scene;
  await makeMember(
    owner,
    { organizationId: foreignId },
    { personId: member.personId, permissions: ["view_items"] },
  );
  const places = async (token: string, id: string) =>
    (
      await ask("POST", "/access/v1/search/resource", {
        token,
        body: { subject: user(id), action: { name: "view_items" }, resource: { type: "organization" } },
      })
    ).body.results.map(({ id: found }: { id: string }) => found);
  expect(await places(boss.token, member.personId)).toEqual([organizationId]);
  expect(await places(stranger.token, member.email)).toEqual([foreignId]);
  expect(await places(member.token, member.personId)).toEqual([organizationId, foreignId].sort());
  expect(await places(member.token, boss.personId)).toEqual([]);
  const bound = await makeToken(owner, member.personId, foreignId);
  expect(await places(bound, member.personId)).toEqual([foreignId]);
});

test("who may not read people finds nobody, and reads why", async () => {
  const { member, organizationId } = scene;
  const body = {
    subject: { type: "user" },
    action: { name: "view_items" },
    resource: organization(organizationId),
  };
  const found = await ask("POST", "/access/v1/search/subject", { token: member.token, body });
  expect(found.body).toMatchObject({ results: [], context: { error: { status: 403 } } });
});

test("what the caller says of someone gives him nothing", async () => {
  const { boss, member, organizationId } = scene;
  const claims = { role: "Owner", permissions: ["edit_items"], admin: true, decision: true };
  const body = {
    subject: user(member.personId, claims),
    action: { name: "edit_items", properties: claims },
    resource: { ...organization(organizationId), properties: claims },
    context: claims,
    decision: true,
  };
  const { token } = boss;
  expect((await ask("POST", "/access/v1/evaluation", { token, body })).body.decision).toBe(false);
  const found = await ask("POST", "/access/v1/search/subject", { token, body });
  expect(found.body.results.map(({ id }: { id: string }) => id)).not.toContain(member.personId);
});

test("a denial that is beyond the caller's rights is on record, under the door's name", async () => {
  const { member, boss, organizationId } = scene;
  await evaluate(member.token, boss.personId, "view_items", organization(organizationId));
  const { rows } = await owner.query("select door, code from access_denial where person_id = $1", [
    member.personId,
  ]);
  expect(rows).toEqual([{ door: "authzen", code: "not-allowed" }]);
});

test("the metadata names every endpoint at the public address, to anyone", async () => {
  const { status, body } = await ask("GET", "/.well-known/authzen-configuration");
  expect(status).toBe(200);
  const { policy_decision_point: base, ...endpoints } = body;
  expect(base).toBe("http://localhost:3000");
  expect(Object.values(endpoints).map((each) => String(each).slice(base.length))).toEqual([
    "/access/v1/evaluation",
    "/access/v1/evaluations",
    "/access/v1/search/subject",
    "/access/v1/search/resource",
    "/access/v1/search/action",
  ]);
  for (const endpoint of Object.values(endpoints))
    expect((await ask("POST", String(endpoint).slice(base.length), { token: scene.boss.token })).status).toBe(
      400,
    );
});
