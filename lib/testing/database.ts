import { randomUUID } from "node:crypto";
import { Pool } from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { withClient } from "../boot/connection";

type TestDatabase = {
  /** As the tables' owner, to prepare and to assert what the product itself may not touch. */
  owner: Pool;
  ownerUrl: string;
  /** What the product connects to, and with no more rights than in production. */
  appUrl: string;
};

/**
 * A database of this test file's own, for the top of the file: `base` is migrated, `demo` has the demonstration data as
 * well, `empty` has nothing. The product, which connects at its first query, finds it. Dropped after the last test.
 */
export function useDatabase(kind: "base" | "demo" | "empty"): TestDatabase {
  const server = inject("server");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const ownerUrl = Object.assign(new URL(server), { pathname: name }).href;
  const app = { username: "grantdesk_app", password: inject("appPassword") };
  const appUrl = Object.assign(new URL(ownerUrl), app).href;
  process.env.DATABASE_URL = appUrl;
  const owner = new Pool({ connectionString: ownerUrl, max: 4 });
  owner.on("error", () => undefined);
  const onServer = (sql: string) => withClient(server, (client) => client.query(sql));
  beforeAll(() => onServer(`create database ${name} template ${inject("templates")[kind]}`));
  afterAll(async () => {
    await owner.end();
    await onServer(`drop database ${name} with (force)`);
  });
  return { owner, ownerUrl, appUrl };
}
