import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Control } from "../lib/proof/control";
import type { TimedFinding } from "../lib/proof/report";
import { execute } from "./execute";
import type { ControlPart, Form, SuitePart } from "./proof-report";

const ONE_CONTROL = 60_000;
// It may build the program without the guard first.
const ONE_LONG_CONTROL = 600_000;
const TOGETHER = 40;

interface Setting {
  readonly form: Form;
  /** Where the runs write what they have found. */
  readonly folder: string;
  readonly server: string;
  readonly deadline: number;
}

/** What vitest's JSON reporter says of one file. */
interface Told {
  readonly name: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly assertionResults: readonly { readonly status: string }[];
}

/** The ways to run suites and controls, each in processes of its own. */
export function openRuns({ form, folder, server, deadline }: Setting) {
  let count = 0;
  const usual = { PROOF: form === "controls" ? "short" : form, TEST_SERVER: server, NO_COLOR: "1" };
  const vitest = (args: readonly string[], more: Record<string, string>, end: number) =>
    execute([process.execPath, "node_modules/vitest/vitest.mjs", "run", "--configLoader=runner", ...args], {
      env: { ...usual, ...more },
      deadline: end,
    });

  /** Runs these suites in one process, until `end` at most. One that does not even load has failed. */
  async function suites(files: readonly string[], end: number): Promise<readonly SuitePart[]> {
    const out = path.join(folder, `${count++}`);
    const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${out}.json`];
    const args = ["--config", "lib/proof/vitest.config.ts", ...files, ...reporters];
    const { ok, output, milliseconds } = await vitest(args, { PROOF_REPORT: out }, end);
    const findings = await readFindings(out);
    const told: readonly Told[] = await readFile(`${out}.json`, "utf8").then(
      (text) => JSON.parse(text).testResults,
      () => [],
    );
    if (!ok) console.log(output);
    return files.map((file) => partOf(file, told, ok || files.length > 1, milliseconds, findings));
  }

  /** Only a test that ran and failed counts: a guard that is not found, or a file that does not load, proves nothing. */
  async function control({ name, caughtBy, race, long }: Control): Promise<ControlPart> {
    const patience = long ? ONE_LONG_CONTROL : ONE_CONTROL;
    // Whoever waits for what the guard would have done has noticed, once that is longer than any of them takes with it.
    const args = long ? ["--bail=1"] : ["--bail=1", `--testTimeout=${ONE_CONTROL / 2}`];
    const { ok, output, milliseconds } = await without(name, caughtBy, args, {}, patience);
    const fired = !ok && /Tests .*\d+ failed/.test(output);
    const seconds = Math.round(milliseconds / 100) / 10;
    console.log(`${fired ? "✓ noticed" : "✗ NOT noticed"} without: ${name} (${seconds} s)`);
    if (!fired) console.log(output);
    if (!race || form === "short") return { fired, seconds };
    const out = path.join(folder, `${count++}`);
    await without(name, race, [], { PROOF: "short", PROOF_REPORT: out }, 5 * ONE_CONTROL);
    const lost = (await readFindings(out)).map(({ promise, cases, wrong }) => ({ promise, cases, wrong }));
    for (const { promise, cases, wrong } of lost)
      console.log(
        `    lost ${wrong} of ${cases} rounds (${Math.round((100 * wrong) / cases)} %): ${promise}`,
      );
    return { fired, seconds, lost };
  }

  const together = (controls: readonly Control[]) =>
    takeOutTogether(controls, path.join(folder, `${count++}`), { env: usual, deadline });

  function without(
    name: string,
    { file, test }: Control["caughtBy"],
    args: readonly string[],
    more: Record<string, string>,
    patience: number,
  ) {
    const kind = file.endsWith(".proof.ts") ? "proof" : "testing";
    const all = ["--config", `lib/${kind}/vitest.config.ts`, file, "-t", test, ...args, "--reporter=dot"];
    return vitest(all, { ...more, GUARD_OUT: name }, Math.min(deadline, Date.now() + patience));
  }

  return { suites, control, together };
}

/** Takes out many guards in one process, and the next many in the next; answers those that were noticed. */
async function takeOutTogether(
  controls: readonly Control[],
  out: string,
  options: Parameters<typeof execute>[1],
): Promise<Map<string, ControlPart>> {
  for (let start = 0; start < controls.length; start += TOGETHER) {
    const names = controls.slice(start, start + TOGETHER).map(({ name }) => name);
    const command = [process.execPath, "--import", "tsx", ".ci/controls.ts", out, ...names];
    console.log((await execute(command, options)).output.trim());
  }
  const lines = (await readFile(out, "utf8").catch(() => "")).split("\n").filter(Boolean);
  return new Map(
    lines.map((line) => {
      const [seconds, name = ""] = line.split("\t");
      return [name, { fired: true, seconds: Number(seconds) }];
    }),
  );
}

/** `ok`: nothing but the file's own tests can say that it has failed. */
function partOf(
  file: string,
  told: readonly Told[],
  ok: boolean,
  milliseconds: number,
  findings: readonly TimedFinding[],
): SuitePart {
  const one = told.find(({ name }) => name === path.resolve(file));
  const counted = (status: string) =>
    one?.assertionResults.filter((each) => each.status === status).length ?? 0;
  const [passed, failed] = [counted("passed"), counted("failed")];
  const broken = passed + failed === 0 || (!ok && failed === 0);
  const seconds = one ? (one.endTime - one.startTime) / 1000 : milliseconds / 1000;
  return {
    ...{ file, passed, failed: broken ? failed + 1 : failed, seconds: Math.round(seconds) },
    findings: findings.filter(({ suite }) => suite === file),
  };
}

async function readFindings(file: string): Promise<TimedFinding[]> {
  const lines = await readFile(file, "utf8").catch(() => "");
  return lines.split("\n").flatMap((line) => (line ? [JSON.parse(line)] : []));
}
