import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import type { Principal } from "@/lib/core/principal";
import { notFound, type Refusal, refuse, VIEWING_CHANGES_NOTHING } from "@/lib/core/refusal";
import type { WebhookChange, WebhookRow } from "@/lib/core/webhook";
import { seal } from "@/lib/store/seal";
import { addTest, readDeliveries, readWebhooks, sendAgain } from "@/lib/store/webhooks";
import { env } from "../env";
import { changeAccess } from "./change-access";
import { deny, isUuid } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";

/** A webhook and, where it is new, its secret: in this answer and nowhere else, ever. */
export interface WithSecret {
  readonly webhook: WebhookRow;
  readonly secret: string;
}

/** An organization's webhooks, for who may change its settings: an address may itself be a secret. */
export async function listWebhooks(
  principal: Principal,
  organizationId: string,
): Promise<Result<readonly WebhookRow[]>> {
  const entered = await enter(principal, { organizationId }, "editSettings");
  return entered.ok ? success(await readWebhooks(organizationId)) : entered;
}

/** From the next event on that address hears of what it subscribes to. */
export async function createWebhook(
  principal: Principal,
  organizationId: string,
  wanted: { readonly url: string; readonly kinds: readonly string[] },
): Promise<Result<WithSecret>> {
  const webhook = randomUUID();
  return renew(principal, organizationId, { kind: "create-webhook", webhook, ...wanted });
}

/** The secret before it signs too for 24 hours. */
export async function rotateWebhook(
  principal: Principal,
  organizationId: string,
  webhook: string,
): Promise<Result<WithSecret>> {
  return renew(principal, organizationId, { kind: "rotate-webhook", webhook });
}

/** Changes where a webhook leads to and what it hears of, pauses it or lets it go on; what is absent stays. */
export async function changeWebhook(
  principal: Principal,
  organizationId: string,
  webhook: string,
  {
    url,
    kinds,
    paused,
  }: {
    readonly url?: string | undefined;
    readonly kinds?: readonly string[] | undefined;
    readonly paused?: boolean | undefined;
  },
): Promise<Result<WebhookRow>> {
  const edit = { ...(url === undefined ? {} : { url }), ...(kinds === undefined ? {} : { kinds }) };
  const changes: WebhookChange[] = [{ kind: "edit-webhook", webhook, ...edit }];
  if (paused !== undefined) changes.push({ kind: paused ? "pause-webhook" : "resume-webhook", webhook });
  return changeAndRead(principal, organizationId, changes);
}

/** Nothing is sent to it any more, nor is its log kept; the audit keeps that it was. */
export async function deleteWebhook(
  principal: Principal,
  organizationId: string,
  webhook: string,
): Promise<Result<null>> {
  const result = await changeAccess(principal, {
    organizationId,
    changes: [{ kind: "delete-webhook", webhook }],
  });
  return result.ok ? success(null) : result;
}

async function changeAndRead(
  principal: Principal,
  organizationId: string,
  changes: readonly WebhookChange[],
  sealed: Readonly<Record<string, string>> = {},
): Promise<Result<WebhookRow>> {
  const plain = changes.map(plainRefusal).find((refusal) => refusal !== null);
  if (plain) {
    const entered = await enter(principal, { organizationId }, "editSettings");
    return entered.ok ? deny(principal, organizationId, plain) : entered;
  }
  const result = await changeAccess(principal, { organizationId, changes }, sealed);
  if (!result.ok) return result;
  const found = (await readWebhooks(organizationId)).find(({ id }) => id === changes[0]?.webhook);
  return found ? success(found) : deny(principal, organizationId, notFound("webhook"));
}

async function renew(
  principal: Principal,
  organizationId: string,
  change: Extract<WebhookChange, { kind: "create-webhook" | "rotate-webhook" }>,
): Promise<Result<WithSecret>> {
  // Standard Webhooks: base64 of 24 to 64 bytes behind this prefix.
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  const sealed = seal(secret, `webhook ${change.webhook}`).toString("hex");
  const result = await changeAndRead(principal, organizationId, [change], { [change.webhook]: sealed });
  return result.ok ? success({ webhook: result.value, secret }) : result;
}

function plainRefusal(change: WebhookChange): Refusal | null {
  const url = "url" in change ? (change.url ?? "") : "";
  if (env().WEBHOOKS_ALLOW_PRIVATE || !/^http:/i.test(url.trim())) return null;
  return refuse("invalid", "The url begins with https://.", { noun: "webhook", field: "url" });
}

/** The newest hundred messages of one webhook, with what became of them. */
export async function listDeliveries(principal: Principal, organizationId: string, webhookId: string) {
  const found = await findWebhook(principal, organizationId, webhookId);
  return found.ok ? success(await readDeliveries(organizationId, webhookId)) : found;
}

/** Sends one message again, whatever became of it; with the same id, so that a receiver knows it. */
export async function redeliver(
  principal: Principal,
  organizationId: string,
  webhookId: string,
  deliveryId: string,
): Promise<Result<null>> {
  const found = await sendable(principal, organizationId, webhookId);
  if (!found.ok) return found;
  const sent = isUuid(deliveryId) && (await sendAgain(organizationId, webhookId, deliveryId));
  return sent ? success(null) : deny(principal, organizationId, notFound("delivery"));
}

/** Sends a message that is about nothing, so that one sees whether the receiver works. Answers its id. */
export async function testWebhook(
  principal: Principal,
  organizationId: string,
  webhookId: string,
): Promise<Result<string>> {
  const found = await sendable(principal, organizationId, webhookId);
  if (!found.ok) return found;
  const id = await addTest(organizationId, webhookId);
  return id === null ? deny(principal, organizationId, notFound("webhook")) : success(id);
}

async function sendable(
  principal: Principal,
  organizationId: string,
  webhookId: string,
): Promise<Result<WebhookRow>> {
  const found = await findWebhook(principal, organizationId, webhookId);
  if (!found.ok) return found;
  if (principal.actingAs) return deny(principal, organizationId, VIEWING_CHANGES_NOTHING);
  if (found.value.paused === null) return found;
  const refusal = refuse("wrong-state", "This webhook is paused: resume it first.", { noun: "webhook" });
  return deny(principal, organizationId, refusal);
}

async function findWebhook(
  principal: Principal,
  organizationId: string,
  webhookId: string,
): Promise<Result<WebhookRow>> {
  const listed = await listWebhooks(principal, organizationId);
  if (!listed.ok) return listed;
  const found = listed.value.find(({ id }) => id === webhookId);
  return found ? success(found) : deny(principal, organizationId, notFound("webhook"));
}
