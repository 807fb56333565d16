import { expect, test } from "vitest";
import { changeWebhook, redeliver } from "@/lib/operations/webhooks";
import { AT_ONCE, beginDelivery, findDueWebhooks, queueEvents } from "@/lib/store/deliveries";
import { openJobs } from "@/lib/store/jobs";
import { useDatabase } from "@/lib/testing/database";
import { useDeliveries } from "@/lib/testing/deliveries";
import { auditKinds } from "@/lib/testing/organization-scene";
import { deliver } from "./deliver";

const database = useDatabase("base");
const { owner } = database;
const { there, subscribe, tick, log, dueNow, maintain, take, begin, deliverTo } = useDeliveries(database);

test("processes that deliver side by side send each message once", async () => {
  const due = await subscribe(["permission.added"]);
  for (const permission of ["view_order", "create_order", "edit_org_users"]) await tick(permission);
  const others = await Promise.all([openJobs(), openJobs()]);
  await Promise.all(Array.from({ length: 8 }, (_, index) => deliverTo(due, others[index % 2])));
  await Promise.all(others.map((other) => other.close()));
  const events = await auditKinds(owner, due.organizationId);
  expect(there.receiver.received).toHaveLength(events.filter((kind) => kind === "permission.added").length);
  expect(new Set(there.receiver.received.map(({ id }) => id)).size).toBe(there.receiver.received.length);
});

test("who died with a message in his hands leaves it to the next, and his attempt is counted", async () => {
  const due = await subscribe([]);
  await tick("view_order");
  expect(await begin(due)).toMatchObject([{ attempts: 1 }]);
  const later = (seconds: number) =>
    owner.query("update pgboss.job set started_on = started_on - make_interval(secs => $1)", [seconds]);
  await later(40);
  await maintain();
  await deliverTo(due);
  expect(there.receiver.received).toEqual([]);
  await later(6);
  await maintain();
  await deliverTo(due);
  expect(there.receiver.received).toHaveLength(1);
  expect(await log(due)).toMatchObject([{ status: "DELIVERED", attempts: 2 }]);
});

test("however often one dies with it, a message stays in the queue", async () => {
  const due = await subscribe([]);
  await tick("view_order");
  for (let death = 1; death <= 4; death++) {
    expect(await begin(due)).toMatchObject([{ attempts: death }]);
    await owner.query("update pgboss.job set started_on = started_on - interval '1 minute'");
    await maintain();
  }
  await deliverTo(due);
  expect(await log(due)).toMatchObject([{ status: "DELIVERED", attempts: 5 }]);
});

test("a message that is refused waits as long as it is promised, each time, and no job comes before", async () => {
  const due = await subscribe([]);
  await tick("view_order");
  const waits: number[] = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    there.receiver.answers.push({ status: 503 });
    await deliverTo(due);
    expect(await there.jobs.take(100)).toEqual([]);
    const { rows } = await owner.query<{ wait: string }>(
      `select extract(epoch from j.start_after - (select max(completed_on) from pgboss.job)) as wait
       from pgboss.job j join webhook_delivery d on d.job = j.id`,
    );
    waits.push(...rows.map(({ wait }) => Math.round(Number(wait))));
    await dueNow();
  }
  expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 36_000]);
  expect(there.receiver.received).toHaveLength(8);
});

test("a job names its message's id and nothing else, and is over when the log says what came of it", async () => {
  const due = await subscribe([]);
  await tick("view_order");
  await queueEvents(there.jobs, due);
  const { rows } = await owner.query("select data, output, state::text from pgboss.job");
  const [message] = await log(due);
  expect(rows).toEqual([{ data: { delivery: message?.id }, output: null, state: "created" }]);
  await deliverTo(due);
  const { rows: left } = await owner.query("select data, output, state::text from pgboss.job");
  expect(left).toEqual([{ data: { delivery: message?.id }, output: {}, state: "completed" }]);
});

