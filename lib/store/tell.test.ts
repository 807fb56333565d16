import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { changeAccess } from "@/lib/operations/change-access";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { inTransaction, store } from "./database";
import { tellRevision } from "./tell";
import { withTransaction } from "./transaction";

const { owner, appUrl } = useDatabase("base");

const heard: (string | undefined)[] = [];
const client = new pg.Client({ connectionString: appUrl });
client.on("notification", ({ payload }) => heard.push(payload));
afterAll(() => client.end());

test("a change is told to every process, and one that changes nothing is not", async () => {
  await client.connect();
  await client.query("listen grantdesk");
  const organizationId = await makeOrganization(owner);
  const anna = await makeMember(owner, { organizationId }, { role: "Owner" });
  const { memberId: member } = await makeMember(owner, { organizationId });
  const grant = { kind: "add-permission", member, permission: "view_org_users" } as const;
  for (let turn = 0; turn < 2; turn++)
    expect(await changeAccess(anna.principal, { organizationId, changes: [grant] })).toMatchObject({
      ok: true,
    });
  await tellRevision("the end", 1);
  await expect.poll(() => heard).toEqual([`${organizationId}:1`, "the end:1"]);
});

test("inside a transaction nothing is told before its commit, and then the newest alone", async () => {
  heard.length = 0;
  const id = randomUUID();
  const waiting = await withTransaction(async (within) => {
    const done = await inTransaction(within, async () => {
      await tellRevision(id, 1);
      await tellRevision(id, 2);
    });
    await store().pool.query("select 1");
    await within.query("commit");
    return done.waiting;
  });
  expect(waiting).toHaveLength(2);
  for (const tell of waiting) await tell();
  await expect.poll(() => heard.at(-1)).toBe(`${id}:2`);
});
