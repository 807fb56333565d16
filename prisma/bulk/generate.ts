import type { Client } from "pg";
import { PASSWORD } from "../demo/samples";
import { insertAudit } from "./audit";
import { layOut } from "./plan";
import { mayDeferForeignKeys, proveForeignKeys } from "./prove";
import { insertRows } from "./rows";
import { accessOf, type Plan, SIZES, type Size } from "./size";

type Report = (line: string) => void;

/**
 * Fills the database with one large organization and its small neighbours, as the tables' owner: all or nothing, and
 * once per size. Every row has its event in the audit. Says how to get in.
 */
export async function generateBulk(client: Client, size: Size, report: Report): Promise<void> {
  const started = Date.now();
  const made = await inTransaction(client, () => makeOnce(client, size, report));
  if (made) {
    // Index-only scans need the visibility map, and a vacuum in the background would disturb whoever measures.
    await client.query(`vacuum (analyze) ${TABLES.join(", ")}`);
    report(`Size ${size} is there after ${Math.round((Date.now() - started) / 1000)} s.`);
  } else report(`Size ${size} is there already.`);
  const { email, token } = accessOf(size);
  report(`Sign in as ${email} with the password "${PASSWORD}", or with Authorization: Bearer ${token}`);
}

const TABLES = [
  ...["organization", "project", "person", "permission", "role", "role_permission"],
  ...["membership", "permission_grant", "role_assignment", "api_token", "audit_event"],
];

async function makeOnce(client: Client, size: Size, report: Report): Promise<boolean> {
  // An owner who is no superuser is kept out by the policies as well.
  await client.query("set local grantdesk.keeper = 'on'; set local grantdesk.tenants = '{}'");
  await client.query("select pg_advisory_xact_lock(hashtext('grantdesk bulk'))");
  const { rowCount } = await client.query("select from person where email = $1", [accessOf(size).email]);
  if (rowCount !== 0) return false;
  const plan = SIZES[size];
  const defers = await mayDeferForeignKeys(client);
  if (defers) await client.query("set local session_replication_role = replica");
  await client.query("set local work_mem = '128MB'");
  await layOut(client, size, plan);
  report(`${plan.people} people with ${plan.people * plan.grantsPerPerson} grants …`);
  await insertRows(client, size);
  await auditAndProve(client, plan, defers, report);
  return true;
}

async function auditAndProve(client: Client, plan: Plan, defers: boolean, report: Report): Promise<void> {
  report("Their audit …");
  await insertAudit(client, plan, report);
  if (!defers) return;
  await client.query("set local session_replication_role = origin");
  report("Foreign keys …");
  await proveForeignKeys(client);
}

async function inTransaction<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query("begin");
  try {
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
