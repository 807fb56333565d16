import { chown, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findRunner } from "@/lib/boot/account";
import { findFreePort } from "@/lib/boot/port";
import { PGBOUNCER } from "@/lib/testing/programs";

export interface Pooler {
  /** What the product connects to. */
  readonly url: string;
  stop(): void;
}

/**
 * pgbouncer in transaction mode in front of the database at `appUrl`, its files in `folder`. It is left as it comes from
 * its package: it knows no prepared statements, and refuses settings of a session. Rejects where it does not start.
 */
export async function startPooler(folder: string, appUrl: string): Promise<Pooler> {
  const { hostname, port, pathname, username, password } = new URL(appUrl);
  const runner = await findRunner([folder]);
  const own = path.join(folder, "pooler");
  await mkdir(own, { mode: 0o700 });
  const [listening, pidFile] = [await findFreePort(), path.join(own, "pid")];
  const settings = path.join(own, "pgbouncer.ini");
  await writeFile(
    settings,
    `[databases]
grantdesk = host=${hostname} port=${port} dbname=${pathname.slice(1)} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listening}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 12
logfile = ${path.join(own, "log")}
pidfile = ${pidFile}
`,
  );
  if (runner.owner) for (const file of [own, settings]) await chown(file, runner.owner.uid, runner.owner.gid);
  await runner.run(PGBOUNCER, ["-q", "-d", settings]);
  const pid = await readPid(pidFile);
  const url = `postgresql://${username}:any@127.0.0.1:${listening}/grantdesk`;
  return { url, stop: () => process.kill(pid, "SIGINT") };
}

// It has gone into the background before it says which process it is.
async function readPid(file: string): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const pid = Number.parseInt(await readFile(file, "utf8").catch(() => ""), 10);
    if (pid) return pid;
    await delay(50);
  }
  throw new Error("pgbouncer does not start.");
}
