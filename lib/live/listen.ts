import "server-only";
import pg from "pg";
import { env } from "../env";

type Listener = (revision: number) => void;

interface Live {
  readonly listeners: Map<string, Set<Listener>>;
  connection: Promise<void> | null;
}

// One LISTEN per process, whatever bundle asks; modules are evaluated more than once.
const holder = globalThis as typeof globalThis & { grantdeskLive?: Live };

function live(): Live {
  holder.grantdeskLive ??= { listeners: new Map(), connection: null };
  return holder.grantdeskLive;
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

function connect(): void {
  const state = live();
  state.connection ??= follow(state).catch(() => {
    state.connection = null;
  });
}

/** Where the connection breaks, tabs fall back on asking when they get the focus; the next subscriber connects again. */
async function follow(state: Live): Promise<void> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  const end = () => {
    state.connection = null;
    if (state.listeners.size > 0) setTimeout(connect, 1000).unref();
  };
  client.on("error", end);
  client.on("end", end);
  client.on("notification", ({ payload }) => {
    const [organizationId, revision] = (payload ?? "").split(":");
    for (const listener of state.listeners.get(organizationId ?? "") ?? []) listener(Number(revision));
  });
  await client.connect();
  await client.query("listen grantdesk");
}
