import "server-only";
import pg from "pg";
import { closeAtTheEnd } from "@/lib/store/closing";
import { env } from "../env";

/** Stands where an organization's id would. */
const EVERY = "every";

type Listener = (revision: number) => void;

interface Live {
  readonly listeners: Map<string, Set<Listener>>;
  client: pg.Client | null;
}

// One LISTEN per process, whatever bundle asks; modules are evaluated more than once.
const holder = globalThis as typeof globalThis & { grantdeskLive?: Live };

function live(): Live {
  holder.grantdeskLive ??= open();
  return holder.grantdeskLive;
}

function open(): Live {
  const state: Live = { listeners: new Map(), client: null };
  closeAtTheEnd(() => state.client?.end() ?? Promise.resolve());
  return state;
}

/** Calls `listener` with every revision that an organization reaches, from whatever process. Answers how to stop. */
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

/** Calls `listener` after every change in any organization. Answers how to stop. */
export function onEveryRevision(listener: Listener): () => void {
  return onRevision(EVERY, listener);
}

function connect(): void {
  const state = live();
  state.client ??= follow(state);
}

/** Where the connection breaks, tabs fall back on asking when they get the focus, and it is made again every second. */
function follow(state: Live): pg.Client {
  const connectionString = env().DATABASE_URL;
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000, keepAlive: true });
  const lost = () => {
    if (state.client !== client) return;
    state.client = null;
    client.end().catch(() => undefined);
    setTimeout(() => state.listeners.size > 0 && connect(), 1000).unref();
  };
  client.on("error", lost);
  client.on("end", lost);
  client.on("notification", ({ payload }) => {
    const [organizationId, revision] = (payload ?? "").split(":");
    for (const key of [organizationId ?? "", EVERY])
      for (const listener of state.listeners.get(key) ?? []) listener(Number(revision));
  });
  client
    .connect()
    .then(() => client.query("listen grantdesk"))
    .catch(lost);
  return client;
}
