import { beforeAll, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/organizations");
let org: string;
let founder: FixtureMember;
let token: string;

beforeAll(async () => {
  org = await makeOrganization(owner);
  founder = await makeMember(owner, { organizationId: org }, { permissions: ["create_org"] });
  token = await makeToken(owner, founder.personId, org);
});

const found = (name: unknown, org_type: unknown = "SUPPLIER", by = token) =>
  ask("POST", "/", { token: by, body: { name, domain: "acme.example", org_type } });
const named = async (name: string) =>
  (
    await owner.query(
      "select kind, status, domain from organization where lower(name) = lower($1) order by kind",
      [name],
    )
  ).rows;

test("an organization is founded PENDING, with its founder as owner, and stands in the audit", async () => {
  const { status, body } = await found(" Acme ");
  expect(status).toBe(201);
  expect(body).toEqual({
    uuid: expect.any(String),
    name: "Acme",
    org_type: "SUPPLIER",
    status: "PENDING",
    created_date: expect.stringMatching(/Z$/),
    active_date: null,
    account_manager: null,
  });
  expect(await named("Acme")).toEqual([{ kind: "SUPPLIER", status: "PENDING", domain: "acme.example" }]);
  const { rows } = await owner.query(
    "select kind, actor_id, door from audit_event where organization_id = $1 order by sequence limit 1",
    [body.uuid],
  );
  expect(rows).toEqual([{ kind: "organization.created", actor_id: founder.personId, door: "crux" }]);
  const own = await makeToken(owner, founder.personId, body.uuid);
  expect((await ask("GET", "/users/all/", { token: own })).body).toMatchObject([
    { person: { uuid: founder.personId } },
  ]);
});

test("the same name is a conflict in the same type, in any case, and none in the other", async () => {
  await found("Twin");
  const again = await found("TWIN");
  expect([again.status, again.body]).toEqual([409, { detail: expect.stringContaining("already") }]);
  expect((await found("Twin", "RETAILER")).status).toBe(201);
  expect((await named("Twin")).map(({ kind }) => kind)).toEqual(["RETAILER", "SUPPLIER"]);
});

test.each([
  ["", "SUPPLIER", { name: ["This field may not be blank."] }],
  [7, "SUPPLIER", { name: [expect.any(String)] }],
  ["é".repeat(256), "SUPPLIER", { name: [expect.any(String)] }],
  ["Odd", "SYSTEM", { org_type: ["Must be RETAILER or SUPPLIER."] }],
  ["Odd", undefined, { org_type: [expect.any(String)] }],
])("a name %j of type %j is refused", async (name, type, says) => {
  const answer = await ask("POST", "/", { token, body: { name, domain: "a.example", org_type: type } });
  expect([answer.status, answer.body]).toEqual([400, says]);
  expect(await named("Odd")).toEqual([]);
});

test("founding needs create_org in the organization that the token is for", async () => {
  const plain = await makeMember(owner, { organizationId: org }, { permissions: ["edit_org_users"] });
  const answer = await found("Never", "SUPPLIER", await makeToken(owner, plain.personId, org));
  expect([answer.status, answer.body]).toEqual([
    403,
    { detail: "You do not have permission to perform this action." },
  ]);
  expect(await named("Never")).toEqual([]);
});
