import "server-only";
import type pg from "pg";
import { inTransaction, store } from "./database";

/**
 * Runs `act` on a connection of its own inside a transaction, which `act` ends. A connection on which anything has
 * failed is closed, and with it what it had begun: it may be one that nobody answers on any more.
 */
export async function withTransaction<T>(
  act: (client: pg.PoolClient) => Promise<T>,
  from: pg.Pool = store().pool,
): Promise<T> {
  const client = await from.connect();
  try {
    await client.query("begin");
    const result = await act(client);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/**
 * Runs `act` with all that it asks of the store as one transaction. What `isKept` denies is taken back, with everything
 * that `act` did; what waits for the commit is done after it.
 */
export async function allOrNothing<T>(
  act: () => Promise<T>,
  isKept: (value: T) => boolean = () => true,
): Promise<T> {
  const { value, waiting } = await withTransaction(async (client) => {
    const done = await inTransaction(client, act);
    const kept = isKept(done.value);
    await client.query(kept ? "commit" : "rollback");
    return { value: done.value, waiting: kept ? done.waiting : [] };
  });
  await Promise.all(waiting.map((work) => work()));
  return value;
}
