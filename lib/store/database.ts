import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/prisma/client/client";
import { env } from "../env";

/** One pool per process; Prisma and the hot statements share it. */
interface Store {
  readonly pool: pg.Pool;
  /** For who holds a lock while work that needs the other pool goes on: both from one pool could starve each other. */
  readonly lockPool: pg.Pool;
  readonly prisma: PrismaClient;
}

// Next evaluates modules once per bundle and again on reload; the pool must outlive that.
const holder = globalThis as typeof globalThis & { grantdeskStore?: Store };

const LOCKS_MOST = 4;

export function store(): Store {
  holder.grantdeskStore ??= open();
  return holder.grantdeskStore;
}

function open(): Store {
  const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: env().DATABASE_POOL_SIZE });
  const lockPool = new pg.Pool({ connectionString: env().DATABASE_URL, max: LOCKS_MOST });
  // Without a listener an idle connection that the server closes ends the process.
  for (const each of [pool, lockPool]) each.on("error", () => undefined);
  return { pool, lockPool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

/** Whatever runs one statement: the pool, or a client inside a transaction. */
export type Runner = Pick<pg.ClientBase, "query">;
