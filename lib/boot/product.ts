import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { access, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { childEnvironment } from "../env";
import { startError } from "./errors";

const clientInputs = ["package-lock.json", "prisma/schema.prisma", "prisma/config.ts"];
const buildInputs = [
  ...["package.json", "package-lock.json", "tsconfig.json", "next.config.mjs"],
  ...["app", "components", "lib", "prisma", "public"],
];
const notBuilt = /\.(test\.tsx?|md|sql)$|^lib[\\/](boot|testing|proof)[\\/]|^prisma[\\/]client[\\/]/;

/** Generates prisma/client where the schema is not the one that it was made from. */
export async function ensureClient(signal: AbortSignal): Promise<void> {
  await unlessDone("prisma/client/.made-from", clientInputs, async () => {
    await runTool(
      "prisma/build/index.js",
      ["generate", "--config", "prisma/config.ts", "--no-hints"],
      signal,
    );
  });
}

/** Builds what `next start` serves, where the last build had other inputs. Rejects with the build's output. */
export async function ensureBuild(signal: AbortSignal): Promise<void> {
  await ensureClient(signal);
  await unlessDone(".next/.made-from", buildInputs, async () => {
    console.log("Building (once after every change of the program) …");
    await runTool("next/dist/bin/next", ["build"], signal);
  });
}

/** One hash over the names and contents of all files that are, or lie in, `inputs`. */
export async function hashOf(inputs: string[]): Promise<string> {
  const hash = createHash("sha256").update(process.version);
  for (const file of (await Promise.all(inputs.map(listFiles))).flat().sort()) {
    hash.update(`\0${file}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
}

async function unlessDone(stamp: string, inputs: string[], work: () => Promise<void>): Promise<void> {
  const wanted = await hashOf(inputs);
  const made = await readFile(stamp, "utf8").catch(() => undefined);
  if (made === wanted) return;
  await rm(stamp, { force: true });
  await work();
  await writeFile(stamp, wanted);
}

async function listFiles(input: string): Promise<string[]> {
  const there = await access(input).then(
    () => true,
    () => false,
  );
  if (!there) return [];
  const entries = await readdir(input, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [input];
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return files.filter((file) => !notBuilt.test(file));
}

async function runTool(script: string, args: string[], signal: AbortSignal): Promise<void> {
  const env = childEnvironment({ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0" });
  const child = spawn(process.execPath, [path.join("node_modules", script), ...args], { env, signal });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0)
    throw startError(`${script} ${args.join(" ")} failed:\n${Buffer.concat(output).toString()}`);
}
