import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { useDatabase } from "../testing/database";
import { withClient } from "./connection";
import { refuseUnsafe } from "./refusals";

const { owner, ownerUrl, appUrl } = useDatabase("demo");
const role = `strong_${randomUUID().slice(0, 8)}`;
const here = { HOST: "127.0.0.1", DEMO_DATA: false };

// The tests' own server forgets on purpose: a connection of these tests says otherwise where it may.
const DURABLE = "fsync and full_page_writes and synchronous_commit";
const refusal = (url: string, env = here) =>
  withClient(url, (client) => refuseUnsafe(client, env)).then(
    () => null,
    (error: Error) => error.message,
  );

afterAll(() => owner.query(`drop role if exists ${role}`));

test("a database that could forget what was acknowledged is refused, and every such setting is named", async () => {
  expect(await refusal(appUrl)).toContain(`The database has ${DURABLE} off`);
});

const strong = async (sql: string) => {
  await owner.query(`create role ${role} login password 'strong'`);
  await owner.query(`grant grantdesk_app to ${role}`);
  await owner.query(sql);
  const url = Object.assign(new URL(ownerUrl), { username: role, password: "strong" }).href;
  try {
    return await withClient(url, (client) => refuseUnsafe(durable(client), here)).then(
      () => null,
      (error: Error) => error.message,
    );
  } finally {
    await owner.query(`drop owned by ${role}; drop role ${role}`);
  }
};

/** As if the server kept its word; all other questions go to it. */
function durable<Client extends { query: unknown }>(client: Client): Client {
  const query = client.query as (text: string, values?: unknown[]) => unknown;
  return new Proxy(client, {
    get: (target, key) =>
      key === "query"
        ? (text: string, values?: unknown[]) =>
            query.call(target, text, text.includes("pg_settings") ? [["none"]] : values)
        : Reflect.get(target, key),
  });
}

const likeTheOwner = `do $$ begin
  execute format('grant %I to ${role}', (select pg_get_userbyid(datdba) from pg_database where datname = current_database()));
end $$`;

test.each([
  ["is a superuser", `alter role ${role} superuser`],
  ["may create roles", `alter role ${role} createrole`],
  ["may replicate", `alter role ${role} replication`],
  ["owns the database", likeTheOwner],
  ["owns the queue", likeTheOwner],
  ["may change audit_event", `grant update on audit_event to ${role}`],
  ["may change audit_event", `grant update (kind) on audit_event to ${role}`],
  ["may change audit_event", `grant delete on audit_event to ${role}`],
  ["may change audit_event", `grant truncate on audit_event to ${role}`],
  ["may change audit_event", `grant trigger on audit_event to ${role}`],
  ["may change access_denial", `grant delete on access_denial to ${role}`],
  ["may change the schema", `grant create on schema public to ${role}`],
  ["may change the schema", `grant create on schema pgboss to ${role}`],
])("a role that %s is refused: it could rewrite the audit", async (power, sql) => {
  expect(await strong(sql)).toMatch(new RegExp(`could rewrite the audit: it .*${power}.*grantdesk_app`));
});

test("a role with no more than the application needs is let in", async () => {
  expect(await strong("select 1")).toBeNull();
});

test("a database with the demonstration's public passwords serves this machine alone", async () => {
  const ask = (env: typeof here) =>
    withClient(appUrl, (client) => refuseUnsafe(durable(client), env)).then(
      () => null,
      (error: Error) => error.message,
    );
  expect(await ask(here)).toBeNull();
  expect(await ask({ ...here, HOST: "localhost" })).toBeNull();
  expect(await ask({ ...here, HOST: "0.0.0.0" })).toContain("HOST=0.0.0.0 lets others in");
  await owner.query("update person set suspended_at = now()");
  expect(await ask({ ...here, HOST: "0.0.0.0" })).toBeNull();
  expect(await ask({ HOST: "0.0.0.0", DEMO_DATA: true })).toContain("lets others in");
});
