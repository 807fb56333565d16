import type { Client } from "pg";

/**
 * Loads the demonstration data, as the tables' owner, unless there is an organization besides the system's own. All or
 * nothing: an interrupted load starts again from nothing.
 */
export async function loadDemonstrationOnce(client: Client): Promise<void> {
  await client.query("begin");
  try {
    // An owner who is no superuser is kept out by the policies as well.
    await client.query("set local grantdesk.keeper = 'on'; set local grantdesk.tenants = '{}'");
    await client.query("lock table organization in share row exclusive mode");
    const { rowCount } = await client.query("select from organization where kind <> 'SYSTEM' limit 1");
    if (rowCount === 0) {
      console.log("Loading the demonstration data …");
      // Imported late: what it uses is generated at the first start, after this file was loaded.
      const { loadDemonstration } = await import("../../prisma/demo/load");
      await loadDemonstration(client);
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
