import { beforeAll, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { family, handle } from "./family";

const { owner } = useDatabase("base");
const SYSTEM = "00000000-0000-4000-8000-000000000001";
const ask = asking(handle, "/timp/organizations");
let org: string;
let boss: FixtureMember;
let token: string;

beforeAll(async () => {
  org = await makeOrganization(owner, "SUPPLIER");
  boss = await makeMember(owner, { organizationId: org }, { role: "Owner" });
  token = await makeToken(owner, boss.personId);
});

const GUARDED = family.endpoints
  .filter(({ auth }) => auth === "principal")
  .map(({ method, path }) => [method, path.replace(":user_uuid", SYSTEM)] as const);

test.each(GUARDED)(
  "%s %s without a token, or with a bad one, is 401 and names the scheme",
  async (method, path) => {
    const none = await ask(method, path, { headers: { cookie: "session=x" } });
    expect([none.status, none.body]).toEqual([
      401,
      { detail: "Authentication credentials were not provided." },
    ]);
    const bad = await ask(method, path, { token: "a".repeat(40) });
    expect([bad.status, bad.body]).toEqual([401, { detail: "Invalid token." }]);
    for (const { headers } of [none, bad]) expect(headers.get("www-authenticate")).toBe("Token");
  },
);

test("a suspended user and one who belongs nowhere get no further than the door", async () => {
  const suspended = await makeMember(owner, { organizationId: org }, { role: "Owner", status: "SUSPENDED" });
  const bound = await ask("GET", "/users/all/", { token: await makeToken(owner, suspended.personId, org) });
  expect(bound.status).toBe(401);
  const nowhere = await ask("GET", "/users/all/", { token: await makeToken(owner, suspended.personId) });
  expect([nowhere.status, nowhere.body]).toEqual([403, { detail: "You belong to no organization." }]);
});

test("the operators' own organization does not exist here", async () => {
  const operator = await makeMember(owner, { organizationId: SYSTEM }, { role: "Operator" });
  for (const home of [null, SYSTEM]) {
    const answer = await ask("GET", "/all_permissions/", {
      token: await makeToken(owner, operator.personId, home),
    });
    expect([answer.status, answer.body]).toEqual([403, { detail: "You belong to no organization." }]);
  }
});

test("the organization is the token's, and without a bound one the owner's own", async () => {
  const { rows } = await owner.query("select name from organization where id = $1", [org]);
  const answer = await ask("GET", "/", { token });
  expect([answer.status, answer.body]).toEqual([
    200,
    {
      uuid: org,
      name: rows[0].name,
      org_type: "SUPPLIER",
      status: "ACTIVE",
      created_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      active_date: null,
      account_manager: null,
    },
  ]);
});

test("the permissions are those that this type of organization sees, in the catalogue's order", async () => {
  const viewer = await makeMember(owner, { organizationId: org }, { permissions: ["view_org_users"] });
  const by = await makeToken(owner, viewer.personId);
  const { status, body } = await ask("GET", "/all_permissions/", { token: by });
  expect(status).toBe(200);
  const { rows } = await owner.query(
    `select id as uuid, name, display_name, description, visibility, grouping from permission
     where level = 'ORGANIZATION' and visibility in ('BOTH', 'SUPPLIER') order by position`,
  );
  expect(body).toEqual(rows);
  expect(body).toHaveLength(28);
});

test("whoever may not see users sees none, not himself either, and no catalogue", async () => {
  const plain = await makeMember(owner, { organizationId: org }, { permissions: ["create_org"] });
  const by = await makeToken(owner, plain.personId, org);
  const paths = [
    "/users/all/",
    `/users/detail/${plain.memberId}/`,
    `/users/permissions/${plain.memberId}/`,
    "/all_permissions/",
  ];
  for (const path of paths) {
    const answer = await ask("GET", path, { token: by });
    expect([answer.status, answer.body]).toEqual([
      403,
      { detail: "You do not have permission to perform this action." },
    ]);
  }
});

test("a user is a membership, and the person in it another", async () => {
  await owner.query(
    "update person set first_name = 'Ann', last_name = 'Ode', phone = '5', job_title = 'Boss' where id = $1",
    [boss.personId],
  );
  const detail = await ask("GET", `/users/detail/${boss.memberId}/`, { token });
  const person = {
    uuid: boss.personId,
    first_name: "Ann",
    last_name: "Ode",
    email: boss.email,
    phone: "5",
    job_title: "Boss",
  };
  const permissions = (await ask("GET", `/users/permissions/${boss.memberId}/`, { token })).body;
  expect([detail.status, detail.body]).toEqual([
    200,
    { uuid: boss.memberId, person, permission_assignments: permissions, status: "ACTIVE" },
  ]);
  expect(permissions.permissions.every(({ assigned }: { assigned: boolean }) => assigned)).toBe(true);
  const byPerson = await ask("GET", `/users/detail/${boss.personId}/`, { token });
  expect([byPerson.status, byPerson.body]).toEqual([404, { detail: "Not found." }]);
});

test("all users come in one array, in the order of their addresses, each with its status", async () => {
  const full = await makeOrganization(owner);
  const chief = await makeMember(owner, { organizationId: full }, { role: "Owner" });
  await owner.query(
    `with p as (insert into person (email) select 'crowd' || n || '@example.com' from generate_series(1, 1000) n returning id)
     insert into membership (person_id, organization_id, organization_level) select id, $1, 'ORGANIZATION' from p`,
    [full],
  );
  const waiting = await makeMember(owner, { organizationId: full }, { role: "Billing", status: "INVITED" });
  const out = await makeMember(owner, { organizationId: full }, { role: "Billing", status: "SUSPENDED" });
  await makeMember(
    owner,
    { organizationId: await makeOrganization(owner) },
    { personId: out.personId, role: "Owner" },
  );
  const { status, body } = await ask("GET", "/users/all/", {
    token: await makeToken(owner, chief.personId, full),
  });
  expect(status).toBe(200);
  expect(body).toHaveLength(1003);
  const { rows } = await owner.query<{ id: string }>(
    "select m.id from membership m join person p on p.id = m.person_id where m.organization_id = $1 order by p.email",
    [full],
  );
  expect(body.map(({ uuid }: { uuid: string }) => uuid)).toEqual(rows.map(({ id }) => id));
  const held = (memberId: string) => {
    const user = body.find(({ uuid }: { uuid: string }) => uuid === memberId);
    const own = user.permission_assignments.permissions.filter(
      ({ assigned }: { assigned: boolean }) => assigned,
    );
    return [user.status, own.length];
  };
  expect([held(chief.memberId), held(waiting.memberId), held(out.memberId)]).toEqual([
    ["ACTIVE", 28],
    ["CONFIRMATION WAITING", 5],
    ["DEACTIVATED", 0],
  ]);
});
