import "server-only";
import pg from "pg";
import { closeAtTheEnd } from "@/lib/store/closing";
import { env } from "../env";

/** Stands where an organization's id would. */
const EVERY = "every";

/** `onLost`: the connection broke, so that revisions may have been missed. */
interface Listener {
  readonly onRevision: (revision: number) => void;
  readonly onLost: () => void;
}

interface Live {
  readonly listeners: Map<string, Set<Listener>>;
  client: pg.Client | null;
  /** Resolves once the client hears; rejects where it was lost before. */
  hearing: Promise<unknown>;
}

// One LISTEN per process, whatever bundle asks; modules are evaluated more than once.
const holder = globalThis as typeof globalThis & { grantdeskLive?: Live };

function live(): Live {
  holder.grantdeskLive ??= open();
  return holder.grantdeskLive;
}

function open(): Live {
  const state: Live = { listeners: new Map(), client: null, hearing: Promise.resolve() };
  closeAtTheEnd(() => state.client?.end() ?? Promise.resolve());
  return state;
}

/** Tells `listener` every revision that an organization reaches, from whatever process. Answers how to stop. */
export function onRevision(organizationId: string, listener: Listener): () => void {
  const { listeners } = live();
  const own = listeners.get(organizationId) ?? new Set();
  own.add(listener);
  listeners.set(organizationId, own);
  connect();
  return () => {
    own.delete(listener);
    if (own.size === 0) listeners.delete(organizationId);
  };
}

/** Resolves once whatever is committed from now on is heard of. Rejects where the connection was lost before. */
export async function hearing(): Promise<void> {
  await live().hearing;
}

/** Calls `look` after every change in any organization of which this process hears. Answers how to stop. */
export function onEveryRevision(look: () => void): () => void {
  return onRevision(EVERY, { onRevision: look, onLost: () => undefined });
}

function connect(): void {
  const state = live();
  state.client ??= follow(state);
}

/** Where the connection breaks, streams end, so that their tabs come anew and ask; it is made again every second. */
function follow(state: Live): pg.Client {
  const connectionString = env().LISTEN_DATABASE_URL;
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000, keepAlive: true });
  const lost = () => {
    if (state.client !== client) return;
    state.client = null;
    client.end().catch(() => undefined);
    for (const own of [...state.listeners.values()]) for (const listener of [...own]) listener.onLost();
    setTimeout(() => state.listeners.size > 0 && connect(), 1000).unref();
  };
  client.on("error", lost);
  client.on("end", lost);
  client.on("notification", ({ payload }) => {
    const [organizationId, revision] = (payload ?? "").split(":");
    for (const key of [organizationId ?? "", EVERY])
      for (const { onRevision: tell } of state.listeners.get(key) ?? []) tell(Number(revision));
  });
  state.hearing = client.connect().then(() => client.query("listen grantdesk"));
  state.hearing.catch(lost);
  return client;
}
