import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { childEnvironment } from "../env";

type Account = { uid: number; gid: number };

type Runner = {
  /** Whose PostgreSQL's files have to be; absent where that is who we are anyway. */
  owner?: Account;
  /** Runs a program of PostgreSQL to its end. Rejects with what it printed when it fails. */
  run(program: string, args: string[]): Promise<void>;
};

/**
 * PostgreSQL refuses to run as root. Then its programs run as `postgres`, or `nobody` where there is no such user. If
 * that user cannot get to one of the `folders` (below /root, say), they keep the one capability that they need for it.
 */
export async function findRunner(folders: string[]): Promise<Runner> {
  if (process.getuid?.() !== 0) return { run: (program, args) => execute([program, ...args]) };
  const owner = findAccount("postgres") ?? findAccount("nobody") ?? { uid: 65_534, gid: 65_534 };
  const reachable = await Promise.all(folders.map((folder) => canReach(folder, owner)));
  if (reachable.every(Boolean)) return { owner, run: (program, args) => execute([program, ...args], owner) };
  const account = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, "--clear-groups"];
  const prefix = ["setpriv", ...account, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  return { owner, run: (program, args) => execute([...prefix, program, ...args]) };
}

async function execute([program = "", ...args]: string[], account?: Account): Promise<void> {
  // A working directory that the account may not enter would be a warning on every start.
  const options = { cwd: path.parse(process.cwd()).root, env: childEnvironment({ LC_ALL: "C" }), ...account };
  await promisify(execFile)(program, args, options);
}

function findAccount(name: string): Account | undefined {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

async function canReach(folder: string, { uid, gid }: Account): Promise<boolean> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const { mode, uid: owner, gid: group } = await stat(at);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
