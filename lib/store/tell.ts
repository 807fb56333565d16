import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { log } from "../log";
import { untraced } from "../tracing.mjs";
import { closeAtTheEnd } from "./closing";
import { onceCommitted, store } from "./database";

const GATHER_MS = 20;

interface Telling {
  /** The newest revision of each organization that is not told yet. */
  readonly waiting: Map<string, number>;
  underWay: Promise<void> | null;
}

// One per process, whatever bundle asks.
const holder = globalThis as typeof globalThis & { grantdeskTelling?: Telling };

/**
 * Tells every process that an organization has reached a revision, once that is committed, and answers at once. Not in
 * the transaction itself: PostgreSQL lets those that notify commit one by one, each with its own flush to the disk. Who
 * listens also looks by himself (lib/live/listen.ts), so a word that is lost comes late, and is not missed.
 */
export async function tellRevision(organizationId: string, revision: number): Promise<void> {
  await onceCommitted(async () => {
    const state = telling();
    state.waiting.set(organizationId, Math.max(revision, state.waiting.get(organizationId) ?? 0));
    state.underWay ??= untraced(() => tellAll(state));
  });
}

function telling(): Telling {
  if (holder.grantdeskTelling) return holder.grantdeskTelling;
  const state: Telling = { waiting: new Map(), underWay: null };
  closeAtTheEnd(() => state.underWay ?? Promise.resolve());
  holder.grantdeskTelling = state;
  return state;
}

/** The first word goes out at once; what comes in the next moment goes out together, since each one wakes every listener. */
async function tellAll(state: Telling): Promise<void> {
  while (state.waiting.size > 0) {
    const words = [...state.waiting].map(([organizationId, revision]) => `${organizationId}:${revision}`);
    state.waiting.clear();
    await store()
      .pool.query({ name: "tell", text: TELL, values: [words] })
      .catch((error: unknown) => log().warn({ err: error }, "listeners were not told, and will look"));
    await delay(GATHER_MS);
  }
  state.underWay = null;
}

const TELL = "select pg_notify('grantdesk', word) from unnest($1::text[]) as word";
