import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeEach, expect, test } from "vitest";
import { env } from "@/lib/env";
import { hashSecret } from "@/lib/store/secret";
import { insertSession } from "@/lib/store/sessions";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

let organizationId: string;
let olga: FixtureMember;
let token: string;

beforeEach(async () => {
  organizationId = await makeOrganization(owner);
  olga = await makeMember(owner, { organizationId }, { role: "Owner" });
  token = await makeToken(owner, olga.personId);
});

const one = () => `/organizations/${organizationId}`;
const ids = (list: { id: string }[]) => list.map(({ id }) => id);
const rowOf = async (id: string) =>
  (
    await owner.query(
      "select name, revision::int, deleted_at is not null as deleted from organization where id = $1",
      [id],
    )
  ).rows[0];

test("an organization has the four keys of its schema, and its revision as ETag", async () => {
  const { status, body, headers } = await ask(
    "GET",
    `${one().toUpperCase().replace("ORGANIZATIONS", "organizations")}/`,
    { token },
  );
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual("id created_at updated_at name".split(" "));
  expect(body).toMatchObject({ id: organizationId, name: `Organization ${organizationId}` });
  expect(headers.get("etag")).toBe('"0"');
});

test("one's own are listed, those of others are not, and answer like nothing at all", async () => {
  const second = await makeOrganization(owner);
  await makeMember(owner, { organizationId: second }, { personId: olga.personId });
  const foreign = await makeOrganization(owner);
  const listed = await ask("GET", "/organizations", { token });
  expect(ids(listed.body)).toEqual([organizationId, second].sort());
  const bound = await ask("GET", "/organizations", { token: await makeToken(owner, olga.personId, second) });
  expect(ids(bound.body)).toEqual([second]);
  const first = await ask("GET", "/organizations?limit=1", { token });
  const next = /^<\/api\/v1(.*)>; rel="next"$/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
  expect([...ids(first.body), ...ids((await ask("GET", next, { token })).body)]).toEqual(ids(listed.body));
  for (const method of ["GET", "DELETE"]) {
    const answers = await Promise.all(
      [foreign, randomUUID()].map((id) => ask(method, `/organizations/${id}`, { token })),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  }
});

test("an operator lists all; with a token that is narrowed to less he lists his own", async () => {
  const system = "00000000-0000-4000-8000-000000000001";
  const operator = await makeMember(owner, { organizationId: system }, { permissions: ["Operator"] });
  const all = await ask("GET", "/organizations", { token: await makeToken(owner, operator.personId) });
  expect(ids(all.body)).toContain(organizationId);
  const narrowed = await makeToken(owner, operator.personId);
  await owner.query("update api_token set narrowed = true where secret_hash = $1", [hashSecret(narrowed)]);
  expect((await ask("GET", "/organizations", { token: narrowed })).body).toEqual([]);
});

test("who founds an organization owns it, with a default project", async () => {
  const { status, body } = await ask("POST", "/organizations", { token, body: { name: "  Nova " } });
  expect(status).toBe(201);
  expect(body.name).toBe("Nova");
  const { rows } = await owner.query(
    `select r.name as role, m.person_id, p.is_default from membership m join role_assignment a on a.membership_id = m.id
     join role r on r.id = a.role_id join project p on p.organization_id = m.organization_id where m.organization_id = $1`,
    [body.id],
  );
  expect(rows).toEqual([{ role: "Owner", person_id: olga.personId, is_default: true }]);
  const empty = await ask("POST", "/organizations", { token, body: { name: " " } });
  expect([empty.status, empty.body.detail]).toMatchObject([
    422,
    [{ loc: ["body", "name"], type: "string_too_short" }],
  ]);
});

test("the default is the first joined until another is chosen", async () => {
  const second = await makeOrganization(owner);
  await makeMember(owner, { organizationId: second }, { personId: olga.personId });
  expect((await ask("GET", "/organizations/default", { token })).body.id).toBe(organizationId);
  const set = await ask("PUT", "/organizations/default", {
    token,
    body: { organization_id: second.toUpperCase() },
  });
  expect([set.status, set.body.id]).toEqual([200, second]);
  expect((await ask("GET", "/organizations/default", { token })).body.id).toBe(second);
  const foreign = await makeOrganization(owner);
  expect(
    (await ask("PUT", "/organizations/default", { token, body: { organization_id: foreign } })).status,
  ).toBe(404);
  expect((await ask("GET", "/organizations/default", { token })).body.id).toBe(second);
});

test("a token that is narrowed does not choose its owner's default", async () => {
  const home = async () =>
    (await owner.query("select default_organization_id as id from person where id = $1", [olga.personId]))
      .rows;
  await owner.query("update api_token set narrowed = true where secret_hash = $1", [hashSecret(token)]);
  const body = { organization_id: organizationId };
  expect((await ask("PUT", "/organizations/default", { token, body })).status).toBe(403);
  expect(await home()).toEqual([{ id: null }]);
});

test("who belongs to no organization has no default", async () => {
  const stranger = await makeMember(owner, { organizationId }, { status: "INVITED" });
  const answer = await ask("GET", "/organizations/default", {
    token: await makeToken(owner, stranger.personId),
  });
  expect([answer.status, answer.body.detail]).toEqual([404, "No such organization."]);
});

test("it is renamed by who may, once, and only as it was seen", async () => {
  const name = `Nova ${organizationId}`;
  const { body, status, headers } = await ask("PUT", one(), {
    token,
    body: { name },
    headers: { "if-match": '"0"' },
  });
  expect([status, body.name, headers.get("etag")]).toEqual([200, name, '"1"']);
  expect((await ask("PUT", one(), { token, body: { name } })).headers.get("etag")).toBe('"1"');
  expect((await ask("PUT", one(), { token, body: {}, headers: { "if-match": "*" } })).status).toBe(200);
  for (const tag of ['"0"', "1", 'W/"1"', '"x"']) {
    const stale = await ask("PUT", one(), { token, body: { name: "Late" }, headers: { "if-match": tag } });
    expect([stale.status, stale.body.code]).toEqual([412, "stale"]);
  }
  const viewer = await makeMember(owner, { organizationId }, { role: "Viewer" });
  const refused = await ask("PUT", one(), {
    token: await makeToken(owner, viewer.personId),
    body: { name: "Mine" },
  });
  expect(refused.status).toBe(403);
  expect(await rowOf(organizationId)).toEqual({ name, revision: 1, deleted: false });
  const { rows } = await owner.query(
    "select kind, before, after from audit_event where organization_id = $1",
    [organizationId],
  );
  expect(rows).toEqual([
    { kind: "organization.renamed", before: { name: `Organization ${organizationId}` }, after: { name } },
  ]);
});

test("the name of another retailer is taken", async () => {
  const other = await makeOrganization(owner);
  const { status, body } = await ask("PUT", one(), { token, body: { name: `ORGANIZATION ${other}` } });
  expect([status, body.code]).toEqual([409, "conflict"]);
  const supplier = await makeOrganization(owner, "SUPPLIER");
  expect((await ask("PUT", one(), { token, body: { name: `Organization ${supplier}` } })).status).toBe(200);
});

test("a deleted organization is gone for everyone, and stays in the audit", async () => {
  const admin = await makeMember(owner, { organizationId }, { permissions: ["edit_org_users"] });
  expect((await ask("DELETE", one(), { token: await makeToken(owner, admin.personId) })).status).toBe(403);
  const done = await ask("DELETE", one(), { token });
  expect([done.status, done.text]).toEqual([204, ""]);
  expect((await ask("GET", one(), { token })).status).toBe(404);
  expect((await ask("DELETE", one(), { token })).status).toBe(404);
  expect(ids((await ask("GET", "/organizations", { token })).body)).toEqual([]);
  expect(await rowOf(organizationId)).toMatchObject({ revision: 1, deleted: true });
});

test("a cookie counts, and writes with it only when one of our own pages does", async () => {
  const secret = randomUUID();
  const session = {
    kind: "CONSOLE",
    secretHash: hashSecret(secret),
    personId: olga.personId,
    organizationId: null,
  } as const;
  await insertSession({ ...session, userAgent: null, lifetimeSeconds: 60, idleSeconds: null });
  const cookie = `session=${await encode({ token: { secret }, secret: env().NEXTAUTH_SECRET })}`;
  expect((await ask("GET", one(), { headers: { cookie } })).status).toBe(200);
  const rename = (headers: Record<string, string>) =>
    ask("PUT", one(), { body: { name: organizationId }, headers: { cookie, ...headers } });
  expect((await rename({})).status).toBe(403);
  expect((await rename({ "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await rowOf(organizationId)).revision).toBe(0);
  expect((await rename({ "sec-fetch-site": "same-origin" })).status).toBe(200);
  expect((await ask("GET", one(), { token: "x", headers: { cookie } })).status).toBe(401);
});
