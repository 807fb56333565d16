import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { findRunner } from "./account";
import { findBinaries } from "./binaries";
import { canConnect } from "./connection";
import { startError } from "./errors";
import { findFreePort } from "./port";
import { keepSecret } from "./secrets";

export type Postgres = {
  /** The superuser's address of a database of this server. */
  url(database: string): string;
  /** Ends the server, also one that an earlier process had started. */
  stop(): Promise<void>;
};

type Place = { binaries: Binaries; runner: Runner; data: string; password: string };
type Binaries = Awaited<ReturnType<typeof findBinaries>>;
type Runner = Awaited<ReturnType<typeof findRunner>>;

/**
 * Starts the embedded PostgreSQL with its data in `folder`, which is set up at the first start. A server that survived
 * the process that had started it is taken over. `settings` are PostgreSQL's own, such as `fsync=off`. Throws with the
 * server's last words when it does not come up.
 */
export async function startPostgres(folder: string, settings: string[] = []): Promise<Postgres> {
  await mkdir(folder, { recursive: true });
  const binaries = await findBinaries();
  const runner = await findRunner([folder, binaries.home]);
  const password = await keepSecret(folder, "postgres-password");
  const place = { binaries, runner, data: path.join(folder, "postgres"), password };
  await initialise(place);
  const port = (await findRunning(place)) ?? (await launch(place, settings));
  return {
    url: (database) => addressOf(port, password, database),
    stop: () => runner.run(binaries.control, ["stop", "-D", place.data, "-m", "fast", "-w"]),
  };
}

/** The superuser's address of `database` in the server that runs with its data in `folder`, if one does. */
export async function findPostgres(folder: string, database: string): Promise<string | undefined> {
  const password = await keepSecret(folder, "postgres-password").catch(() => "");
  const port = await readPort(path.join(folder, "postgres"));
  if (port === undefined) return undefined;
  const url = addressOf(port, password, database);
  return (await canConnect(url)) ? url : undefined;
}

function addressOf(port: number, password: string, database: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}

// Beside its place first: a first start that was interrupted leaves no half cluster behind.
async function initialise({ binaries, runner, data, password }: Place): Promise<void> {
  const version = await readFile(path.join(data, "PG_VERSION"), "utf8").catch(() => undefined);
  if (version !== undefined) return;
  const unfinished = `${data}.unfinished`;
  const passwordFile = `${data}.password`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runner.owner) {
    await chown(unfinished, runner.owner.uid, runner.owner.gid);
    await chown(passwordFile, runner.owner.uid, runner.owner.gid);
  }
  // One collation on every machine: by code point, PostgreSQL's own, whatever the system has.
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const login = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  await runner.run(binaries.initdb, [`--pgdata=${unfinished}`, ...locale, ...login, "--no-instructions"]);
  await rm(passwordFile);
  await rename(unfinished, data);
}

async function launch({ binaries, runner, data }: Place, settings: string[]): Promise<number> {
  await removeStaleLock(data);
  const port = await findFreePort();
  const own = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC", "log_timezone=UTC"];
  const flags = [...own, ...settings].map((setting) => `-c ${setting}`).join(" ");
  const log = path.join(data, "server.log");
  const args = ["start", "-D", data, "-l", log, "-w", "-s", "-o", `-p ${port} ${flags}`];
  await runner.run(binaries.control, args).catch(async () => {
    const words = await readFile(log, "utf8").catch(() => "");
    throw startError(`PostgreSQL does not start:\n${words.trimEnd().split("\n").slice(-10).join("\n")}`);
  });
  return port;
}

async function findRunning({ data, password }: Place): Promise<number | undefined> {
  const port = await readPort(data);
  return port && (await canConnect(addressOf(port, password, "postgres"))) ? port : undefined;
}

async function readPort(data: string): Promise<number | undefined> {
  const lines = await readFile(path.join(data, "postmaster.pid"), "utf8").then(
    (text) => text.split("\n"),
    () => [],
  );
  return Number(lines[3]) || undefined;
}

// After a kill -9 the lock file stays. PostgreSQL ignores it unless its process id belongs to someone else by now; only
// where the system says that this is another program may it go: two servers on one folder would destroy the data.
async function removeStaleLock(data: string): Promise<void> {
  const lock = path.join(data, "postmaster.pid");
  const pid = await readFile(lock, "utf8").then(
    (text) => Number.parseInt(text, 10),
    () => undefined,
  );
  if (!pid) return;
  const program = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => undefined);
  if (program !== undefined && !program.startsWith("postgres")) await rm(lock);
}
