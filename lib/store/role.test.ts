import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";

const { owner, appUrl } = useDatabase("base");
const app = new pg.Pool({ connectionString: appUrl, max: 1 });
// The database is dropped while the last connection still says goodbye.
app.on("error", () => undefined);
afterAll(() => app.end());

const ALL = "DELETE INSERT SELECT UPDATE";

/** What the application may do with each table, and whether its rows stand behind the wall between organizations. */
const TABLES: Readonly<Record<string, { readonly may: string; readonly walled: boolean }>> = {
  _prisma_migrations: { may: "SELECT", walled: false },
  access_denial: { may: "INSERT SELECT", walled: true },
  api_token: { may: ALL, walled: true },
  api_token_permission: { may: ALL, walled: true },
  audit_event: { may: "INSERT SELECT", walled: true },
  idempotency_key: { may: ALL, walled: false },
  invitation: { may: ALL, walled: true },
  membership: { may: ALL, walled: true },
  organization: { may: ALL, walled: true },
  password_reset: { may: ALL, walled: false },
  permission: { may: ALL, walled: false },
  permission_gate: { may: ALL, walled: true },
  permission_grant: { may: ALL, walled: true },
  permission_implication: { may: ALL, walled: false },
  person: { may: ALL, walled: false },
  project: { may: ALL, walled: true },
  rate_limit: { may: ALL, walled: false },
  role: { may: ALL, walled: true },
  role_assignment: { may: ALL, walled: true },
  role_permission: { may: ALL, walled: true },
  session: { may: ALL, walled: false },
  single_sign_on_identity: { may: "INSERT SELECT UPDATE", walled: false },
  webhook: { may: ALL, walled: true },
  webhook_delivery: { may: ALL, walled: true },
  view_as: { may: "INSERT SELECT UPDATE", walled: false },
};

/** Of the queue: what running jobs takes. A queue's own table is reached through `job` alone. */
const QUEUE: Readonly<Record<string, string>> = {
  archive: "DELETE INSERT SELECT",
  job: ALL,
  queue: "SELECT",
  schedule: "",
  subscription: "",
  version: "SELECT",
};

const mayWith = async (schema: string) => {
  const { rows } = await owner.query<{ name: string; may: string; walled: boolean }>(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as walled,
       (select coalesce(string_agg(a.privilege, ' ' order by a.privilege), '') from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE',
         'TRUNCATE', 'REFERENCES', 'TRIGGER']) as a (privilege) where has_table_privilege('grantdesk_app', c.oid, a.privilege)) as may
     from pg_class c where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition`,
    [schema],
  );
  return Object.fromEntries(rows.map(({ name, may, walled }) => [name, { may, walled }]));
};

test("what the application may do with every table, and which of them are walled, is as it is written here", async () => {
  expect(await mayWith("public")).toEqual(TABLES);
});

test("with the queue the application may do what running jobs takes, and change nothing of how it is made", async () => {
  const may = Object.fromEntries(
    Object.entries(await mayWith("pgboss")).map(([name, { may }]) => [name, may]),
  );
  expect(may).toEqual(QUEUE);
  const { rows } = await owner.query(
    `select
       (select array_agg(nspname::text order by nspname) from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema') as schemas,
       (select array_agg(p.proname) from pg_proc p where p.pronamespace = 'pgboss'::regnamespace and has_function_privilege('grantdesk_app', p.oid, 'EXECUTE')) as functions,
       (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = 'pgboss.version'::regclass and a.attnum > 0
         and has_column_privilege('grantdesk_app', a.attrelid, a.attnum, 'UPDATE')) as version_columns,
       (select bool_or(has_table_privilege('grantdesk_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')) from pg_class c
         where c.relnamespace = 'pgboss'::regnamespace and c.relispartition and c.relkind = 'r') as parts,
       has_schema_privilege('grantdesk_app', 'pgboss', 'CREATE') as in_schema`,
  );
  expect(rows).toEqual([
    {
      schemas: ["pgboss", "public"],
      functions: null,
      version_columns: ["maintained_on"],
      parts: false,
      in_schema: false,
    },
  ]);
});

test("a table with an organization is walled, whatever is written above", async () => {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
     where c.relnamespace = any (array['public', 'pgboss']::regnamespace[]) and c.relkind = 'r' and not c.relforcerowsecurity`,
  );
  // A session is a person's; its organization only says where he signed in.
  expect(rows.map(({ name }) => name)).toEqual(["session"]);
});

test("the application's role is no superuser, passes no wall, and can make neither databases, roles nor tables", async () => {
  const { rows } = await owner.query(
    `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication,
       has_schema_privilege('grantdesk_app', 'public', 'CREATE') as in_schema,
       has_database_privilege('grantdesk_app', current_database(), 'CREATE') as in_database,
       (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships,
       (select count(*)::int from pg_class c where c.relowner = r.oid) as owns
     from pg_roles r where rolname = 'grantdesk_app'`,
  );
  expect(rows).toEqual([
    {
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      in_schema: false,
      in_database: false,
      memberships: 0,
      owns: 0,
    },
  ]);
});

test.each([
  "update audit_event set door = 'x'",
  "delete from audit_event",
  "truncate audit_event",
  "update access_denial set door = 'x'",
  "delete from access_denial",
  "truncate access_denial cascade",
  "create table mine ()",
  "create function mine() returns void language sql as ''",
  "alter table audit_event disable trigger all",
  "alter table membership disable row level security",
  "alter table membership no force row level security",
  "drop policy tenant on membership",
  "create policy mine on membership using (true)",
  "drop table audit_event",
  "drop trigger audit_event_append_only on audit_event",
  "set session_replication_role = replica",
  "alter role grantdesk_app bypassrls",
  "create table pgboss.mine ()",
  "alter table pgboss.job add column mine text",
  "truncate pgboss.job",
  "select pgboss.create_queue('mine', '{}')",
  "select pgboss.delete_queue('webhook-delivery')",
  "insert into pgboss.queue (name) values ('mine')",
  "update pgboss.version set version = 1",
  "insert into pgboss.schedule (name, cron) values ('webhook-delivery', '* * * * *')",
])("the application is refused: %s", async (sql) => {
  await expect(app.query(sql)).rejects.toMatchObject({ code: "42501" });
});

test("its sessions compile nothing and let nobody wait for ever", async () => {
  const settings = ["jit", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"];
  const { rows } = await app.query(
    "select name, current_setting(name) as value from unnest($1::text[]) as s (name)",
    [settings],
  );
  expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toEqual({
    jit: "off",
    statement_timeout: "30s",
    lock_timeout: "10s",
    idle_in_transaction_session_timeout: "1min",
  });
});
