import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
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

const make = (body: unknown, by = token) => ask("POST", "/api-keys", { token: by, body });
const keyCount = async () =>
  (await owner.query("select count(*)::int as n from api_token where person_id = $1", [olga.personId]))
    .rows[0].n;

/** The tables in which a text occurs anywhere, as it is or in PostgreSQL's way to write bytes. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await owner.query(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  const found = await Promise.all(
    rows.map(async ({ name }) => {
      const { rowCount } = await owner.query(
        `select from "${name}" t where strpos(t::text, $1) > 0 or strpos(t::text, encode($1::bytea, 'hex')) > 0`,
        [text],
      );
      return rowCount ? [name] : [];
    }),
  );
  return found.flat();
}

test("the secret is in the answer that made it, works, and is nowhere in the database", async () => {
  const { status, body } = await make({ name: "CI" });
  expect(status).toBe(201);
  expect(Object.keys(body)).toEqual("id created_at updated_at name user_id redacted_api_key".split(" "));
  expect(body).toMatchObject({ name: "CI", user_id: olga.personId });
  const secret = body.redacted_api_key;
  expect(secret).toMatch(/^gd_[\w-]{43}$/);
  expect((await ask("GET", `/organizations/${organizationId}`, { token: secret })).status).toBe(200);

  const listed = await ask("GET", "/api-keys", { token });
  const own = listed.body.find(({ id }: { id: string }) => id === body.id);
  expect(own).toEqual({ ...body, redacted_api_key: `${secret.slice(0, 7)}…${secret.slice(-4)}` });
  expect(await tablesWith(secret)).toEqual([]);
  expect(await tablesWith(body.id)).toEqual(expect.arrayContaining(["api_token", "audit_event"]));
  const { rows } = await owner.query(
    "select secret_hash = sha256($2::bytea) as hashed from api_token where id = $1",
    [body.id, secret],
  );
  expect(rows).toEqual([{ hashed: true }]);
});

test("a key may be bound to an organization, narrowed to permissions and end by itself", async () => {
  const wanted = {
    name: null,
    organization_id: organizationId.toUpperCase(),
    permissions: ["VIEW_ITEMS", "view_items"],
    expires_at: "2999-01-01T01:00:00+01:00",
  };
  const { status, body } = await make(wanted);
  expect(status).toBe(201);
  const { rows } = await owner.query(
    `select t.organization_id, t.narrowed, t.expires_at = '2999-01-01T00:00:00Z' as ends, array_agg(p.name) as names
     from api_token t join api_token_permission x on x.api_token_id = t.id join permission p on p.id = x.permission_id
     where t.id = $1 group by t.id`,
    [body.id],
  );
  expect(rows).toEqual([
    { organization_id: organizationId, narrowed: true, ends: true, names: ["view_items"] },
  ]);
  const refused = await ask("GET", `/organizations/${organizationId}/users`, {
    token: body.redacted_api_key,
  });
  expect(refused.status).toBe(403);
});

test("a key that ran out is worth nothing, and one that has not yet works", async () => {
  const { body } = await make({ name: "Short", organization_id: organizationId, permissions: null });
  const use = () =>
    ask("GET", `/organizations/${organizationId}/users`, { token: body.redacted_api_key }).then(
      ({ status }) => status,
    );
  expect(await use()).toBe(200);
  const end = (at: string) =>
    owner.query("update api_token set expires_at = now() + $2::interval where id = $1", [body.id, at]);
  await end("1 minute");
  expect(await use()).toBe(200);
  await end("-1 second");
  expect(await use()).toBe(401);
});

test("a key never holds more than its maker, nor is made without the right", async () => {
  const maker = await makeMember(owner, { organizationId }, { permissions: ["create_api_key"] });
  const makersToken = await makeToken(owner, maker.personId);
  const above = await make({ permissions: ["edit_org_users"] }, makersToken);
  expect([above.status, above.body.code]).toEqual([403, "above-your-own"]);
  const viewer = await makeMember(owner, { organizationId }, { role: "Viewer" });
  expect((await make({}, await makeToken(owner, viewer.personId))).status).toBe(403);
  const foreign = await makeOrganization(owner);
  const answers = await Promise.all([foreign, randomUUID()].map((id) => make({ organization_id: id })));
  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await keyCount()).toBe(1);
});

test("each mistake in the input is named, and makes no key", async () => {
  const cases: [unknown, (string | number)[], string][] = [
    [{ name: "" }, ["body", "name"], "string_too_short"],
    [{ name: "x".repeat(3001) }, ["body", "name"], "string_too_long"],
    [{ name: 7 }, ["body", "name"], "string_type"],
    [{ organization_id: "acme" }, ["body", "organization_id"], "uuid_parsing"],
    [{ permissions: ["fly"] }, ["body", "permissions"], "value_error"],
    [{ permissions: "view_items" }, ["body", "permissions"], "list_type"],
    [{ expires_at: "soon" }, ["body", "expires_at"], "datetime_parsing"],
    [{ expires_at: "2020-01-01T00:00:00Z" }, ["body", "expires_at"], "value_error"],
    [{ expires_at: "9999-12-31T23:59:59-23:59" }, ["body", "expires_at"], "value_error"],
  ];
  for (const [body, loc, type] of cases) {
    const answer = await make(body);
    expect([answer.status, answer.body]).toEqual([422, { detail: [{ loc, msg: expect.any(String), type }] }]);
  }
  expect(await keyCount()).toBe(1);
});

test("a key is renamed; revoked it is worth nothing at the next request, and is gone from the list", async () => {
  const { body } = await make({ name: "CI" });
  const path = `/api-keys/${body.id}`;
  const renamed = await ask("PUT", path.toUpperCase().replace("/API-KEYS", "/api-keys"), {
    token,
    body: { name: "Nightly" },
  });
  expect([renamed.status, renamed.body.name]).toEqual([200, "Nightly"]);
  const stored = await owner.query("select name, updated_at from api_token where id = $1", [body.id]);
  expect(renamed.body.updated_at).toBe(stored.rows[0].updated_at.toISOString());
  const revoked = await ask("DELETE", path, { token });
  expect([revoked.status, revoked.text]).toEqual([204, ""]);
  expect((await ask("GET", "/api-keys", { token: body.redacted_api_key })).status).toBe(401);
  expect((await ask("DELETE", path, { token })).status).toBe(404);
  expect((await ask("PUT", path, { token, body: { name: "Again" } })).status).toBe(404);
  const { rows } = await owner.query(
    "select kind from audit_event where organization_id = $1 order by revision",
    [organizationId],
  );
  expect(rows.map(({ kind }) => kind)).toEqual(["token.created", "token.renamed", "token.revoked"]);
});

test("another's key answers to the byte as one that does not exist", async () => {
  const { body } = await make({ name: "CI", organization_id: organizationId });
  const other = await makeMember(owner, { organizationId }, { role: "Owner" });
  const others = await makeToken(owner, other.personId);
  for (const method of ["PUT", "DELETE"]) {
    const sent = method === "PUT" ? { body: { name: "Mine" } } : {};
    const answers = await Promise.all(
      [body.id, randomUUID()].map((id) => ask(method, `/api-keys/${id}`, { token: others, ...sent })),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  }
  expect((await ask("GET", "/api-keys", { token: others })).body).toHaveLength(1);
});

test("an organization's keys are listed to who may see them", async () => {
  const listed = async (holds: Parameters<typeof makeMember>[2]) => {
    const { personId } = await makeMember(owner, { organizationId }, holds);
    const by = await makeToken(owner, personId);
    return (await ask("GET", `/organizations/${organizationId}/api-keys`, { token: by })).status;
  };
  expect(await listed({ permissions: ["view_api_key"] })).toBe(200);
  expect(await listed({ permissions: ["view_items"] })).toBe(403);
});

test("a key that ends cannot make one that lasts longer", async () => {
  const end = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const { body } = await make({ name: "short", expires_at: end(10) });
  const short = body.redacted_api_key;
  expect((await make({ name: "for good" }, short)).status).toBe(403);
  expect((await make({ name: "longer", expires_at: end(11) }, short)).status).toBe(403);
  expect((await make({ name: "shorter", expires_at: end(9) }, short)).status).toBe(201);
  expect((await make({ name: "by one without an end" })).status).toBe(201);
});
