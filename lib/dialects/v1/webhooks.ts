import "server-only";
import { z } from "zod";
import { EVENT_KINDS } from "@/lib/core/event-kinds";
import type { DeliveryRow, WebhookRow } from "@/lib/core/webhook";
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  redeliver,
  rotateWebhook,
  testWebhook,
} from "@/lib/operations/webhooks";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, noContent } from "./answers";
import { inOrganization, uuid } from "./shapes";

const kinds = z
  .array(z.string().max(100))
  .max(100)
  .meta({
    description: `Kinds of audit events; empty: all of them. There are ${EVENT_KINDS.join(", ")}.`,
  });
const url = z.string().max(2000).meta({ description: "An https:// address on the public internet." });

const webhookSchema = z
  .object({
    id: z.guid(),
    url: z.string(),
    kinds: z.array(z.string()),
    paused: z.enum(["ASKED", "FAILING"]).nullable().meta({
      description: "FAILING: nothing had been accepted for five days.",
    }),
    failing_since: z.iso.datetime().nullable(),
    previous_secret_until: z.iso.datetime().nullable().meta({
      description: "Until then each message is signed with the secret before this one too.",
    }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    secret: z.string().optional().meta({ description: "In the answer that makes or rotates it alone." }),
  })
  .meta({ id: "Webhook" });

const deliverySchema = z
  .object({
    id: z.guid(),
    kind: z.string().meta({ description: "A kind of audit event, or webhook.test." }),
    revision: z.int().nullable(),
    sequence: z.int().nullable(),
    status: z.enum(["WAITING", "DELIVERED", "FAILED"]),
    attempts: z.int(),
    next_attempt_at: z.iso.datetime().nullable(),
    last_attempt_at: z.iso.datetime().nullable(),
    response_status: z.int().nullable(),
    response_text: z.string().nullable().meta({ description: "The beginning of the answer." }),
    problem: z.string().nullable().meta({ description: "Why there was no answer." }),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "WebhookDelivery" });

const renderWebhook = (row: WebhookRow, secret?: string): z.input<typeof webhookSchema> => ({
  id: row.id,
  url: row.url,
  kinds: [...row.kinds],
  paused: row.paused,
  failing_since: row.failingSince,
  previous_secret_until: row.previousUntil,
  created_at: row.createdAt,
  updated_at: row.updatedAt,
  ...(secret === undefined ? {} : { secret }),
});

const renderDelivery = (row: DeliveryRow): z.input<typeof deliverySchema> => ({
  id: row.id,
  kind: row.kind,
  revision: row.revision,
  sequence: row.sequence,
  status: row.status,
  attempts: row.attempts,
  next_attempt_at: row.status === "WAITING" ? row.nextAt : null,
  last_attempt_at: row.lastAt,
  response_status: row.answerStatus,
  response_text: row.answerText,
  problem: row.problem,
  created_at: row.createdAt,
});

const needs = "edit_org_settings";
const base = "/organizations/:organization_id/webhooks";
const one = `${base}/:webhook_id`;
const params = inOrganization.extend({ webhook_id: uuid });

const lists: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: base,
    summary: "An organization's webhooks",
    needs,
    params: inOrganization,
    answers: { 200: z.array(webhookSchema) },
    handle: async ({ path }, principal) =>
      answer(await listWebhooks(principal, path.organization_id), (rows) =>
        Response.json(rows.map((row) => renderWebhook(row))),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: `${one}/deliveries`,
    summary: "The newest hundred messages to a webhook, and what became of them",
    needs,
    params,
    answers: { 200: z.array(deliverySchema) },
    handle: async ({ path }, principal) =>
      answer(await listDeliveries(principal, path.organization_id, path.webhook_id), (rows) =>
        Response.json(rows.map(renderDelivery)),
      ),
  }),
];

const changes: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "POST",
    path: base,
    summary: "Have an address hear of audit events, signed by the Standard Webhooks convention",
    needs,
    params: inOrganization,
    body: z.object({ url, kinds: kinds.default([]) }).meta({ id: "WebhookCreate" }),
    answers: { 201: webhookSchema },
    handle: async ({ path, body }, principal) =>
      answer(await createWebhook(principal, path.organization_id, body), ({ webhook, secret }) =>
        Response.json(renderWebhook(webhook, secret), { status: 201 }),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "PATCH",
    path: one,
    summary: "Change the address or the kinds of events of a webhook, pause it or let it go on",
    needs,
    params,
    body: z
      .object({ url: url.optional(), kinds: kinds.optional(), paused: z.boolean().optional() })
      .meta({ id: "WebhookUpdate" }),
    answers: { 200: webhookSchema },
    handle: async ({ path, body }, principal) =>
      answer(await changeWebhook(principal, path.organization_id, path.webhook_id, body), (row) =>
        Response.json(renderWebhook(row)),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "DELETE",
    path: one,
    summary: "End a webhook; what waits is not sent any more",
    needs,
    params,
    answers: { 204: null },
    handle: async ({ path }, principal) =>
      answer(await deleteWebhook(principal, path.organization_id, path.webhook_id), noContent),
  }),
];

const acts: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "POST",
    path: `${one}/rotate`,
    summary: "Give a webhook another secret; the one before signs too for 24 hours",
    needs,
    params,
    answers: { 200: webhookSchema },
    handle: async ({ path }, principal) =>
      answer(await rotateWebhook(principal, path.organization_id, path.webhook_id), ({ webhook, secret }) =>
        Response.json(renderWebhook(webhook, secret)),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "POST",
    path: `${one}/test`,
    summary: "Send a message that is about nothing",
    needs,
    params,
    answers: { 202: z.object({ delivery_id: z.guid() }) },
    handle: async ({ path }, principal) =>
      answer(await testWebhook(principal, path.organization_id, path.webhook_id), (id) =>
        Response.json({ delivery_id: id }, { status: 202 }),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "POST",
    path: `${one}/deliveries/:delivery_id/redeliver`,
    summary: "Send a message again, under the same id",
    needs,
    params: params.extend({ delivery_id: uuid }),
    answers: { 204: null },
    handle: async ({ path }, principal) =>
      answer(await redeliver(principal, path.organization_id, path.webhook_id, path.delivery_id), noContent),
  }),
];

/** Webhooks of an organization. What is sent to them: README.md beside this. */
export const webhookEndpoints: readonly AnyEndpoint[] = [...lists, ...changes, ...acts];
