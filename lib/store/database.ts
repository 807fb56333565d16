import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/prisma/client/client";
import { env } from "../env";
import { metrics } from "../metrics";
import { closeAtTheEnd } from "./closing";
import { queueOnce } from "./patience";
import { tracedPool } from "./traced";
import { sendUnnamed } from "./unnamed";
import { poolWithin } from "./within";

type Work = () => Promise<unknown>;

/** One pool per process; Prisma and the hot statements share it. */
interface Store {
  readonly pool: pg.Pool;
  /** For whole requests that are one transaction and wait for one another: they must not starve those that do not. */
  readonly lockPool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Inside `inTransaction`: what waits for its commit. */
  readonly waiting?: Work[];
}

// Next evaluates modules once per bundle and again on reload; the pool must outlive that.
const holder = globalThis as typeof globalThis & {
  grantdeskStore?: Store;
  grantdeskTransaction?: AsyncLocalStorage<Store>;
};

const LOCKS_MOST = 4;

/** How long a request waits for a connection before it is told to come back. */
const PATIENCE_MS = 2_000;

/** What every question goes through: the pools, or inside `inTransaction` that one connection. Never throws. */
export function store(): Store {
  return transaction().getStore() ?? opened();
}

/** Whether whoever asks is inside `inTransaction`. */
export function isInTransaction(): boolean {
  return transaction().getStore() !== undefined;
}

/**
 * Does what cannot be taken back, as a letter cannot, once all that was asked of the store so far is committed: at once
 * where no transaction stands around it. Null: it waits for the commit, and is not done where that fails.
 */
export async function onceCommitted<T>(work: () => Promise<T>): Promise<T | null> {
  const { waiting } = store();
  if (!waiting) return work();
  waiting.push(work);
  return null;
}

/**
 * Runs `act` with everything that it and what it calls asks of `store()` on this one client, whose transaction the
 * caller begins and ends: what was done and what is noted about it are committed together or not at all. Answers what
 * the caller has to do after its commit, too.
 */
export async function inTransaction<T>(
  client: pg.PoolClient,
  act: () => Promise<T>,
): Promise<{ readonly value: T; readonly waiting: readonly Work[] }> {
  const { pool, lockPool } = opened();
  const within = poolWithin(pool, client);
  const waiting: Work[] = [];
  let prisma: PrismaClient | undefined;
  const value = await transaction().run(
    {
      pool: within,
      lockPool,
      waiting,
      // A client of its own: Prisma answers what is asked at one moment together, whoever asks.
      get prisma() {
        prisma ??= new PrismaClient({ adapter: new PrismaPg(within) });
        return prisma;
      },
    },
    act,
  );
  return { value, waiting };
}

function transaction(): AsyncLocalStorage<Store> {
  holder.grantdeskTransaction ??= new AsyncLocalStorage();
  return holder.grantdeskTransaction;
}

function opened(): Store {
  holder.grantdeskStore ??= open();
  return holder.grantdeskStore;
}

function open(): Store {
  const pool = connections(env().DATABASE_POOL_SIZE);
  const lockPool = connections(LOCKS_MOST);
  metrics().pools.set("requests", pool).set("locks", lockPool);
  closeAtTheEnd(() => Promise.all([pool.end(), lockPool.end()]));
  const traced = { pool: tracedPool(pool), lockPool: tracedPool(lockPool) };
  return { ...traced, prisma: new PrismaClient({ adapter: new PrismaPg(traced.pool) }) };
}

function connections(max: number): pg.Pool {
  const limit = env().DATABASE_TIMEOUT_SECONDS * 1000;
  const pooled = env().DATABASE_POOLER;
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max,
    connectionTimeoutMillis: PATIENCE_MS,
    // For a network that swallows the server's answer.
    query_timeout: limit + 1_000,
    // A pooler takes no settings of a session: there the role's own hold.
    ...(!pooled && {
      // The server gives up first and says why.
      statement_timeout: limit,
      // Whoever holds a lock and has gone silent loses it.
      idle_in_transaction_session_timeout: 2 * limit,
    }),
    keepAlive: true,
  });
  queueOnce(pool, max);
  if (pooled) pool.on("connect", sendUnnamed);
  // Without a listener a connection that the server closes ends the process: one for the idle ones, one for those in use.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** Whatever runs one statement: the pool, or a client inside a transaction. */
export type Runner = Pick<pg.ClientBase, "query">;
