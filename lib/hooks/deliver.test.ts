import { expect, test } from "vitest";
import { changeAccess } from "@/lib/operations/change-access";
import { redeliver, rotateWebhook } from "@/lib/operations/webhooks";
import { findDueWebhooks } from "@/lib/store/deliveries";
import { useDatabase } from "@/lib/testing/database";
import { useDeliveries } from "@/lib/testing/deliveries";
import { auditKinds } from "@/lib/testing/organization-scene";

const database = useDatabase("base");
const { owner } = database;
const { there, subscribe, tick, log, dueNow, deliverTo } = useDeliveries(database);

test("an event that is subscribed to arrives once, signed, with its place in the audit, and nothing else does", async () => {
  const due = await subscribe(["permission.added"]);
  await tick("view_order");
  const role = { kind: "rename-organization", name: "Other" } as const;
  await changeAccess(there.scene.boss.principal, { organizationId: due.organizationId, changes: [role] });
  expect(await findDueWebhooks(10)).toContainEqual({
    organizationId: due.organizationId,
    webhookId: due.webhookId,
  });
  await deliverTo(due);
  await deliverTo(due);
  expect(there.receiver.received.map(({ body }) => body)).toMatchObject([
    {
      type: "permission.added",
      data: {
        organization_id: due.organizationId,
        revision: 2,
        sequence: 1,
        actor: { id: there.scene.boss.personId },
        membership_id: there.scene.member.memberId,
        permission: { name: "view_order" },
        before: null,
      },
    },
  ]);
  expect(there.receiver.received[0]?.signatures).toBe(1);
  expect(await findDueWebhooks(10)).toEqual([]);
});

test("a message that is refused comes again under the same id until it is accepted", async () => {
  const due = await subscribe([]);
  await tick("view_order");
  there.receiver.answers.push(
    { status: 500, text: "not today" },
    { status: 302, headers: { location: "/else" } },
  );
  await deliverTo(due);
  expect(await log(due)).toMatchObject([
    { status: "WAITING", attempts: 1, answerStatus: 500, answerText: "not today" },
  ]);
  await deliverTo(due);
  expect(there.receiver.received).toHaveLength(1);
  await dueNow();
  await deliverTo(due);
  expect(await log(due)).toMatchObject([{ status: "WAITING", attempts: 2, answerStatus: 302 }]);
  await dueNow();
  await deliverTo(due);
  expect(await log(due)).toMatchObject([{ status: "DELIVERED", attempts: 3, answerStatus: 204 }]);
  expect(there.receiver.received).toHaveLength(3);
  expect(new Set(there.receiver.received.map(({ id }) => id)).size).toBe(1);
  expect(new Set(there.receiver.received.map(({ text }) => text)).size).toBe(1);
});

test("after the last attempt a message has failed, and can be sent again by hand under its id", async () => {
  const due = await subscribe([]);
  await tick("view_order");
  for (let attempt = 0; attempt < 8; attempt++) {
    there.receiver.answers.push({ status: 503 });
    await deliverTo(due);
    await dueNow();
  }
  const [failed] = await log(due);
  expect(failed).toMatchObject({ status: "FAILED", attempts: 8 });
  expect(
    (await redeliver(there.scene.boss.principal, due.organizationId, due.webhookId, failed?.id ?? "")).ok,
  ).toBe(true);
  await deliverTo(due);
  expect(await log(due)).toMatchObject([{ status: "DELIVERED", attempts: 1 }]);
  expect(new Set(there.receiver.received.map(({ id }) => id)).size).toBe(1);
});

test("a webhook hears of its own organization alone, and never of what was before it", async () => {
  await tick("view_order");
  const foreign = await subscribe([], there.scene.foreignId, there.scene.stranger.principal);
  await tick("create_order");
  await deliverTo(foreign);
  expect(there.receiver.received).toEqual([]);
  // Whatever organization it is said to be of.
  await deliverTo({ organizationId: there.scene.organizationId, webhookId: foreign.webhookId });
  expect(there.receiver.received).toEqual([]);
});

test("after a rotation both secrets sign for a day, then the new one alone", async () => {
  const due = await subscribe([]);
  const rotated = await rotateWebhook(there.scene.boss.principal, due.organizationId, due.webhookId);
  await deliverTo(due);
  expect(there.receiver.received.map(({ body, signatures }) => [body.type, signatures])).toEqual([
    ["webhook.secret-rotated", 2],
  ]);
  expect(there.receiver.received[0]?.text).not.toContain("whsec_");
  await owner.query("update webhook set previous_until = now() where id = $1", [due.webhookId]);
  await tick("view_order");
  const refused = there.receiver.refused();
  await deliverTo(due);
  expect(there.receiver.refused()).toBe(refused + 1);
  there.receiver.know(rotated.ok ? rotated.value.secret : "");
  await tick("create_order");
  await deliverTo(due);
  expect(there.receiver.received.at(-1)).toMatchObject({ signatures: 1, body: { type: "permission.added" } });
});

test("no secret stands in the database as it is, nor in the audit", async () => {
  const due = await subscribe([]);
  const { rows } = await owner.query(
    "select to_jsonb(w) as row, encode(w.secret, 'escape') as secret from webhook w where id = $1",
    [due.webhookId],
  );
  const audit = await owner.query("select to_jsonb(e) as row from audit_event e where organization_id = $1", [
    due.organizationId,
  ]);
  expect(rows[0].secret).not.toContain(due.secret);
  expect(JSON.stringify([rows[0].row, audit.rows])).not.toContain(due.secret);
  expect(JSON.stringify(audit.rows)).toContain(there.receiver.url);
});

test("what has accepted nothing for five days is paused by the product, and the audit says so", async () => {
  const due = await subscribe([]);
  await tick("view_order");
  there.receiver.answers.push({ status: 500 }, { status: 500 });
  await deliverTo(due);
  await owner.query("update webhook set failing_since = now() - interval '4 days' where id = $1", [
    due.webhookId,
  ]);
  await dueNow();
  await deliverTo(due);
  expect((await auditKinds(owner, due.organizationId)).at(-1)).toBe("permission.added");
  await owner.query("update webhook set failing_since = now() - interval '5 days' where id = $1", [
    due.webhookId,
  ]);
  there.receiver.answers.push({ status: 500 });
  await dueNow();
  await deliverTo(due);
  const { rows } = await owner.query(
    "select kind, actor_label, door, after ->> 'paused' as paused from audit_event where organization_id = $1 order by revision desc limit 1",
    [due.organizationId],
  );
  expect(rows).toEqual([
    { kind: "webhook.paused", actor_label: "Grantdesk", door: "system", paused: "FAILING" },
  ]);
  expect(await findDueWebhooks(100)).not.toContainEqual({
    organizationId: due.organizationId,
    webhookId: due.webhookId,
  });
  await dueNow();
  const before = there.receiver.received.length;
  await deliverTo(due);
  expect(there.receiver.received).toHaveLength(before);
});
