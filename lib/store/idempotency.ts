import "server-only";
import type pg from "pg";
import { inTransaction, store } from "./database";
import { withTransaction } from "./transaction";

export interface KeptAnswer {
  readonly requestHash: Buffer;
  readonly sealedAnswer: Buffer;
}

const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Runs `act` for a person's key with everyone else who has the same key waiting, and keeps what it gives to keep.
 * `act` gets what was kept in the last 24 hours. "busy": the one before took too long. One transaction around all of
 * it: where the process dies or the network swallows the answer, the act and the memory of it are both there or neither.
 */
export async function underKey<T>(
  personId: string,
  key: string,
  act: (kept: KeptAnswer | null) => Promise<{ readonly value: T; readonly keep: KeptAnswer | null }>,
): Promise<T | "busy"> {
  const { value, waiting } = await withTransaction(async (client) => {
    if (!(await lock(client, personId, key))) {
      await client.query("rollback");
      return { value: "busy" as const, waiting: [] };
    }
    const kept = await find(client, personId, key);
    const { value: done, waiting: later } = await inTransaction(client, () => act(kept));
    if (done.keep) await keep(client, personId, key, done.keep);
    await client.query("commit");
    return { value: done.value, waiting: later };
  }, store().lockPool);
  await Promise.all(waiting.map((work) => work()));
  return value;
}

/** Gone with its transaction, also where the process dies. */
async function lock(client: pg.PoolClient, personId: string, key: string): Promise<boolean> {
  await client.query("set local lock_timeout = '10s'");
  try {
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${personId} ${key}`]);
    return true;
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && error.code === LOCK_NOT_AVAILABLE)
      return false;
    throw error;
  }
}

async function find(client: pg.PoolClient, personId: string, key: string): Promise<KeptAnswer | null> {
  const { rows } = await client.query<KeptAnswer>(
    `select request_hash as "requestHash", sealed_answer as "sealedAnswer" from idempotency_key
     where person_id = $1 and key = $2 and created_at > now() - interval '24 hours'`,
    [personId, key],
  );
  return rows[0] ?? null;
}

async function keep(client: pg.PoolClient, personId: string, key: string, answer: KeptAnswer): Promise<void> {
  await client.query(
    `with old as (
       delete from idempotency_key where (person_id, key) in (
         select person_id, key from idempotency_key where created_at < now() - interval '24 hours'
           and (person_id, key) <> ($1, $2) limit 100 for update skip locked)
     )
     insert into idempotency_key (person_id, key, request_hash, sealed_answer) values ($1, $2, $3, $4)
     on conflict (person_id, key) do update
       set request_hash = excluded.request_hash, sealed_answer = excluded.sealed_answer, created_at = now()`,
    [personId, key, answer.requestHash, answer.sealedAnswer],
  );
}
