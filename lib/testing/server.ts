import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { withClient } from "../boot/connection";
import { letAppIn } from "../boot/database";
import { loadDemonstrationOnce } from "../boot/demonstration";
import { migrate } from "../boot/migrate";
import { startPostgres } from "../boot/postgres";
import { ensureClient } from "../boot/product";

export interface TestServer {
  /** The superuser's address of the database `postgres`. */
  readonly url: string;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

/** What the product connects with in every database of a test server. */
export const APP_PASSWORD = "the-tests-own";

// Nothing here outlives the run: what makes a commit durable would only make the tests slow.
const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];

/** A PostgreSQL in a folder of its own, with `template_base` (migrated) and `template_demo` to clone databases from. */
export async function startTestServer(): Promise<TestServer> {
  await ensureClient(new AbortController().signal);
  const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-test-"));
  await chmod(folder, 0o755);
  const postgres = await startPostgres(folder, settings);
  const url = postgres.url("postgres");
  const stop = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true });
  };
  try {
    await cloneDatabase(url, "template1", "template_base");
    await withClient(postgres.url("template_base"), (client) =>
      migrate(client, path.resolve("prisma/migrations")),
    );
    await letAppIn(postgres.url("template_base"), APP_PASSWORD);
    await cloneDatabase(url, "template_base", "template_demo");
    await withClient(postgres.url("template_demo"), loadDemonstrationOnce);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Makes the database `name` of the server at `url` from `template`, to which nobody may be connected. */
export async function cloneDatabase(url: string, template: string, name: string): Promise<void> {
  await withClient(url, (client) => client.query(`create database ${name} template ${template}`));
}
