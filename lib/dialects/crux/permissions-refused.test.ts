import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization, makeProject } from "@/lib/testing/fixtures";
import { handle } from "./family";

const { owner } = useDatabase("base");
const PLAN = "2a0295b6-dd74-4239-9988-24fcdb1adcea";
const PAYMENT = "05a46c58-9d13-4912-9167-7effc2cc7482";
const EDIT_USERS = "96501d33-b805-418a-b185-267279876ff3";
const CATALOGS = "8cc10a94-0f58-4113-bda4-2caa63930679";
const ask = asking(handle, "/api/organizations");

let org: string;
let boss: FixtureMember;
let token: string;
let bob: FixtureMember;

beforeAll(async () => {
  org = await makeOrganization(owner);
  boss = await makeMember(owner, { organizationId: org }, { role: "Owner" });
  bob = await makeMember(owner, { organizationId: org });
  token = await makeToken(owner, boss.personId, org);
});

const of = (member: FixtureMember) => `/users/permissions/${member.memberId}/`;
const both = { permission_uuids: [PLAN, PAYMENT] };

async function grantsOf(memberId: string): Promise<string[]> {
  const { rows } = await owner.query<{ permission_id: string }>(
    "select permission_id from permission_grant where membership_id = $1 order by permission_id",
    [memberId],
  );
  return rows.map((row) => row.permission_id);
}

async function audit(memberId: string): Promise<unknown[]> {
  const { rows } = await owner.query<unknown[]>(
    "select kind, permission_name, actor_id, door, before, after from audit_event where membership_id = $1 order by revision, sequence",
    [memberId],
  );
  return rows;
}

async function denials(code: string): Promise<number> {
  const { rows } = await owner.query<{ count: string }>(
    "select count(*) from access_denial where code = $1 and door = 'crux'",
    [code],
  );
  return Number(rows[0]?.count);
}

test.each([
  ["no list", {}, 400, { permission_uuids: ["This field is required."] }],
  ["an empty list", { permission_uuids: [] }, 400, { permission_uuids: ["This list may not be empty."] }],
  ["null for a list", { permission_uuids: null }, 400, { permission_uuids: [expect.any(String)] }],
  [
    "a word in it",
    { permission_uuids: [PLAN, "plan"] },
    400,
    { permission_uuids: ["Item 1: Must be a valid UUID."] },
  ],
  [
    "a number in it",
    { permission_uuids: [PLAN, 7] },
    400,
    { permission_uuids: [expect.stringContaining("Item 1")] },
  ],
  ["no object", [PLAN], 400, { detail: "The body must be a JSON object." }],
  ["no JSON", "{permission_uuids", 400, { detail: "The body is not valid JSON." }],
  ["no body", undefined, 400, { detail: "The body is missing." }],
  ["a NUL", { permission_uuids: ["\u0000"] }, 400, { detail: "The body is not valid JSON." }],
] as const)("%s is refused and nothing of it happens", async (_, body, status, says) => {
  for (const method of ["PATCH", "DELETE"]) {
    const answer = await ask(method, of(bob), { token, body });
    expect([answer.status, answer.body]).toEqual([status, says]);
  }
  expect(await audit(bob.memberId)).toEqual([]);
});

test("another content type is 415, a path that is no uuid 400, an unknown method 405 with Allow", async () => {
  const text = await ask("PATCH", of(bob), { token, body: both, headers: { "content-type": "text/plain" } });
  expect([text.status, text.body]).toEqual([415, { detail: "Send application/json." }]);
  const path = await ask("PATCH", "/users/permissions/bob/", { token, body: both });
  expect([path.status, path.body]).toEqual([400, { user_uuid: ["Must be a valid UUID."] }]);
  const put = await ask("PUT", of(bob), { token, body: both });
  expect([put.status, put.body]).toEqual([405, { detail: "Method not allowed." }]);
  expect(put.headers.get("allow")?.split(", ").sort()).toEqual(["DELETE", "GET", "PATCH"]);
  const nowhere = await ask("PATCH", "/users/permission/x/", { token, body: both });
  expect([nowhere.status, nowhere.body]).toEqual([404, { detail: "Not found." }]);
});

test("a uuid that names nothing here, or what this family does not see, is 422 and takes the list with it", async () => {
  const { rows } = await owner.query<{ id: string }>(
    "select id from permission where name in ('grant_any_permission', 'CAN_VIEW_DATA', 'Trading')",
  );
  expect(rows).toHaveLength(3);
  for (const unseen of [
    randomUUID(),
    CATALOGS,
    "00000000-0000-0000-0000-000000000000",
    ...rows.map(({ id }) => id),
  ]) {
    for (const method of ["PATCH", "DELETE"]) {
      const answer = await ask(method, of(bob), { token, body: { permission_uuids: [PLAN, unseen] } });
      const says = { permission_uuids: [`There is no permission ${unseen} in your organization.`] };
      expect([answer.status, answer.body]).toEqual([422, says]);
    }
  }
  expect(await grantsOf(bob.memberId)).toEqual([]);
  expect(await audit(bob.memberId)).toEqual([]);
});

