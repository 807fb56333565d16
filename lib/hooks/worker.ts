import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { onEveryRevision } from "@/lib/live/listen";
import { type DueWebhook, findDueWebhooks } from "@/lib/store/deliveries";
import { log } from "../log";
import { deliverTo } from "./deliver";

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
  const busy = new Map<string, Promise<void>>();
  let stopped = false;
  let looking: Promise<void> | null = null;
  let again = false;

  const look = () => {
    again = looking !== null;
    if (stopped || looking !== null) return;
    looking = start()
      .catch((error: unknown) => log().error({ error }, "the webhooks that are due could not be read"))
      .then(() => delay(PAUSE_MS, undefined, { ref: false }))
      .then(() => {
        looking = null;
        if (again) look();
      });
  };
  const start = async () => {
    if (busy.size >= WEBHOOKS_AT_ONCE) return;
    for (const due of await findDueWebhooks(WEBHOOKS_AT_ONCE * 2)) {
      if (stopped || busy.has(due.webhookId) || busy.size >= WEBHOOKS_AT_ONCE) continue;
      busy.set(
        due.webhookId,
        deliver(due).finally(() => {
          busy.delete(due.webhookId);
          look();
        }),
      );
    }
  };
  const forget = onEveryRevision(look);
  const clock = setInterval(look, LOOK_MS);
  look();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(clock);
      forget();
      await Promise.race([
        Promise.all([looking, ...busy.values()]),
        delay(PATIENCE_MS, undefined, { ref: false }),
      ]);
    },
  };
}

async function deliver(due: DueWebhook): Promise<void> {
  await deliverTo(due).catch((error: unknown) =>
    log().error({ error, webhook: due.webhookId }, "a webhook could not be delivered to"),
  );
}
