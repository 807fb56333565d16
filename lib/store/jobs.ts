import "server-only";
import PgBoss from "pg-boss";
import { log } from "../log";
import { type Runner, store } from "./database";

/** A place in the queue. It names a delivery and nothing of it. */
export interface Job {
  readonly id: string;
  readonly deliveryId: string;
}

export interface NewJob extends Job {
  /** ISO 8601; null: at once. */
  readonly startAfter: string | null;
}

/** The queue of what goes to webhooks. All of it rejects where the database does. */
export interface Jobs {
  /** Takes at most so many jobs whose time has come; no other process gets them while the lease runs. */
  take(most: number): Promise<Job[]>;
  /** Within the caller's transaction. */
  add(runner: Runner, jobs: readonly NewJob[]): Promise<void>;
  /** Within the caller's transaction: the job is over, whatever came of it. */
  finish(runner: Runner, jobId: string): Promise<void>;
  close(): Promise<void>;
}

const QUEUE = "webhook-delivery";

/** Longer than an attempt may take. Who dies with a job leaves it to the next one after this and a look of pg-boss's. */
const LEASE_SECONDS = 45;
const LOOK_SECONDS = 5;

// Neither may end a job by itself: what has become of a message the log alone says.
const RETRIES = 1_000_000;
const KEPT_DAYS = 3650;

// The log keeps what was; the queue only what is to do.
const DONE = { archiveCompletedAfterSeconds: 60, deleteAfterSeconds: 3600 };

interface Database {
  executeSql(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

/**
 * Opens the queue in this process, which from then on gives back what dead processes had taken. Rejects where the
 * database is out of reach, or has the queue of another version of pg-boss.
 */
export async function openJobs(): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: execute },
    // The owner made its tables, in a migration of ours; this role may not.
    migrate: false,
    schedule: false,
    maintenanceIntervalSeconds: LOOK_SECONDS,
    retentionDays: KEPT_DAYS,
    ...DONE,
  });
  boss.on("error", (err) => log().error({ err }, "the queue could not be kept in order"));
  await boss.start();
  return {
    take: (most) => take(boss, most),
    add: (runner, jobs) => boss.insert(jobs.map(described), { db: within(runner) }),
    finish: (runner, jobId) => boss.complete(QUEUE, jobId, {}, { db: within(runner) }),
    close: () => boss.stop({ graceful: false }),
  };
}

async function take(boss: PgBoss, most: number): Promise<Job[]> {
  // pg-boss answers a statement that failed as if nothing were due.
  let failure: unknown;
  const db: Database = {
    executeSql: (text, values) =>
      execute(text, values).catch((cause: unknown) => {
        failure = cause;
        throw cause;
      }),
  };
  const taken = await boss.fetch<{ delivery: string }>(QUEUE, { batchSize: most, db });
  if (failure !== undefined) throw failure;
  return taken.map(({ id, data }) => ({ id, deliveryId: data.delivery }));
}

const described = ({ id, deliveryId, startAfter }: NewJob): PgBoss.JobInsert => ({
  id,
  name: QUEUE,
  data: { delivery: deliveryId },
  expireInSeconds: LEASE_SECONDS,
  retryLimit: RETRIES,
  retryDelay: 0,
  ...(startAfter === null ? {} : { startAfter }),
});

const within = (runner: Runner): Database => ({
  executeSql: (text, values) => runner.query(text, values),
});

/**
 * What pg-boss asks, on a connection of the store's. Some of it begins and ends a transaction of its own: where that
 * fails, the connection is still inside, so it is closed.
 */
export async function execute(text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
  const client = await store().pool.connect();
  try {
    const result = await client.query(text, values);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
