import { execFile } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { summary, type Took } from "./load";
import type { Script } from "./script";

const run = promisify(execFile);

/** Whether there is one on the PATH; it comes with PostgreSQL's client programs, not with the server in node_modules. */
export async function hasPgbench(): Promise<boolean> {
  return run("pgbench", ["--version"]).then(
    () => true,
    () => false,
  );
}

/** Runs a script, whose statements each connection prepares first, over `clients` connections for whole seconds. */
export async function pgbench(
  url: string,
  folder: string,
  script: Script,
  clients: number,
  seconds: number,
): Promise<Took> {
  const log = path.join(folder, `pgbench-log-${Date.now()}`);
  const once = `\\if :ready = 0\n${script.prepare}\\set ready 1\n\\endif\n`;
  const files = script.turns.map((_, n) => path.join(folder, `pgbench-${n}.sql`));
  await Promise.all(files.map((file, n) => writeFile(file, `${once}${script.turns[n]}`)));
  const whole = String(Math.max(1, Math.round(seconds)));
  const scripts = files.flatMap((file) => ["-f", file]);
  const args = [
    "-n",
    "-M",
    "extended",
    "-D",
    "ready=0",
    "-c",
    String(clients),
    "-T",
    whole,
    "-l",
    "--log-prefix",
    log,
  ];
  const { stdout } = await run("pgbench", [...args, ...scripts, url], { maxBuffer: 1 << 26 });
  const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  const logs = (await readdir(folder)).filter((name) => name.startsWith(path.basename(log)));
  const texts = await Promise.all(logs.map((name) => readFile(path.join(folder, name), "utf8")));
  await Promise.all(logs.map((name) => rm(path.join(folder, name))));
  const times = texts.flatMap((text) =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => Number(line.split(" ")[2]) / 1000),
  );
  return summary(times, perSecond);
}
