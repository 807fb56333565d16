import "server-only";
import { type Runner, store } from "./database";

/**
 * Runs `act` with the organization's row locked. NO KEY UPDATE: plain UPDATE would make unrelated inserts wait on
 * their foreign keys.
 */
export async function withLockedOrganization<T>(
  organizationId: string,
  act: (runner: Runner) => Promise<T>,
): Promise<T> {
  const client = await store().pool.connect();
  try {
    await client.query("begin");
    await client.query("select 1 from organization where id = $1 for no key update", [organizationId]);
    const result = await act(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
