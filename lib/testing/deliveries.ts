import pg from "pg";
import PgBoss from "pg-boss";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { deliver } from "@/lib/hooks/deliver";
import { changeAccess } from "@/lib/operations/change-access";
import { createWebhook, listDeliveries } from "@/lib/operations/webhooks";
import { beginDelivery, type Claimed, type DueWebhook, queueEvents } from "@/lib/store/deliveries";
import { type Job, type Jobs, openJobs } from "@/lib/store/jobs";
import type { useDatabase } from "./database";
import { makeOrganizationScene, type OrganizationScene } from "./organization-scene";
import { startReceiver } from "./receiver";

interface World {
  readonly receiver: Awaited<ReturnType<typeof startReceiver>>;
  readonly jobs: Jobs;
  readonly app: pg.Pool;
}

/** For the top of a file: a receiver and a queue for all of its tests, an organization for each. */
export function useDeliveries({ owner, appUrl }: ReturnType<typeof useDatabase>) {
  let world: World | undefined;
  let scene: OrganizationScene | undefined;
  beforeAll(async () => {
    const app = new pg.Pool({ connectionString: appUrl, max: 1 });
    app.on("error", () => undefined);
    world = { receiver: await startReceiver(), jobs: await openJobs(), app };
  });
  afterAll(async () => {
    await Promise.all([world?.jobs.close(), world?.receiver.stop(), world?.app.end()]);
  });
  beforeEach(async () => {
    await owner.query("delete from pgboss.job; delete from webhook_delivery; delete from webhook");
    world?.receiver.received.splice(0);
    world?.receiver.answers.splice(0);
    scene = await makeOrganizationScene(owner);
  });
  const there = {
    get receiver() {
      return made(world).receiver;
    },
    get jobs() {
      return made(world).jobs;
    },
    get scene() {
      return made(scene);
    },
  };
  return {
    ...acts(there),
    ...rounds(there),
    there,
    /** As if the time to wait were over. */
    dueNow: () =>
      owner.query(`update pgboss.job set start_after = now() - interval '1 second' where state < 'active';
        update webhook_delivery set next_at = now() where status = 'WAITING'`),
    /** What pg-boss does every few seconds in whatever process is there, with what the application may do. */
    maintain: async () => {
      const executeSql = (text: string, values: unknown[]) => made(world).app.query(text, values);
      await new PgBoss({ db: { executeSql }, migrate: false }).maintain();
    },
  };
}

type There = Omit<World, "app"> & { readonly scene: OrganizationScene };

function acts(there: There) {
  return {
    subscribe: async (
      kinds: string[],
      organizationId = there.scene.organizationId,
      by = there.scene.boss.principal,
    ) => {
      const subscribed = await createWebhook(by, organizationId, { url: there.receiver.url, kinds });
      if (!subscribed.ok) throw new Error(subscribed.refusal.message);
      there.receiver.know(subscribed.value.secret);
      return { organizationId, webhookId: subscribed.value.webhook.id, secret: subscribed.value.secret };
    },
    tick: (permission: string) => {
      const { boss, organizationId, member } = there.scene;
      const change = { kind: "add-permission", member: member.memberId, permission } as const;
      return changeAccess(boss.principal, { organizationId, changes: [change] });
    },
    log: async ({ organizationId, webhookId }: DueWebhook) => {
      const listed = await listDeliveries(there.scene.boss.principal, organizationId, webhookId);
      if (!listed.ok) throw new Error(listed.refusal.message);
      return listed.value;
    },
  };
}

function rounds(there: There) {
  const take = async (due: DueWebhook, jobs = there.jobs): Promise<Job[]> => {
    await queueEvents(jobs, due);
    return jobs.take(100);
  };
  const begin = async (due: DueWebhook, jobs = there.jobs): Promise<Claimed[]> => {
    const begun = (await take(due, jobs)).map((job) => beginDelivery(jobs, job, []));
    return (await Promise.all(begun)).filter((claimed) => claimed !== null);
  };
  return {
    take,
    begin,
    /** One round of a process that delivers, for one webhook. */
    deliverTo: async (due: DueWebhook, jobs = there.jobs) => {
      await Promise.all((await begin(due, jobs)).map((claimed) => deliver(jobs, claimed)));
    },
  };
}

function made<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error("nothing is there before the first test begins");
  return thing;
}
