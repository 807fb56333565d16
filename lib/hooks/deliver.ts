import "server-only";
import { Webhook } from "standardwebhooks";
import { FAILING_DAYS } from "@/lib/core/webhook";
import { stopWebhook } from "@/lib/operations/stop-webhook";
import {
  type Attempt,
  type Claimed,
  claimDeliveries,
  type DueWebhook,
  queueEvents,
  settleDelivery,
} from "@/lib/store/deliveries";
import { unseal } from "@/lib/store/seal";
import { env } from "../env";
import { payloadOf } from "./payload";
import { type Answer, type Rules, send } from "./send";

/** After the first attempt: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h; then it has failed, until someone sends it again. */
const RETRY_SECONDS = [5, 300, 1800, 7200, 18_000, 36_000, 36_000];
const AT_ONCE = 10;
const TIMEOUT_MS = 15_000;

/** Queues what a webhook has not heard of yet and sends what is due, once each. */
export async function deliverTo(due: DueWebhook, rules: Partial<Rules> = {}): Promise<void> {
  await queueEvents(due);
  const claimed = await claimDeliveries(due, AT_ONCE);
  const days = await Promise.all(claimed.map((message) => attempt(due, message, rules)));
  if (Math.max(0, ...days) >= FAILING_DAYS) await stopWebhook(due.organizationId, due.webhookId);
}

async function attempt(due: DueWebhook, claimed: Claimed, rules: Partial<Rules>): Promise<number> {
  const body = payloadOf(due.organizationId, claimed);
  const headers = signed(due.webhookId, claimed, body);
  const answer: Answer = headers
    ? await send(
        { url: claimed.url, headers, body },
        { allowPrivate: env().WEBHOOKS_ALLOW_PRIVATE, timeoutMs: TIMEOUT_MS, ...rules },
      )
    : { status: null, text: null, problem: "The secret was sealed by another installation: rotate it." };
  return settleDelivery(due, claimed, outcomeOf(answer, claimed.attempts));
}

function outcomeOf({ status, text, problem }: Answer, attempts: number): Attempt {
  const delivered = status !== null && status >= 200 && status < 300;
  const retryInSeconds = delivered ? null : (RETRY_SECONDS[attempts - 1] ?? null);
  return { delivered, retryInSeconds, answerStatus: status, answerText: text, problem };
}

/** https://www.standardwebhooks.com: the id stays over all attempts, the time is the attempt's. */
function signed(
  webhookId: string,
  { id, secrets }: Claimed,
  body: string,
): Readonly<Record<string, string>> | null {
  const opened = secrets.flatMap((sealed) => unseal(sealed, sealedFor(webhookId)) ?? []);
  if (opened.length === 0) return null;
  const messageId = `msg_${id.replaceAll("-", "")}`;
  const at = new Date();
  return {
    "content-type": "application/json",
    "user-agent": "Grantdesk-Webhooks/1",
    "webhook-id": messageId,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": opened.map((secret) => new Webhook(secret).sign(messageId, at, body)).join(" "),
  };
}

const sealedFor = (webhookId: string) => `webhook ${webhookId}`;
