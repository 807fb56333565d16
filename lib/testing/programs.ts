import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** Where the system's packages of PostgreSQL lie, by version. */
export const POSTGRES_HOME = "/usr/lib/postgresql";

/** Where the system's package of pgbouncer lies, which no ordinary account has on its path. */
export const PGBOUNCER = "/usr/sbin/pgbouncer";

const isOnPath = (name: string) =>
  (process.env.PATH ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, name)));

const PROGRAMS = {
  curl: {
    isThere: () => isOnPath("curl"),
    leaves: "curl is not installed: the examples of the API families that call it are not run.",
  },
  postgresql: {
    isThere: () => existsSync(POSTGRES_HOME) && readdirSync(POSTGRES_HOME).length > 0,
    leaves: "No PostgreSQL of the system's packages is installed: no dump is made and restored on one.",
  },
  pgbouncer: {
    isThere: () => existsSync(PGBOUNCER),
    leaves: "pgbouncer is not installed: no instance is run behind one.",
  },
} as const;

export type Program = keyof typeof PROGRAMS;

/**
 * What is left out because this machine lacks a program that is not the product's own, in a sentence; undefined: it is
 * there. Where SKIP_NOTHING is set, as for whoever decides what lands, nothing is left out: what needs it runs and fails.
 */
export function leftOut(program: Program): string | undefined {
  const { isThere, leaves } = PROGRAMS[program];
  return process.env.SKIP_NOTHING || isThere() ? undefined : leaves;
}

/** All that is left out on this machine, a sentence each. */
export function allLeftOut(): string[] {
  return (Object.keys(PROGRAMS) as Program[]).flatMap((program) => leftOut(program) ?? []);
}
