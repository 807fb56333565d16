import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Control } from "../control";

const run = promisify(execFile);
const PROGRAM = ["app", "components", "lib", "prisma", "public", "e2e"];
const FILES = ["package.json", "package-lock.json", "tsconfig.json", "next.config.mjs", "next-env.d.ts"];

/**
 * A copy of the program without a guard; it is built anew at its start where the guard is part of the build. Throws for
 * a guard of the schema, or one that does not stand in its file once.
 */
export async function copyWithout(control: Control): Promise<string> {
  if ("sql" in control) throw new Error(`${control.name} is no guard of the program.`);
  const copy = await mkdtemp(path.join(tmpdir(), "grantdesk-without-"));
  // The database's own user has to get at its programs.
  await chmod(copy, 0o755);
  await run("cp", ["-a", ...PROGRAM, ...FILES, ".next", copy]);
  // Packages are read and never written: links will do, and a bundler takes them for its own where a symbolic one is not.
  await run("cp", ["-al", "node_modules", copy]);
  const file = path.join(copy, control.file);
  const parts = (await readFile(file, "utf8")).split(control.guard);
  if (parts.length !== 2) throw new Error(`${control.file} holds the guard ${parts.length - 1} times.`);
  await writeFile(file, parts.join(control.without));
  return copy;
}
