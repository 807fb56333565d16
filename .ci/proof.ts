import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Control } from "../lib/proof/control";
import { controls } from "../lib/proof/controls";
import type { TimedFinding } from "../lib/proof/report";
import { startTestServer } from "../lib/testing/server";
import { execute } from "./execute";

/**
 * `npm run proof` runs the long form of every proof suite, `npm run proof -- short` the short one; then each guard is
 * taken out in turn, and its tests have to notice. Prints a table and writes it to test-results/proof.json.
 * `npm run proof -- controls name` takes out those alone whose names contain the word.
 */
const [form = "long", word = ""] = process.argv.slice(2);
const long = form === "long";
const chosen = controls.filter((each) => each.name.includes(word) && (form !== "short" || !each.long));
const ONE_CONTROL = 60_000;
// It may build the program without the guard first.
const ONE_LONG_CONTROL = 600_000;
const AT_ONCE = 2;
const REPORT = "test-results/proof.json";

const started = Date.now();
const deadline = started + (long ? 6 * 3_600_000 : 9 * 60_000);
const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-proof-"));
const files = { findings: path.join(folder, "findings"), suites: path.join(folder, "suites.json") };
const server = await startTestServer();
const env = { PROOF: long ? "long" : "short", PROOF_REPORT: files.findings, TEST_SERVER: server.url };

const suites = form === "controls" ? { findings: [], passed: 0, failed: 0 } : await runSuites();
const missed = await runControls([...chosen]);
await server.stop();
await rm(folder, { recursive: true });
await finish();

async function runSuites() {
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${files.suites}`];
  const { ok, output } = await vitest(["--config", "lib/proof/vitest.config.ts", ...reporters], {}, deadline);
  const counted = await readFile(files.suites, "utf8").then(JSON.parse, () => ({}));
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = counted;
  const findings = await readFindings();
  const table = findings.map(({ promise, ...rest }) => ({ promise: promise.slice(0, 100), ...rest }));
  console.table(table, ["promise", "cases", "wrong", "seconds"]);
  if (!ok) console.log(output);
  // A file that does not even load fails without a test that failed.
  return { findings, passed, failed: ok ? failed : Math.max(1, failed) };
}

async function runControls(left: Control[]): Promise<string[]> {
  const missed: string[] = [];
  const worker = async () => {
    for (let control = left.shift(); control; control = left.shift()) {
      if (!(await notices(control))) missed.push(control.name);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return missed;
}

/** Only a test that ran and failed counts: a guard that is not found, or a file that does not load, proves nothing. */
async function notices({ name, caughtBy, long }: Control): Promise<boolean> {
  const kind = caughtBy.file.endsWith(".proof.ts") ? "proof" : "testing";
  const args = ["--config", `lib/${kind}/vitest.config.ts`, caughtBy.file, "-t", caughtBy.test, "--bail=1"];
  const end = Math.min(deadline, Date.now() + (long ? ONE_LONG_CONTROL : ONE_CONTROL));
  const { ok, output, milliseconds } = await vitest([...args, "--reporter=dot"], { GUARD_OUT: name }, end);
  const noticed = !ok && /Tests .*\d+ failed/.test(output);
  console.log(
    `${noticed ? "✓ noticed" : "✗ NOT noticed"} without: ${name} (${(milliseconds / 1000).toFixed(1)} s)`,
  );
  if (!noticed) console.log(output);
  return noticed;
}

function vitest(args: string[], more: Record<string, string>, end: number) {
  const command = [process.execPath, "node_modules/vitest/vitest.mjs", "run", ...args];
  return execute(command, { env: { ...env, NO_COLOR: "1", ...more }, deadline: end });
}

async function readFindings(): Promise<TimedFinding[]> {
  const lines = await readFile(files.findings, "utf8").catch(() => "");
  return lines.split("\n").flatMap((line) => (line ? [JSON.parse(line)] : []));
}

async function finish(): Promise<void> {
  const wrong = suites.findings.reduce((sum, each) => sum + each.wrong, 0);
  const fired = chosen.length - missed.length;
  const failed = suites.failed + missed.length;
  const seconds = Math.round((Date.now() - started) / 1000);
  const answer = { form, ...suites, wrong, controls: chosen.length, fired, missed, seconds };
  await mkdir(path.dirname(REPORT), { recursive: true });
  await writeFile(REPORT, `${JSON.stringify(answer, null, 2)}\n`);
  console.log(
    `proof (${form}): ${suites.findings.length} promises, ${wrong} wrong, ${fired} of ${chosen.length} controls fired, ${seconds} s`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
}