test("a target in another organization or in a project answers byte for byte like none at all", async () => {
  const foreign = await makeMember(owner, { organizationId: await makeOrganization(owner) });
  const projectId = await makeProject(owner, org);
  const inProject = await makeMember(owner, { organizationId: org, projectId }, { personId: bob.personId });
  const viewer = await makeMember(owner, { organizationId: org }, { role: "Viewer" });
  const plain = await makeToken(owner, viewer.personId, org);
  const calls = [
    ["PATCH", token, 404],
    ["DELETE", token, 404],
    ["GET", token, 404],
    ["PATCH", plain, 403],
    ["DELETE", plain, 403],
    ["GET", plain, 403],
  ] as const;
  for (const [method, by, status] of calls) {
    const answers = [];
    for (const id of [randomUUID(), foreign.memberId, inProject.memberId]) {
      const body = method === "GET" ? undefined : both;
      answers.push(
        await ask(method, `/users/permissions/${id}/`, {
          token: by,
          body,
          headers: { "x-request-id": "same" },
        }),
      );
    }
    const [missing, ...others] = answers.map(({ status: code, text, headers }) => [code, text, [...headers]]);
    expect(missing?.[0]).toBe(status);
    for (const other of others) expect(other).toEqual(missing);
  }
  expect([await grantsOf(foreign.memberId), await grantsOf(inProject.memberId)]).toEqual([[], []]);
});

test("without edit_org_users nothing changes, whatever the uuids are, and the attempt is on record", async () => {
  const viewer = await makeMember(owner, { organizationId: org }, { permissions: ["view_org_users"] });
  const by = await makeToken(owner, viewer.personId, org);
  const before = await denials("not-allowed");
  for (const uuids of [[PLAN], [randomUUID()]]) {
    const answer = await ask("PATCH", of(bob), { token: by, body: { permission_uuids: uuids } });
    expect([answer.status, answer.body]).toEqual([
      403,
      { detail: "You do not have permission to perform this action." },
    ]);
  }
  expect(await denials("not-allowed")).toBe(before + 2);
  expect(await grantsOf(bob.memberId)).toEqual([]);
});

test("the last who can edit users stays, and hands out no more than he holds", async () => {
  const alone = await makeOrganization(owner);
  const last = await makeMember(owner, { organizationId: alone }, { permissions: ["edit_org_users"] });
  const by = await makeToken(owner, last.personId, alone);
  const demoted = await ask("DELETE", of(last), { token: by, body: { permission_uuids: [EDIT_USERS] } });
  const orphaned = { detail: expect.stringContaining("nobody who can change people") };
  expect([demoted.status, demoted.body]).toEqual([422, orphaned]);
  const beyond = await ask("PATCH", of(last), { token: by, body: { permission_uuids: [PLAN] } });
  const tooMuch = { detail: "This goes beyond the permissions that you hold yourself." };
  expect([beyond.status, beyond.body]).toEqual([422, tooMuch]);
  expect(await grantsOf(last.memberId)).toEqual([EDIT_USERS]);
  expect(await audit(last.memberId)).toEqual([]);
});

test("two who take edit_org_users from each other at the same moment leave one who has it", async () => {
  const shared = await makeOrganization(owner);
  const place = { organizationId: shared };
  const two = [
    await makeMember(owner, place, { permissions: ["edit_org_users"] }),
    await makeMember(owner, place, { permissions: ["edit_org_users"] }),
  ] as const;
  const tokens = [
    await makeToken(owner, two[0].personId, shared),
    await makeToken(owner, two[1].personId, shared),
  ] as const;
  const body = { permission_uuids: [EDIT_USERS] };
  const answers = await Promise.all([
    ask("DELETE", of(two[1]), { token: tokens[0], body }),
    ask("DELETE", of(two[0]), { token: tokens[1], body }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 403]);
  expect([...(await grantsOf(two[0].memberId)), ...(await grantsOf(two[1].memberId))]).toEqual([EDIT_USERS]);
});

test("what a role gives is not taken away at the user", async () => {
  const biller = await makeMember(owner, { organizationId: org }, { role: "Billing" });
  const held = await ask("DELETE", of(biller), { token, body: { permission_uuids: [PLAN] } });
  expect([held.status, held.body]).toEqual([
    422,
    { detail: "Edit Subscription Plan is not a direct permission here; it comes from the role Billing." },
  ]);
  expect(await audit(biller.memberId)).toEqual([]);
});
