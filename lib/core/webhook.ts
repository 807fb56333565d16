import type { Change } from "./change";
import type { Effect, WebhookFact } from "./effect";
import { NOBODY } from "./effect";
import { isEventKind } from "./event-kinds";
import { notFound, type Refusal, refuse } from "./refusal";
import type { State } from "./state";

/** An address that hears of an organization's audit events. Its secret is never part of it. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  /** Kinds of audit events; empty: all of them. */
  readonly kinds: readonly string[];
  /** Null: it delivers. FAILING: nothing had been accepted for `FAILING_DAYS`, so it was stopped. */
  readonly paused: "ASKED" | "FAILING" | null;
  /** How many secrets it has had in this command: a rotation is one more. */
  readonly rotations: number;
}

/** A webhook as it is shown; never its secret. */
export interface WebhookRow {
  readonly id: string;
  readonly url: string;
  readonly kinds: readonly string[];
  readonly paused: "ASKED" | "FAILING" | null;
  /** Since when every answer has been a failure; null: the last one was not. */
  readonly failingSince: string | null;
  /** Until when the secret before this one signs too. */
  readonly previousUntil: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** One message to a webhook, and what became of it. */
export interface DeliveryRow {
  readonly id: string;
  readonly kind: string;
  /** Null: a test. */
  readonly revision: number | null;
  readonly sequence: number | null;
  readonly status: "WAITING" | "DELIVERED" | "FAILED";
  readonly attempts: number;
  readonly nextAt: string;
  readonly lastAt: string | null;
  readonly answerStatus: number | null;
  readonly answerText: string | null;
  readonly problem: string | null;
  readonly createdAt: string;
}

export type WebhookChange = Extract<Change, { kind: `${string}-webhook` }>;

/** After this long without one accepted message a webhook is paused. */
export const FAILING_DAYS = 5;
const MOST_WEBHOOKS = 20;
const URL_MOST = 2000;

/** Makes, changes, pauses, renews or ends one webhook in the state. */
export function changeWebhook(state: State, change: WebhookChange): Refusal | undefined {
  if (change.kind === "create-webhook") {
    if (state.webhooks.size >= MOST_WEBHOOKS)
      return refuse("too-many", `An organization has at most ${MOST_WEBHOOKS} webhooks.`);
    return put(state, {
      id: change.webhook,
      url: change.url,
      kinds: change.kinds,
      paused: null,
      rotations: 0,
    });
  }
  const webhook = state.webhooks.get(change.webhook);
  if (!webhook) return notFound("webhook");
  switch (change.kind) {
    case "edit-webhook":
      return put(state, {
        ...webhook,
        url: change.url ?? webhook.url,
        kinds: change.kinds ?? webhook.kinds,
      });
    case "pause-webhook":
      return put(state, { ...webhook, paused: webhook.paused ?? "ASKED" });
    case "stop-webhook":
      return put(state, { ...webhook, paused: webhook.paused ?? "FAILING" });
    case "resume-webhook":
      return put(state, { ...webhook, paused: null });
    case "rotate-webhook":
      return put(state, { ...webhook, rotations: webhook.rotations + 1 });
    case "delete-webhook":
      state.webhooks.delete(webhook.id);
      return undefined;
  }
}

function put(state: State, webhook: Webhook): Refusal | undefined {
  const refusal = addressRefusal(webhook.url) ?? kindsRefusal(webhook.kinds);
  if (refusal) return refusal;
  state.webhooks.set(webhook.id, { ...webhook, kinds: [...new Set(webhook.kinds)].sort() });
  return undefined;
}

/** Whether plain http is allowed is the installation's setting, and judged where it is known. */
function addressRefusal(address: string): Refusal | undefined {
  const invalid = (message: string) => refuse("invalid", message, { noun: "webhook", field: "url" });
  if (address.length > URL_MOST) return invalid(`The url has at most ${URL_MOST} characters.`);
  if (!URL.canParse(address)) return invalid("The url is not an address.");
  const { protocol, username, password, hash } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") return invalid("The url begins with https://.");
  if (username !== "" || password !== "")
    return invalid("The url holds no user name and password: everyone who reads the audit would see them.");
  return hash === "" ? undefined : invalid("The url has no part behind #: it would not be sent.");
}

function kindsRefusal(kinds: readonly string[]): Refusal | undefined {
  const unknown = kinds.filter((kind) => !isEventKind(kind));
  return unknown.length === 0
    ? undefined
    : refuse("invalid", `No such kind of events: ${unknown.join(", ")}.`, {
        noun: "webhook",
        field: "kinds",
      });
}

const factOf = ({ id, url, kinds, paused }: Webhook): WebhookFact => ({ id, url, kinds, paused });

/** What differs, one event per aspect; the secret is in none. */
export function webhookDifference(before: State, after: State): Effect[] {
  const gone = [...before.webhooks.values()].filter(({ id }) => !after.webhooks.has(id));
  return [
    ...[...after.webhooks.values()].flatMap((now) => differenceOf(before.webhooks.get(now.id), now)),
    ...gone.map(
      (old): Effect => ({
        ...NOBODY,
        subject: old.url,
        kind: "webhook.deleted",
        before: factOf(old),
        after: null,
      }),
    ),
  ];
}

function differenceOf(old: Webhook | undefined, now: Webhook): Effect[] {
  const named = { ...NOBODY, subject: now.url };
  if (!old) return [{ ...named, kind: "webhook.created", before: null, after: factOf(now) }];
  const both = { ...named, before: factOf(old), after: factOf(now) };
  const effects: Effect[] = [];
  if (old.url !== now.url || old.kinds.join() !== now.kinds.join())
    effects.push({ ...both, kind: "webhook.changed" });
  if (old.paused !== now.paused)
    effects.push({ ...both, kind: now.paused === null ? "webhook.resumed" : "webhook.paused" });
  if (old.rotations !== now.rotations) effects.push({ ...both, kind: "webhook.secret-rotated" });
  return effects;
}
