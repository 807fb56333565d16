import type { Client } from "pg";
import { isDemonstrationLoaded } from "../../prisma/demo/loaded";
import type { StartEnv } from "../env";
import { startError } from "./errors";

/**
 * Throws a sentence that says what to do, where what this connection (the application's own) may do or is promised
 * would make the product's promises lies. Changes nothing.
 */
export async function refuseUnsafe(client: Client, env: Pick<StartEnv, "HOST" | "DEMO_DATA">): Promise<void> {
  await refuseForgetful(client);
  await refuseMighty(client);
  await refusePublicDemonstration(client, env);
}

const DURABLE = ["fsync", "synchronous_commit", "full_page_writes"];

async function refuseForgetful(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select name from pg_settings where name = any($1) and setting = 'off' order by name",
    [DURABLE],
  );
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name).join(" and ");
  throw startError(
    `The database has ${names} off and could forget what was acknowledged. Turn it on (postgresql.conf, or the setting of the role or the database).`,
  );
}

/** What would let a role change or hide what the audit says, and how to take it away. */
const POWERS = `
  with me as (select * from pg_roles where rolname = current_user),
  kept as (select c.oid, c.relname, c.relowner from pg_class c where c.oid in ('audit_event'::regclass, 'access_denial'::regclass))
  select array_remove(array[
    (select case when rolsuper then 'is a superuser' end from me),
    (select case when not rolsuper and rolcreaterole then 'may create roles' end from me),
    (select case when not rolsuper and rolreplication then 'may replicate' end from me),
    (select case when pg_has_role(datdba, 'member') then 'owns the database' end from pg_database where datname = current_database()),
    (select 'owns ' || string_agg(relname, ' and ') from kept where pg_has_role(relowner, 'member')),
    (select 'may change ' || string_agg(relname, ' and ') from kept
      where has_table_privilege(oid, 'update, delete, truncate, trigger') or has_any_column_privilege(oid, 'update')),
    (select 'may change the schema' where exists (
      select from pg_namespace where nspname in ('public', 'pgboss') and has_schema_privilege(oid, 'create'))),
    (select case when pg_has_role(relowner, 'member') then 'owns the queue' end from pg_class where oid = to_regclass('pgboss.job'))
  ], null) as powers`;

async function refuseMighty(client: Client): Promise<void> {
  const { rows } = await client.query<{ powers: string[] }>(POWERS);
  const powers = rows[0]?.powers ?? [];
  if (powers.length === 0) return;
  throw startError(
    `The role of DATABASE_URL could rewrite the audit: it ${powers.join(", ")}. Connect as grantdesk_app, which the migrations make (alter role grantdesk_app login password '…'), and give the owner's address as MIGRATE_DATABASE_URL.`,
  );
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/;

async function refusePublicDemonstration(
  client: Client,
  { HOST, DEMO_DATA }: Pick<StartEnv, "HOST" | "DEMO_DATA">,
): Promise<void> {
  if (LOOPBACK.test(HOST) || !(DEMO_DATA || (await isDemonstrationLoaded(client)))) return;
  throw startError(
    `The database has, or is to get, demonstration data, whose passwords and tokens anybody can read, and HOST=${HOST} lets others in. Use another database (DATA_DIR or DATABASE_URL) with DEMO_DATA=false, or HOST=127.0.0.1.`,
  );
}
