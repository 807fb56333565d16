import { execFile } from "node:child_process";
import { chmod, chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { findRunner } from "../boot/account";
import { findFreePort } from "../boot/port";
import { POSTGRES_HOME } from "./programs";

export interface ForeignServer {
  /** `PATH` and `PGHOST` and the like, for the programs that come with the server. */
  readonly env: Readonly<Record<string, string>>;
  url(role: string, password: string, database: string): string;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL that is not the product's own: the oldest one that the system has packages of, as an installation would
 * find it, durable and with roles that need a password. Throws where there is none.
 */
export async function startForeignServer(superPassword: string): Promise<ForeignServer> {
  const [version] = (await readdir(POSTGRES_HOME).catch(() => [])).sort(
    (one, other) => Number(one) - Number(other),
  );
  if (version === undefined) throw new Error("Install PostgreSQL from the system's packages: postgresql.");
  const programs = path.join(POSTGRES_HOME, version, "bin");
  const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-foreign-"));
  await chmod(folder, 0o755);
  const runner = await findRunner([folder]);
  if (runner.owner) await chown(folder, runner.owner.uid, runner.owner.gid);
  const [data, port] = [path.join(folder, "data"), String(await findFreePort())];
  const control = (...args: string[]) =>
    runner.run(path.join(programs, "pg_ctl"), ["-D", data, "-w", ...args]);
  await runner.run(path.join(programs, "initdb"), [
    "-D",
    data,
    "-U",
    "postgres",
    "-A",
    "trust",
    "-E",
    "UTF8",
  ]);
  const flags = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
  await control("start", "-s", "-l", path.join(folder, "log"), "-o", flags);
  const env = { PATH: `${programs}:${process.env.PATH}`, PGHOST: "127.0.0.1", PGPORT: port, LC_ALL: "C" };
  await askForPasswords(env, path.join(data, "pg_hba.conf"), superPassword);
  return {
    env: { ...env, PGPASSWORD: superPassword },
    url: (role, password, database) => `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`,
    async stop() {
      await control("stop", "-m", "fast");
      await rm(folder, { recursive: true });
    },
  };
}

async function askForPasswords(env: Record<string, string>, file: string, password: string): Promise<void> {
  const sql = [
    `alter role postgres password '${password}'`,
    `copy (select 'host all all 127.0.0.1/32 scram-sha-256') to '${file}'`,
    "select pg_reload_conf()",
  ].flatMap((each) => ["-c", each]);
  await promisify(execFile)("psql", ["-U", "postgres", "-d", "postgres", ...sql], {
    env: { ...process.env, ...env },
  });
}
