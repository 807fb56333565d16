import { beforeAll, describe, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { handle } from "./family";

const { owner } = useDatabase("base");
const PLAN = "2a0295b6-dd74-4239-9988-24fcdb1adcea";
const PAYMENT = "05a46c58-9d13-4912-9167-7effc2cc7482";
const ask = asking(handle, "/api/organizations");

let org: string;
let boss: FixtureMember;
let token: string;

beforeAll(async () => {
  org = await makeOrganization(owner);
  boss = await makeMember(owner, { organizationId: org }, { role: "Owner" });
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

describe.each(["/api/organizations", "/organizations", "/timp/organizations"])("under %s", (prefix) => {
  test.each(["/", ""])(
    "the seeds' calls add and remove with the path ending in '%s', and say nothing",
    async (end) => {
      const target = await makeMember(owner, { organizationId: org });
      const path = `/users/permissions/${target.memberId.toUpperCase()}${end}`;
      const headers = { authorization: `Token ${token}`, "content-type": "application/json; charset=utf-8" };
      const added = await asking(handle, prefix)("PATCH", path, { body: both, headers });
      expect([added.status, added.text]).toEqual([204, ""]);
      expect(await grantsOf(target.memberId)).toEqual([PAYMENT, PLAN]);

      const removed = await asking(handle, prefix)("DELETE", path, { body: both, headers });
      expect([removed.status, removed.text]).toEqual([204, ""]);
      expect(await grantsOf(target.memberId)).toEqual([]);
      const actor = { actor_id: boss.personId, door: "crux" };
      expect(await audit(target.memberId)).toMatchObject([
        {
          kind: "permission.added",
          permission_name: "edit_org_subscription_plan",
          before: null,
          after: { grantedBy: boss.personId },
          ...actor,
        },
        {
          kind: "permission.added",
          permission_name: "view_payment_info",
          before: null,
          after: { grantedBy: boss.personId },
          ...actor,
        },
        { kind: "permission.removed", permission_name: "edit_org_subscription_plan", after: null, ...actor },
        { kind: "permission.removed", permission_name: "view_payment_info", after: null, ...actor },
      ]);
    },
  );
});

test("a body in chunks, without a Content-Length, is read to its end", async () => {
  const target = await makeMember(owner, { organizationId: org });
  const parts = ['{"permission_uuids":', `["${PLAN}"`, "]}"].map((part) => new TextEncoder().encode(part));
  const body = new ReadableStream({
    pull(controller) {
      const part = parts.shift();
      if (part) controller.enqueue(part);
      else controller.close();
    },
  });
  const init = {
    method: "DELETE",
    body,
    duplex: "half",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
  };
  await ask("PATCH", of(target), { token, body: both });
  const response = await handle(new Request(`http://localhost/organizations${of(target)}`, init));
  expect(response.status).toBe(204);
  expect(await grantsOf(target.memberId)).toEqual([PAYMENT]);
});

test("adding what is there and removing what is not record nothing", async () => {
  const target = await makeMember(owner, { organizationId: org });
  const removed = await ask("DELETE", of(target), { token, body: both });
  expect(removed.status).toBe(204);
  expect(await audit(target.memberId)).toEqual([]);
  const uuids = [PLAN, PLAN.toUpperCase(), PLAN];
  for (let times = 0; times < 2; times++) {
    const added = await ask("PATCH", of(target), { token, body: { permission_uuids: uuids } });
    expect(added.status).toBe(204);
  }
  expect(await audit(target.memberId)).toHaveLength(1);
  expect(await grantsOf(target.memberId)).toEqual([PLAN]);
});

test("an answer shows the whole catalogue in its order, with what is held by any way", async () => {
  const biller = await makeMember(
    owner,
    { organizationId: org },
    { role: "Billing", permissions: ["edit_org_users"] },
  );
  const { status, body } = await ask("GET", of(biller), { token });
  expect([status, body.org_user]).toEqual([200, { uuid: biller.memberId }]);
  const { rows } = await owner.query<{ name: string }>(
    "select name from permission where level = 'ORGANIZATION' and visibility in ('BOTH', 'RETAILER') order by position",
  );
  const listed: { assigned: boolean; permission: { name: string } }[] = body.permissions;
  expect(listed.map(({ permission }) => permission.name)).toEqual(rows.map(({ name }) => name));
  expect(listed.flatMap(({ assigned, permission }) => (assigned ? [permission.name] : [])).sort()).toEqual([
    "edit_org_subscription_plan",
    "edit_org_users",
    "edit_payment_info",
    "view_billing_statement",
    "view_org_subscription_plan",
    "view_org_users",
    "view_payment_info",
  ]);
  expect(listed[0]).toEqual({
    assigned: true,
    permission: {
      uuid: PLAN,
      name: "edit_org_subscription_plan",
      display_name: "Edit Subscription Plan",
      description: "Change the subscription plan of the organization",
      visibility: "BOTH",
      grouping: "ORGSUB",
    },
  });
});
