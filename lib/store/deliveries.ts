import "server-only";
import type { AuditEvent } from "@/lib/core/audit-event";
import { AUDIT_COLUMNS } from "./audit-verify";
import { store } from "./database";
import { iso } from "./fragments";
import { askWithin, ofOrganizations } from "./tenants";

export interface DueWebhook {
  readonly organizationId: string;
  readonly webhookId: string;
}

/** A message that this process alone may send until its lease has run out. */
export interface Claimed {
  readonly id: string;
  readonly attempts: number;
  readonly createdAt: string;
  /** Null: a test. */
  readonly event: AuditEvent | null;
  readonly url: string;
  /** Sealed; what signs now, and for a day after a rotation also the one before. */
  readonly secrets: readonly Buffer[];
}

/** What came of one attempt. `retryInSeconds`: null where it is over, by success or for good. */
export interface Attempt {
  readonly delivered: boolean;
  readonly retryInSeconds: number | null;
  readonly answerStatus: number | null;
  readonly answerText: string | null;
  readonly problem: string | null;
}

/** Longer than an attempt may take: who has a message and dies leaves it to the next one after this. */
const LEASE_SECONDS = 60;
const LOOKED_AT_MOST = 500;
const KEPT_DAYS = 30;

/** Webhooks with something to do, in whatever organization. */
export async function findDueWebhooks(most: number): Promise<DueWebhook[]> {
  const { rows } = await store().pool.query<DueWebhook>({
    name: "webhooks due",
    text: `select organization_id as "organizationId", webhook_id as "webhookId" from webhooks_due($1)`,
    values: [most],
  });
  return rows;
}

/**
 * Looks through the audit from a webhook's place on, queues what it subscribes to and moves the place, in one statement:
 * all of it or nothing. Whoever comes at the same moment passes by. What is long done leaves the log.
 */
export async function queueEvents({ organizationId, webhookId }: DueWebhook): Promise<void> {
  await askWithin(store().pool, ofOrganizations([organizationId]), {
    name: "queue events",
    text: `with hook as (
        select w.* from webhook w where w.organization_id = $1 and w.id = $2 and w.paused is null for update skip locked
      ),
      looked_at as (
        select e.revision, e.sequence, e.kind from hook h join audit_event e on e.organization_id = $1
          and (e.revision, e.sequence) > (h.cursor_revision, h.cursor_sequence)
        order by e.revision, e.sequence limit ${LOOKED_AT_MOST}
      ),
      queued as (
        insert into webhook_delivery (organization_id, webhook_id, revision, sequence, kind)
        select $1, $2, l.revision, l.sequence, l.kind from looked_at l, hook h
        where cardinality(h.kinds) = 0 or l.kind = any(h.kinds)
        on conflict (webhook_id, revision, sequence) do nothing
      ),
      forgotten as (
        delete from webhook_delivery d using hook h where d.webhook_id = h.id and d.status <> 'WAITING'
          and d.created_at < now() - interval '${KEPT_DAYS} days'
      ),
      last as (
        select revision, sequence from looked_at where (select count(*) from looked_at) = ${LOOKED_AT_MOST}
        order by revision desc, sequence desc limit 1
      )
      update webhook w set
        cursor_revision = coalesce((select l.revision from last l), greatest(o.revision, w.cursor_revision)),
        cursor_sequence = coalesce((select l.sequence from last l), 2147483647)
      from hook h join organization o on o.id = h.organization_id where w.id = h.id`,
    values: [organizationId, webhookId],
  });
}

/** Takes messages whose time has come; no other process gets them while the lease runs. */
export async function claimDeliveries(
  { organizationId, webhookId }: DueWebhook,
  most: number,
): Promise<Claimed[]> {
  const { rows } = await askWithin<Claimed>(store().pool, ofOrganizations([organizationId]), {
    name: "claim deliveries",
    text: `with due as (
        select d.id from webhook_delivery d join webhook w on w.id = d.webhook_id and w.paused is null
        where d.organization_id = $1 and d.webhook_id = $2 and d.status = 'WAITING' and d.next_at <= now()
        order by d.next_at, d.revision, d.sequence limit $3 for update of d skip locked
      )
      update webhook_delivery d
      set attempts = d.attempts + 1, last_at = now(), next_at = now() + interval '${LEASE_SECONDS} seconds'
      from due, webhook w where d.id = due.id and w.id = d.webhook_id
      returning d.id, d.attempts, ${iso("d.created_at")} as "createdAt", w.url,
        case when w.previous_until > now() then array[w.secret, w.previous_secret] else array[w.secret] end as secrets,
        (select to_jsonb(x) from (select ${AUDIT_COLUMNS} from audit_event e
          where e.organization_id = d.organization_id and e.revision = d.revision and e.sequence = d.sequence) x) as event`,
    values: [organizationId, webhookId, most],
  });
  return rows;
}

/** Writes down what came of an attempt. Answers for how many days the webhook has failed without a break. */
export async function settleDelivery(
  { organizationId, webhookId }: DueWebhook,
  { id, attempts }: Claimed,
  attempt: Attempt,
): Promise<number> {
  const { rows } = await askWithin<{ days: number }>(store().pool, ofOrganizations([organizationId]), {
    name: "settle delivery",
    text: `with settled as (
        update webhook_delivery set answer_status = $5, answer_text = $6, problem = $7,
          status = case when $4::boolean then 'DELIVERED' when $8::integer is null then 'FAILED' else 'WAITING' end,
          next_at = now() + make_interval(secs => coalesce($8::integer, 0))
        where organization_id = $1 and id = $3 and attempts = $9
      )
      update webhook set failing_since = case when $4::boolean then null else coalesce(failing_since, now()) end
      where organization_id = $1 and id = $2
      returning coalesce(extract(epoch from now() - failing_since) / 86400, 0)::float8 as days`,
    values: [
      organizationId,
      webhookId,
      id,
      attempt.delivered,
      attempt.answerStatus,
      attempt.answerText,
      attempt.problem,
      attempt.retryInSeconds,
      attempts,
    ],
  });
  return rows[0]?.days ?? 0;
}
