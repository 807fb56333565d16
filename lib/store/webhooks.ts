import "server-only";
import type { DeliveryRow, WebhookRow } from "@/lib/core/webhook";
import { store } from "./database";
import { iso } from "./fragments";
import { askWithin, ofOrganizations } from "./tenants";

/** An organization's webhooks, oldest first; never a secret. */
export async function readWebhooks(organizationId: string): Promise<WebhookRow[]> {
  const { rows } = await askWithin<WebhookRow>(store().pool, ofOrganizations([organizationId]), {
    name: "webhooks",
    text: `select w.id, w.url, w.kinds, w.paused, ${iso("w.failing_since")} as "failingSince",
        case when w.previous_until > now() then ${iso("w.previous_until")} end as "previousUntil",
        ${iso("w.created_at")} as "createdAt", ${iso("w.updated_at")} as "updatedAt"
      from webhook w where w.organization_id = $1 order by w.created_at, w.id`,
    values: [organizationId],
  });
  return rows;
}

/** The newest messages to one webhook, at most a hundred. */
export async function readDeliveries(organizationId: string, webhookId: string): Promise<DeliveryRow[]> {
  const { rows } = await askWithin<DeliveryRow>(store().pool, ofOrganizations([organizationId]), {
    name: "webhook deliveries",
    text: `select d.id, d.kind, d.revision::float8 as revision, d.sequence, d.status, d.attempts, ${iso("d.next_at")} as "nextAt",
        ${iso("d.last_at")} as "lastAt", d.answer_status as "answerStatus", d.answer_text as "answerText", d.problem,
        ${iso("d.created_at")} as "createdAt"
      from webhook_delivery d where d.organization_id = $1 and d.webhook_id = $2
      order by d.created_at desc, d.revision desc, d.sequence desc limit 100`,
    values: [organizationId, webhookId],
  });
  return rows;
}

/**
 * Has a message sent again, with its attempts counted anew. The job that it may have is no longer its own; the process
 * that delivers gives it another. False: there is no such message.
 */
export async function sendAgain(
  organizationId: string,
  webhookId: string,
  deliveryId: string,
): Promise<boolean> {
  const { rows } = await askWithin(store().pool, ofOrganizations([organizationId]), {
    text: `update webhook_delivery set status = 'WAITING', attempts = 0, next_at = now(), job = null
      where organization_id = $1 and webhook_id = $2 and id = $3
      returning id, pg_notify('grantdesk', $1::text || ':0')`,
    values: [organizationId, webhookId, deliveryId],
  });
  return rows.length > 0;
}

/** Puts a test message into a webhook's log, to be sent, and answers its id. Null: there is no such webhook. */
export async function addTest(organizationId: string, webhookId: string): Promise<string | null> {
  const { rows } = await askWithin<{ id: string }>(store().pool, ofOrganizations([organizationId]), {
    text: `insert into webhook_delivery (organization_id, webhook_id, kind)
      select w.organization_id, w.id, 'webhook.test' from webhook w where w.organization_id = $1 and w.id = $2
      returning id, pg_notify('grantdesk', $1::text || ':0')`,
    values: [organizationId, webhookId],
  });
  return rows[0]?.id ?? null;
}
