import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { onEveryRevision } from "@/lib/live/listen";
import {
  AT_ONCE,
  beginDelivery,
  type Claimed,
  findDueWebhooks,
  leaveDelivery,
  queueEvents,
} from "@/lib/store/deliveries";
import { type Job, type Jobs, openJobs } from "@/lib/store/jobs";
import { log } from "../log";
import { deliver } from "./deliver";

/** Retries have their times, and a notification may be lost with its connection. */
const LOOK_MS = 2_000;
// A busy product changes a hundred times a second: looking ten times a second is enough, and costs a tenth.
const PAUSE_MS = 100;
const WEBHOOKS_AT_ONCE = 16;
const PATIENCE_MS = 6_000;

/**
 * Delivers for as long as it is not stopped: after every change in any organization, and by the clock. Any number of
 * processes may do so side by side. `stop` waits for what is on its way, but not for ever: what it leaves is sent anew.
 */
export function startDelivering(): { stop(): Promise<void> } {
  const sending = startSending(() => look());
  let jobs: Jobs | undefined;
  let stopped = false;
  let looking: Promise<void> | null = null;
  let again = false;

  const look = () => {
    again = looking !== null;
    if (stopped || looking !== null) return;
    looking = round()
      .catch((err: unknown) => log().error({ err }, "what is due could not be read"))
      .then(() => delay(PAUSE_MS, undefined, { ref: false }))
      .then(() => {
        looking = null;
        if (again) look();
      });
  };
  const round = async () => {
    jobs ??= await openJobs();
    for (const due of await findDueWebhooks(WEBHOOKS_AT_ONCE))
      await queueEvents(jobs, due).catch((err: unknown) =>
        log().error({ err, webhook: due.webhookId }, "a webhook's events could not be queued"),
      );
    const free = WEBHOOKS_AT_ONCE * AT_ONCE - sending.size();
    if (stopped || free <= 0) return;
    for (const job of await jobs.take(free))
      await (stopped ? leaveDelivery(jobs, job) : sending.begin(jobs, job));
  };
  const forget = onEveryRevision(look);
  const clock = setInterval(look, LOOK_MS);
  look();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(clock);
      forget();
      const ended = Promise.resolve(looking).then(sending.over);
      await Promise.race([ended, delay(PATIENCE_MS, undefined, { ref: false })]);
      await jobs?.close();
    },
  };
}

/** What this process has on its way. `onOver` is called after each message. */
function startSending(onOver: () => void) {
  const running = new Map<string, { readonly webhookId: string; readonly over: Promise<void> }>();
  const occupied = () => {
    const counts = new Map<string, number>();
    for (const { webhookId } of running.values()) counts.set(webhookId, (counts.get(webhookId) ?? 0) + 1);
    return [...counts].flatMap(([webhookId, count]) => (count >= AT_ONCE ? [webhookId] : []));
  };
  const send = async (jobs: Jobs, claimed: Claimed) => {
    await deliver(jobs, claimed).catch((err: unknown) =>
      log().error({ err, webhook: claimed.webhookId }, "a webhook could not be delivered to"),
    );
    running.delete(claimed.jobId);
    onOver();
  };
  return {
    size: () => running.size,
    /** One after another, so that each sees how much the others have on their way. */
    begin: async (jobs: Jobs, job: Job) => {
      const claimed = await beginDelivery(jobs, job, occupied()).catch((err: unknown) => {
        log().error({ err, delivery: job.deliveryId }, "a delivery could not be begun");
        return null;
      });
      if (claimed) running.set(job.id, { webhookId: claimed.webhookId, over: send(jobs, claimed) });
    },
    over: async () => {
      await Promise.all([...running.values()].map(({ over }) => over));
    },
  };
}
