import path from "node:path";
import type { Client } from "pg";
import type { StartEnv } from "../env";
import { connect, withClient } from "./connection";
import { startError } from "./errors";
import { migrate } from "./migrate";
import { findPostgres, type Postgres, startPostgres } from "./postgres";
import { keepSecret } from "./secrets";

type Database = {
  /** The address as which the tables' owner connects. */
  ownerUrl: string;
  /** The address as which the product connects. */
  appUrl: string;
  /** As appUrl, with a session of one's own behind it. */
  listenUrl: string;
  /** What signs the sessions. */
  secret: string;
  /** Ends what was started for it. */
  close(): Promise<void>;
};

const name = "grantdesk";

// Held as long as a start runs, on its own connection: it goes with the process, whichever way that ends.
const running = 4_215_017;

/**
 * The migrated database: the server of DATABASE_URL or else the embedded one, started here. Throws when another process
 * serves from the same embedded one.
 */
export async function openDatabase(env: StartEnv): Promise<Database> {
  const { DATABASE_URL: appUrl, NEXTAUTH_SECRET } = env;
  if (appUrl === undefined) return openEmbedded(path.resolve(env.DATA_DIR), NEXTAUTH_SECRET);
  const listenUrl = env.LISTEN_DATABASE_URL ?? appUrl;
  // The lock that migrations take is a session's.
  const ownerUrl = env.MIGRATE_DATABASE_URL ?? listenUrl;
  await withClient(ownerUrl, applyMigrations);
  return { ownerUrl, appUrl, listenUrl, secret: NEXTAUTH_SECRET ?? "", close: () => Promise.resolve() };
}

/** As openDatabase, but joins an embedded database that another process serves from, and leaves it running. */
export async function joinDatabase(env: StartEnv): Promise<Pick<Database, "ownerUrl" | "close">> {
  const found = env.DATABASE_URL === undefined && (await findPostgres(path.resolve(env.DATA_DIR), name));
  return found ? { ownerUrl: found, close: () => Promise.resolve() } : openDatabase(env);
}

async function openEmbedded(folder: string, givenSecret: string | undefined): Promise<Database> {
  const postgres = await startPostgres(folder);
  const ownerUrl = postgres.url(name);
  await createDatabase(postgres);
  const holder = await claim(ownerUrl);
  const close = () => holder.end().then(postgres.stop);
  try {
    await withClient(ownerUrl, applyMigrations);
    const appUrl = await letAppIn(ownerUrl, await keepSecret(folder, "app-password"));
    const secret = givenSecret ?? (await keepSecret(folder, "nextauth-secret"));
    return { ownerUrl, appUrl, listenUrl: appUrl, secret, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function createDatabase(postgres: Postgres): Promise<void> {
  await withClient(postgres.url("postgres"), async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${name}`);
  });
}

async function claim(url: string): Promise<Client> {
  const holder = await connect(url);
  const { rows } = await holder.query("select pg_try_advisory_lock($1) as mine", [running]);
  if (rows[0].mine) return holder;
  await holder.end();
  throw startError("Grantdesk is running already from this folder. End it first, or set DATA_DIR and PORT.");
}

async function applyMigrations(client: Client): Promise<void> {
  await migrate(client, path.resolve("prisma/migrations"));
}

/** Lets the application's role in with this password and returns the address that it connects to. */
export async function letAppIn(ownerUrl: string, password: string): Promise<string> {
  await withClient(ownerUrl, (client) => {
    return client.query(`alter role grantdesk_app login password ${client.escapeLiteral(password)}`);
  });
  return Object.assign(new URL(ownerUrl), { username: "grantdesk_app", password }).href;
}
