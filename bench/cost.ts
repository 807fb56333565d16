import { readdirSync, readFileSync } from "node:fs";
import type { Client } from "pg";

/** Processor seconds that these processes have used so far. */
export function secondsOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + ticksOf(pid), 0) / TICKS_PER_SECOND;
}

const TICKS_PER_SECOND = 100;

function ticksOf(pid: number): number {
  const stat = statOf(pid);
  // utime, stime, and those of the children that have ended.
  return stat ? [11, 12, 13, 14].reduce((sum, at) => sum + Number(stat[at] ?? 0), 0) : 0;
}

/** The processes whose parent is `parent`. */
export function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => Number(statOf(pid)?.[1]) === parent);
}

/** The fields behind the name, which may hold blanks itself: the first is the state, the second the parent. */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

/** Commits, and how often the log went to the disk for them. */
export async function readWal(client: Client): Promise<{ commits: number; syncs: number }> {
  await client.query("select pg_stat_clear_snapshot()");
  const { rows } = await client.query<{ commits: string; syncs: string }>(
    `select (select xact_commit from pg_stat_database where datname = current_database()) as commits,
      (select coalesce(sum(fsyncs), 0) from pg_stat_io where object = 'wal') as syncs`,
  );
  return { commits: Number(rows[0]?.commits), syncs: Number(rows[0]?.syncs) };
}
