import "server-only";
import type pg from "pg";
import { store } from "./database";

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
