import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changeAccess } from "@/lib/operations/change-access";
import { createWebhook, listDeliveries, redeliver, rotateWebhook } from "@/lib/operations/webhooks";
import { findDueWebhooks } from "@/lib/store/deliveries";
import { useDatabase } from "@/lib/testing/database";
import { auditKinds, makeOrganizationScene, type OrganizationScene } from "@/lib/testing/organization-scene";
import { startReceiver } from "@/lib/testing/receiver";
import { deliverTo } from "./deliver";

const { owner } = useDatabase("base");

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let scene: OrganizationScene;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());
beforeEach(async () => {
  receiver.received.length = 0;
  receiver.answers.length = 0;
  scene = await makeOrganizationScene(owner);
});

async function subscribe(kinds: string[], organizationId = scene.organizationId, by = scene.boss) {
  const made = await createWebhook(by.principal, organizationId, { url: receiver.url, kinds });
  if (!made.ok) throw new Error(made.refusal.message);
  receiver.know(made.value.secret);
  return { organizationId, webhookId: made.value.webhook.id, secret: made.value.secret };
}

const tick = (permission: string) =>
  changeAccess(scene.boss.principal, {
    organizationId: scene.organizationId,
    changes: [{ kind: "add-permission", member: scene.member.memberId, permission }],
  });
const dueNow = () => owner.query("update webhook_delivery set next_at = now() where status = 'WAITING'");
const log = async (due: { organizationId: string; webhookId: string }) => {
  const listed = await listDeliveries(scene.boss.principal, due.organizationId, due.webhookId);
  if (!listed.ok) throw new Error(listed.refusal.message);
  return listed.value;
};

test("an event that is subscribed to arrives once, signed, with its place in the audit, and nothing else does", async () => {
  const due = await subscribe(["permission.added"]);
  await tick("view_order");
  const role = { kind: "rename-organization", name: "Other" } as const;
  await changeAccess(scene.boss.principal, { organizationId: due.organizationId, changes: [role] });
  expect(await findDueWebhooks(10)).toContainEqual({
    organizationId: due.organizationId,
    webhookId: due.webhookId,
  });
  await deliverTo(due);
  await deliverTo(due);
  expect(receiver.received.map(({ body }) => body)).toMatchObject([
    {
      type: "permission.added",
      data: {
        organization_id: due.organizationId,
        revision: 2,
        sequence: 1,
        actor: { id: scene.boss.personId },
        membership_id: scene.member.memberId,
        permission: { name: "view_order" },
        before: null,
      },
    },
  ]);
  expect(receiver.received[0]?.signatures).toBe(1);
  expect(await findDueWebhooks(10)).toEqual([]);
});

test("a message that is refused comes again under the same id until it is accepted", async () => {
  const due = await subscribe([]);
  await tick("view_order");
  receiver.answers.push({ status: 500, text: "not today" }, { status: 302, headers: { location: "/else" } });
  await deliverTo(due);
  expect(await log(due)).toMatchObject([
    { status: "WAITING", attempts: 1, answerStatus: 500, answerText: "not today" },
  ]);
  await deliverTo(due);
  expect(receiver.received).toHaveLength(1);
  await dueNow();
  await deliverTo(due);
  expect(await log(due)).toMatchObject([{ status: "WAITING", attempts: 2, answerStatus: 302 }]);
  await dueNow();
  await deliverTo(due);
  expect(await log(due)).toMatchObject([{ status: "DELIVERED", attempts: 3, answerStatus: 204 }]);
  expect(receiver.received).toHaveLength(3);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
});

test("after the last attempt a message has failed, and can be sent again by hand under its id", async () => {
  const due = await subscribe([]);
  await tick("view_order");
  for (let attempt = 0; attempt < 8; attempt++) {
    receiver.answers.push({ status: 503 });
    await deliverTo(due);
    await dueNow();
  }
  const [failed] = await log(due);
  expect(failed).toMatchObject({ status: "FAILED", attempts: 8 });
  expect(
    (await redeliver(scene.boss.principal, due.organizationId, due.webhookId, failed?.id ?? "")).ok,
  ).toBe(true);
  await deliverTo(due);
  expect(await log(due)).toMatchObject([{ status: "DELIVERED", attempts: 1 }]);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
});

test("processes that deliver side by side send each message once", async () => {
  const due = await subscribe(["permission.added"]);
  for (const permission of ["view_order", "create_order", "edit_org_users"]) await tick(permission);
  await Promise.all(Array.from({ length: 8 }, () => deliverTo(due)));
  const events = await auditKinds(owner, due.organizationId);
  expect(receiver.received).toHaveLength(events.filter((kind) => kind === "permission.added").length);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(receiver.received.length);
});

test("who died with a message in his hands leaves it to the next", async () => {
  const due = await subscribe([]);
  await tick("view_order");
  const { claimDeliveries, queueEvents } = await import("@/lib/store/deliveries");
  await queueEvents(due);
  expect(await claimDeliveries(due, 10)).toHaveLength(1);
  expect(await claimDeliveries(due, 10)).toEqual([]);
  await dueNow();
  await deliverTo(due);
  expect(receiver.received).toHaveLength(1);
});

test("a webhook hears of its own organization alone, and never of what was before it", async () => {
  await tick("view_order");
  const foreign = await subscribe([], scene.foreignId, scene.stranger);
  await tick("create_order");
  await deliverTo(foreign);
  expect(receiver.received).toEqual([]);
  // Whatever organization it is said to be of.
  await deliverTo({ organizationId: scene.organizationId, webhookId: foreign.webhookId });
  expect(receiver.received).toEqual([]);
});

test("after a rotation both secrets sign for a day, then the new one alone", async () => {
  const due = await subscribe([]);
  const rotated = await rotateWebhook(scene.boss.principal, due.organizationId, due.webhookId);
  await deliverTo(due);
  expect(receiver.received.map(({ body, signatures }) => [body.type, signatures])).toEqual([
    ["webhook.secret-rotated", 2],
  ]);
  expect(receiver.received[0]?.text).not.toContain("whsec_");
  await owner.query("update webhook set previous_until = now() where id = $1", [due.webhookId]);
  await tick("view_order");
  const refused = receiver.refused();
  await deliverTo(due);
  expect(receiver.refused()).toBe(refused + 1);
  receiver.know(rotated.ok ? rotated.value.secret : "");
  await tick("create_order");
  await deliverTo(due);
  expect(receiver.received.at(-1)).toMatchObject({ signatures: 1, body: { type: "permission.added" } });
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
  expect(JSON.stringify(audit.rows)).toContain(receiver.url);
});

test("what has accepted nothing for five days is paused by the product, and the audit says so", async () => {
  const due = await subscribe([]);
  await tick("view_order");
  receiver.answers.push({ status: 500 }, { status: 500 });
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
  receiver.answers.push({ status: 500 });
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
  const before = receiver.received.length;
  await deliverTo(due);
  expect(receiver.received).toHaveLength(before);
});
