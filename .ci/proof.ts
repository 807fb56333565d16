import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { controls } from "../lib/proof/controls";
import type { Finding } from "../lib/proof/report";
import { execute } from "./execute";

/**
 * `npm run proof` runs the long form of every proof suite, `npm run proof -- short` the short one, and prints what was
 * tried, how often, and how many guards were missed when they were taken out. The last line is for the check.
 */
const long = process.argv[2] !== "short";
const deadline = Date.now() + (long ? 6 * 3_600_000 : 10 * 60_000);
const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-proof-"));
const env = { PROOF: long ? "long" : "short", PROOF_REPORT: path.join(folder, "findings") };
const vitest = ["node_modules/vitest/vitest.mjs", "run", "--reporter=dot", "--config"];

const suites = await timed("suites", ["lib/proof/vitest.config.ts"], {});
console.log(suites.ok ? "" : suites.output);
console.table((await findings()).map((each) => ({ ...each, promise: each.promise.slice(0, 90) })));

const missed: string[] = [];
for (const { name, caughtBy } of controls) {
  const room = caughtBy.file.endsWith(".proof.ts") ? "proof" : "testing";
  const args = [`lib/${room}/vitest.config.ts`, caughtBy.file, "-t", caughtBy.test];
  const { ok, output, seconds } = await timed(name, args, { GUARD_OUT: name });
  const caught = !ok && /Tests .*\d+ failed/.test(output);
  if (!caught) missed.push(name);
  console.log(`${caught ? "✓ noticed" : "✗ NOT noticed"} without: ${name} (${seconds} s)`);
  if (!caught) console.log(output);
}
await rm(folder, { recursive: true });
const failed = missed.length + (suites.ok ? 0 : 1);
console.log(`proof: ${controls.length - missed.length} of ${controls.length} controls fired`);
process.exitCode = failed > 0 ? 1 : 0;

async function timed(name: string, args: string[], more: Record<string, string>) {
  const outcome = await execute([process.execPath, ...vitest, ...args], {
    env: { ...env, ...more },
    deadline,
  });
  return { ...outcome, name, seconds: (outcome.milliseconds / 1000).toFixed(1) };
}

async function findings(): Promise<Finding[]> {
  const lines = await readFile(env.PROOF_REPORT, "utf8").catch(() => "");
  return lines.split("\n").flatMap((line) => (line ? [JSON.parse(line)] : []));
}
