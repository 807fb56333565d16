import "server-only";
import { Webhook } from "standardwebhooks";
import { FAILING_DAYS } from "@/lib/core/webhook";
import { stopWebhook } from "@/lib/operations/stop-webhook";
import { type Attempt, type Claimed, settleDelivery } from "@/lib/store/deliveries";
import type { Jobs } from "@/lib/store/jobs";
import { unseal } from "@/lib/store/seal";
import { env } from "../env";
import { payloadOf } from "./payload";
import { type Answer, type Rules, send } from "./send";

/** After the first attempt: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h; then it has failed, until someone sends it again. */
const RETRY_SECONDS = [5, 300, 1800, 7200, 18_000, 36_000, 36_000];
const TIMEOUT_MS = 15_000;

/** Sends a message once, and writes down what came of it together with when it is tried again. */
export async function deliver(jobs: Jobs, claimed: Claimed, rules: Partial<Rules> = {}): Promise<void> {
  const answer = await attempt(claimed, rules);
  const days = await settleDelivery(jobs, claimed, outcomeOf(answer, claimed.attempts));
  if (days >= FAILING_DAYS) await stopWebhook(claimed.organizationId, claimed.webhookId);
}

async function attempt(claimed: Claimed, rules: Partial<Rules>): Promise<Answer> {
  const body = payloadOf(claimed);
  const headers = signed(claimed, body);
  if (!headers)
    return { status: null, text: null, problem: "The secret was sealed by another installation: rotate it." };
  return send(
    { url: claimed.url, headers, body },
    { allowPrivate: env().WEBHOOKS_ALLOW_PRIVATE, timeoutMs: TIMEOUT_MS, ...rules },
  );
}

function outcomeOf({ status, text, problem }: Answer, attempts: number): Attempt {
  const delivered = status !== null && status >= 200 && status < 300;
  const retryInSeconds = delivered ? null : (RETRY_SECONDS[attempts - 1] ?? null);
  return { delivered, retryInSeconds, answerStatus: status, answerText: text, problem };
}

/** https://www.standardwebhooks.com: the id stays over all attempts, the time is the attempt's. */
function signed({ id, webhookId, secrets }: Claimed, body: string): Readonly<Record<string, string>> | null {
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
