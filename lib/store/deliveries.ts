import "server-only";
import type { AuditEvent } from "@/lib/core/audit-event";
import { AUDIT_COLUMNS } from "./audit-verify";
import { type Runner, store } from "./database";
import { iso } from "./fragments";
import type { Job, Jobs, NewJob } from "./jobs";
import { askWithin, ofDelivery, ofOrganizations } from "./tenants";
import { withTransaction } from "./transaction";

export interface DueWebhook {
  readonly organizationId: string;
  readonly webhookId: string;
}

/** A message that this process alone may send until the lease of its job has run out. */
export interface Claimed extends DueWebhook {
  readonly id: string;
  readonly jobId: string;
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

/** Of one webhook's messages no more are in the queue at once, so that a slow receiver keeps nobody else's waiting. */
export const AT_ONCE = 10;
const LOOKED_AT_MOST = 500;
const KEPT_DAYS = 30;

/** Webhooks with something for the queue, in whatever organization. */
export async function findDueWebhooks(most: number): Promise<DueWebhook[]> {
  const { rows } = await store().pool.query<DueWebhook>({
    name: "webhooks due",
    text: `select organization_id as "organizationId", webhook_id as "webhookId" from webhooks_due($1, $2)`,
    values: [most, AT_ONCE],
  });
  return rows;
}

/**
 * Puts what a webhook has not heard of into the log, moves its place, and gives what waits there a place in the queue:
 * all of it or nothing. Whoever comes at the same moment passes by. What is long done leaves the log.
 */
export async function queueEvents(jobs: Jobs, due: DueWebhook): Promise<void> {
  await withTransaction(async (client) => {
    const found = await lookThrough(client, due);
    const waiting = found ? await admit(client, due) : [];
    if (waiting.length > 0) await jobs.add(client, waiting);
    await client.query("commit");
  });
}

async function lookThrough(runner: Runner, { organizationId, webhookId }: DueWebhook): Promise<boolean> {
  const { rows } = await askWithin(runner, ofOrganizations([organizationId]), {
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
      from hook h join organization o on o.id = h.organization_id where w.id = h.id
      returning w.id`,
    values: [organizationId, webhookId],
  });
  return rows.length > 0;
}

/** Up to `AT_ONCE` of a webhook's messages whose time has come are in the queue; those that wait for a retry do not count. */
async function admit(runner: Runner, { organizationId, webhookId }: DueWebhook): Promise<NewJob[]> {
  const { rows } = await askWithin<NewJob>(runner, ofOrganizations([organizationId]), {
    name: "admit deliveries",
    text: `with next as (
        select d.id from webhook_delivery d
        where d.organization_id = $1 and d.webhook_id = $2 and d.status = 'WAITING' and d.job is null
        order by d.next_at, d.revision, d.sequence
        limit greatest(0, $3 - (select count(*) from webhook_delivery q
          where q.webhook_id = $2 and q.status = 'WAITING' and q.job is not null and q.next_at <= now()))
        for update skip locked
      )
      update webhook_delivery d set job = gen_random_uuid() from next where d.id = next.id
      returning d.job as id, d.id as "deliveryId", case when d.next_at > now() then ${iso("d.next_at")} end as "startAfter"`,
    values: [organizationId, webhookId, AT_ONCE],
  });
  return rows;
}

/**
 * Begins an attempt at what a job names. Null, and the job is over: something else is to send the message, or nothing
 * is, or its webhook is paused or among those that have enough to do; then it waits in the log for another job.
 */
export async function beginDelivery(
  jobs: Jobs,
  job: Job,
  occupied: readonly string[],
): Promise<Claimed | null> {
  const { rows } = await askWithin<Claimed>(store().pool, ofDelivery(job.deliveryId), {
    name: "begin delivery",
    text: `update webhook_delivery d set attempts = d.attempts + 1, last_at = now()
      from webhook w join organization o on o.id = w.organization_id
      where d.id = $1 and d.job = $2 and d.status = 'WAITING' and w.id = d.webhook_id
        and w.paused is null and o.deleted_at is null and w.id <> all ($3::uuid[])
      returning d.id, d.job as "jobId", d.organization_id as "organizationId", d.webhook_id as "webhookId", d.attempts,
        ${iso("d.created_at")} as "createdAt", w.url,
        case when w.previous_until > now() then array[w.secret, w.previous_secret] else array[w.secret] end as secrets,
        (select to_jsonb(x) from (select ${AUDIT_COLUMNS} from audit_event e
          where e.organization_id = d.organization_id and e.revision = d.revision and e.sequence = d.sequence) x) as event`,
    values: [job.deliveryId, job.id, occupied],
  });
  const [begun] = rows;
  if (!begun) await leaveDelivery(jobs, job);
  return begun ?? null;
}

/** Gives a job's place up: its message, where it still waits for this job, comes into the queue again when it may. */
export async function leaveDelivery(jobs: Jobs, { id, deliveryId }: Job): Promise<void> {
  await withTransaction(async (client) => {
    await askWithin(client, ofDelivery(deliveryId), {
      name: "leave delivery",
      text: `update webhook_delivery set job = null where id = $1 and job = $2`,
      values: [deliveryId, id],
    });
    await jobs.finish(client, id);
    await client.query("commit");
  });
}

/**
 * Writes down what came of an attempt, ends its job and queues the next one, all of it or nothing. Answers for how many
 * days the webhook has failed without a break.
 */
export async function settleDelivery(jobs: Jobs, claimed: Claimed, attempt: Attempt): Promise<number> {
  return withTransaction(async (client) => {
    const { days, again } = await settle(client, claimed, attempt);
    await jobs.finish(client, claimed.jobId);
    if (again) await jobs.add(client, [again]);
    await client.query("commit");
    return days;
  });
}

interface Settled {
  readonly days: number;
  /** Null: it is over, or was sent again by hand meanwhile. */
  readonly again: NewJob | null;
}

// The webhook's row is written only where its state turns: it is held to the commit, and whoever looks for events passes by.
async function settle(runner: Runner, claimed: Claimed, attempt: Attempt): Promise<Settled> {
  const { rows } = await askWithin<Settled>(runner, ofOrganizations([claimed.organizationId]), {
    name: "settle delivery",
    text: `with settled as (
        update webhook_delivery set answer_status = $5, answer_text = $6, problem = $7,
          status = case when $4::boolean then 'DELIVERED' when $8::integer is null then 'FAILED' else 'WAITING' end,
          next_at = now() + make_interval(secs => coalesce($8::integer, 0)),
          job = case when not $4::boolean and $8::integer is not null then gen_random_uuid() end
        where organization_id = $1 and id = $3 and job = $9
        returning json_build_object('id', job, 'deliveryId', id, 'startAfter', ${iso("next_at")}) as again, job
      ),
      marked as (
        update webhook set failing_since = case when not $4::boolean then now() end
        where organization_id = $1 and id = $2 and (failing_since is not null) = $4::boolean
      )
      select coalesce((select extract(epoch from now() - w.failing_since) / 86400 from webhook w
          where w.organization_id = $1 and w.id = $2 and not $4::boolean), 0)::float8 as days,
        (select again from settled where job is not null) as again`,
    values: [
      claimed.organizationId,
      claimed.webhookId,
      claimed.id,
      attempt.delivered,
      attempt.answerStatus,
      attempt.answerText,
      attempt.problem,
      attempt.retryInSeconds,
      claimed.jobId,
    ],
  });
  return rows[0] ?? { days: 0, again: null };
}