test("the place in the log and the place in the queue are one commit, and so are an attempt and the next one", async () => {
  const due = await subscribe([]);
  await tick("view_order");
  there.receiver.answers.push({ status: 500 });
  await owner.query("revoke insert on pgboss.job from grantdesk_app");
  try {
    await expect(queueEvents(there.jobs, due)).rejects.toMatchObject({ code: "42501" });
    expect(await log(due)).toEqual([]);
  } finally {
    await owner.query("grant insert on pgboss.job to grantdesk_app");
  }
  const [claimed] = await begin(due);
  if (!claimed) throw new Error("nothing was taken");
  await owner.query("revoke insert on pgboss.job from grantdesk_app");
  try {
    await expect(deliver(there.jobs, claimed)).rejects.toMatchObject({ code: "42501" });
    expect(await log(due)).toMatchObject([{ status: "WAITING", attempts: 1, answerStatus: null }]);
  } finally {
    await owner.query("grant insert on pgboss.job to grantdesk_app");
  }
  const { rows } = await owner.query(
    "select j.state::text from pgboss.job j join webhook_delivery d on d.job = j.id",
  );
  expect(rows).toEqual([{ state: "active" }]);
});

test("what is sent again by hand while it waits for a retry goes at once, and its old job sends nothing", async () => {
  const due = await subscribe([]);
  await tick("view_order");
  there.receiver.answers.push({ status: 500 });
  await deliverTo(due);
  const [waiting] = await log(due);
  await redeliver(there.scene.boss.principal, due.organizationId, due.webhookId, waiting?.id ?? "");
  expect(await findDueWebhooks(10)).toContainEqual({
    organizationId: due.organizationId,
    webhookId: due.webhookId,
  });
  await dueNow();
  await deliverTo(due);
  await deliverTo(due);
  expect(there.receiver.received).toHaveLength(2);
  expect(await log(due)).toMatchObject([{ status: "DELIVERED", attempts: 1 }]);
});

test("what is sent again while it is being sent is not forgotten over the answer of before", async () => {
  const due = await subscribe([]);
  await tick("view_order");
  const [claimed] = await begin(due);
  if (!claimed) throw new Error("nothing was taken");
  await redeliver(there.scene.boss.principal, due.organizationId, due.webhookId, claimed.id);
  await deliver(there.jobs, claimed);
  expect(await log(due)).toMatchObject([{ status: "WAITING", attempts: 0 }]);
  await deliverTo(due);
  expect(there.receiver.received).toHaveLength(2);
});

test("what waits for a webhook that is paused keeps its place in the log, and goes when it is resumed", async () => {
  const due = await subscribe(["permission.added"]);
  await tick("view_order");
  const [job] = await take(due);
  if (!job) throw new Error("nothing was taken");
  const pause = (paused: boolean) =>
    changeWebhook(there.scene.boss.principal, due.organizationId, due.webhookId, { paused });
  await pause(true);
  expect(await beginDelivery(there.jobs, job, [])).toBeNull();
  await deliverTo(due);
  expect(there.receiver.received).toEqual([]);
  expect(await log(due)).toMatchObject([{ status: "WAITING", attempts: 0 }]);
  await pause(false);
  await deliverTo(due);
  expect(there.receiver.received).toHaveLength(1);
});

test("of a webhook that is slow no more messages are in the queue than it may have, and the rest comes after them", async () => {
  const due = await subscribe(["role.created"]);
  await owner.query(
    `insert into webhook_delivery (organization_id, webhook_id, kind)
     select $1, $2, 'webhook.test' from generate_series(1, ${AT_ONCE + 3})`,
    [due.organizationId, due.webhookId],
  );
  const taken = await take(due);
  expect(taken).toHaveLength(AT_ONCE);
  expect(await take(due)).toEqual([]);
  expect(await findDueWebhooks(100)).not.toContainEqual(
    expect.objectContaining({ webhookId: due.webhookId }),
  );
  const [first, second] = taken;
  if (!(first && second)) throw new Error("nothing was taken");
  // Who has enough of it on the way gives the place up, and the message waits for another.
  expect(await beginDelivery(there.jobs, first, [due.webhookId])).toBeNull();
  const claimed = await beginDelivery(there.jobs, second, []);
  if (claimed) await deliver(there.jobs, claimed);
  expect(await findDueWebhooks(100)).toContainEqual(expect.objectContaining({ webhookId: due.webhookId }));
  expect(await take(due)).toHaveLength(2);
  for (const job of taken.slice(2)) await beginDelivery(there.jobs, job, [due.webhookId]);
  await deliverTo(due);
  await deliverTo(due);
  expect((await log(due)).filter(({ status }) => status === "WAITING")).toHaveLength(2);
});
