import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { withClient } from "../boot/connection";
import { letAppIn } from "../boot/database";
import { loadDemonstrationOnce } from "../boot/demonstration";
import { migrate } from "../boot/migrate";
import { type Postgres, startPostgres } from "../boot/postgres";
import { ensureClient } from "../boot/product";

declare module "vitest" {
  interface ProvidedContext {
    /** The superuser's address of the database `postgres` of the run's own server. */
    server: string;
    appPassword: string;
  }
}

// Nothing here outlives the run: what makes a commit durable would only make the tests slow.
const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];

/** One PostgreSQL for the run, in a folder of its own, with the databases that the tests' own are cloned from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await ensureClient(new AbortController().signal);
  const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-test-"));
  await chmod(folder, 0o755);
  const postgres = await startPostgres(folder, settings);
  const teardown = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true });
  };
  try {
    project.provide("server", postgres.url("postgres"));
    project.provide("appPassword", await makeTemplates(postgres));
    return teardown;
  } catch (error) {
    await teardown();
    throw error;
  }
}

async function makeTemplates(postgres: Postgres): Promise<string> {
  const appPassword = "the-tests-own";
  const createFrom = (name: string, template: string) =>
    withClient(postgres.url("postgres"), (client) =>
      client.query(`create database ${name} template ${template}`),
    );
  await createFrom("template_base", "template1");
  await withClient(postgres.url("template_base"), (client) =>
    migrate(client, path.resolve("prisma/migrations")),
  );
  await letAppIn(postgres.url("template_base"), appPassword);
  await createFrom("template_demo", "template_base");
  await withClient(postgres.url("template_demo"), loadDemonstrationOnce);
  return appPassword;
}
