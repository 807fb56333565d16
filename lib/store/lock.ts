import "server-only";
import type { Runner } from "./database";
import { askWithin, ofOrganizations } from "./tenants";
import { withTransaction } from "./transaction";

/**
 * Runs `act` with the organization's row locked. NO KEY UPDATE: plain UPDATE would make unrelated inserts wait on
 * their foreign keys.
 */
export async function withLockedOrganization<T>(
  organizationId: string,
  act: (runner: Runner) => Promise<T>,
): Promise<T> {
  return withTransaction(async (client) => {
    await askWithin(client, ofOrganizations([organizationId]), {
      text: "select 1 from organization where id = $1 for no key update",
      values: [organizationId],
    });
    const result = await act(client);
    await client.query("commit");
    return result;
  });
}
