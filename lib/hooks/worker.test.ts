import { expect, test, vi } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { useDeliveries } from "@/lib/testing/deliveries";
import { startDelivering } from "./worker";

const database = useDatabase("base");
const { owner } = database;
const { there, subscribe, tick, log, dueNow } = useDeliveries(database);

const patient = { timeout: 10_000, interval: 20 };
const active = async () => (await owner.query("select from pgboss.job where state = 'active'")).rowCount;

test("a change is delivered as it happens, and what was refused comes again", async () => {
  const due = await subscribe(["permission.added"]);
  const deliveries = startDelivering();
  await tick("view_order");
  await vi.waitFor(() => expect(there.receiver.received).toHaveLength(1), patient);
  there.receiver.answers.push({ status: 500 });
  await tick("create_order");
  await vi.waitFor(() => expect(there.receiver.received).toHaveLength(2), patient);
  await vi.waitFor(async () => expect((await log(due))[0]).toMatchObject({ answerStatus: 500 }), patient);
  await dueNow();
  await tick("edit_org_users");
  await vi.waitFor(() => expect(there.receiver.received).toHaveLength(4), patient);
  await deliveries.stop();
  expect((await log(due)).map(({ status, attempts }) => [status, attempts])).toEqual([
    ["DELIVERED", 1],
    ["DELIVERED", 2],
    ["DELIVERED", 1],
  ]);
});

test("an orderly end waits for what is on its way and leaves nothing taken", async () => {
  const due = await subscribe(["permission.added"]);
  const held = there.receiver.hold();
  const deliveries = startDelivering();
  await tick("view_order");
  await held.reached;
  expect(await active()).toBe(1);
  const stopped = deliveries.stop();
  held.release();
  await stopped;
  expect(await active()).toBe(0);
  expect(await log(due)).toMatchObject([{ status: "DELIVERED", attempts: 1 }]);
});
