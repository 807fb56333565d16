import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { allLeftOut } from "../lib/testing/programs";
import { execute, type Outcome } from "./execute";

type Count = { passed: number; failed: number };
type Check = { name: string; command: string[]; env?: Record<string, string>; count?: () => Promise<Count> };

// Everything together ends in time, so that whoever waits for it hears which check has hung. The proof's short form, with
// every guard taken out in turn, has four minutes of it on two quiet cores, and ten where they are busy.
const deadline = Date.now() + 25 * 60_000;
const reports = await mkdtemp(path.join(tmpdir(), "grantdesk-check-"));
const [unit, browser] = [path.join(reports, "unit.json"), path.join(reports, "browser.json")];

const npm = (script: string, ...args: string[]) => ["npm", "run", "--silent", script, "--", ...args];

// One after the other, and what stands in one line side by side: each of those keeps one core busy. The build comes first:
// it generates what the others read.
const checks: Check[][] = [
  [{ name: "build", command: npm("build") }],
  [
    { name: "types", command: npm("types") },
    { name: "lint", command: npm("lint") },
    { name: "imports", command: npm("imports") },
    { name: "dead code", command: npm("knip") },
  ],
  [
    {
      name: "unit",
      command: npm("unit", "--reporter=dot", "--reporter=json", `--outputFile.json=${unit}`),
      count: () => countUnit(unit),
    },
  ],
  [{ name: "proof", command: npm("proof", "short"), count: () => countProof("test-results/proof.json") }],
  [
    {
      name: "browser",
      command: npm("e2e", "--reporter=list,json"),
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browser },
      count: () => countBrowser(browser),
    },
  ],
];

for (const sentence of allLeftOut()) console.log(`- ${sentence}`);
const total: Count = { passed: 0, failed: 0 };
const failures: string[] = [];
for (const together of checks) await Promise.all(together.map(run));
await rm(reports, { recursive: true });
if (failures.length > 0) console.log(`Failed: ${failures.join(", ")}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function run(check: Check): Promise<void> {
  const outcome = await execute(check.command, { env: check.env ?? {}, deadline });
  const { passed, failed } = await countOf(check, outcome);
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(check.name);
  console.log(`${failed > 0 ? "✗" : "✓"} ${check.name} (${(outcome.milliseconds / 1000).toFixed(1)} s)`);
  if (failed > 0) console.log(outcome.output);
}

async function countOf(check: Check, outcome: Outcome): Promise<Count> {
  const alone = { passed: outcome.ok ? 1 : 0, failed: outcome.ok ? 0 : 1 };
  if (!check.count) return alone;
  const counted = await check.count().catch(() => ({ passed: 0, failed: 1 }));
  // A file that does not even load, or a run without a test, fails without a test that failed.
  const silent = counted.failed === 0 && (!outcome.ok || counted.passed === 0);
  return silent ? { ...counted, failed: 1 } : counted;
}

async function countUnit(file: string): Promise<Count> {
  const report = JSON.parse(await readFile(file, "utf8"));
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

async function countProof(file: string): Promise<Count> {
  const { passed, failed, fired, missed } = JSON.parse(await readFile(file, "utf8"));
  return { passed: passed + fired, failed: failed + missed.length };
}

async function countBrowser(file: string): Promise<Count> {
  const { stats } = JSON.parse(await readFile(file, "utf8"));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}
