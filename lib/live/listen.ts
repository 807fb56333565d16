import "server-only";
import pg from "pg";
import { closeAtTheEnd } from "@/lib/store/closing";
import { readRevisions } from "@/lib/store/revisions";
import { env } from "../env";

const LOOK_EVERY_MS = 2_000;

/** Stands where an organization's id would. */
const EVERY = "every";

/** `onLost`: the connection broke, so that revisions may have been missed. */
interface Listener {
  readonly onRevision: (revision: number) => void;
  readonly onLost: () => void;
}

interface Live {
  readonly listeners: Map<string, Set<Listener>>;
  /** The newest revision that was told of each organization somebody listens to. */
  readonly told: Map<string, number>;
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
  const state: Live = { listeners: new Map(), told: new Map(), client: null, hearing: Promise.resolve() };
  const looking = setInterval(() => look(state), LOOK_EVERY_MS).unref();
  closeAtTheEnd(() => {
    clearInterval(looking);
    return state.client?.end() ?? Promise.resolve();
  });
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
    if (own.size > 0) return;
    listeners.delete(organizationId);
    live().told.delete(organizationId);
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
    const [organizationId = "", revision] = (payload ?? "").split(":");
    tell(state, organizationId, Number(revision));
  });
  state.hearing = client.connect().then(() => client.query("listen grantdesk"));
  state.hearing.catch(lost);
  return client;
}

function tell(state: Live, organizationId: string, revision: number): void {
  if (state.listeners.has(organizationId))
    state.told.set(organizationId, Math.max(revision, state.told.get(organizationId) ?? 0));
  for (const key of [organizationId, EVERY])
    for (const { onRevision: say } of state.listeners.get(key) ?? []) say(revision);
}

/** A word is lost where its process dies between a commit and telling of it: a look now and then finds what it was about. */
async function look(state: Live): Promise<void> {
  const ids = [...state.listeners.keys()].filter((key) => key !== EVERY);
  if (ids.length === 0) return;
  const now = await readRevisions(ids).catch(() => []);
  for (const { id, revision } of now) {
    if (revision > (state.told.get(id) ?? -1)) tell(state, id, revision);
  }
}
