import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import path from "node:path";
import type { Finding, TimedFinding } from "../lib/proof/report";
import { execute } from "./execute";

export type Form = "long" | "tenth" | "short" | "controls";

/** What became of one suite. */
export interface SuitePart {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  readonly findings: readonly TimedFinding[];
}

/** What became of one guard that was taken out; `lost`: of a race's rounds, without it. */
export interface ControlPart {
  readonly fired: boolean;
  readonly seconds: number;
  readonly lost?: readonly Finding[];
}

/** When a part ran, on which state of the program, and how busy the machine was then (of `cores`). */
interface Ran {
  readonly at: string;
  readonly commit: string;
  readonly load: number;
}

interface Kept {
  form: Form;
  suites: Record<string, SuitePart & Ran>;
  guards: Record<string, ControlPart & Ran>;
}

interface All {
  readonly form: Form;
  /** Only a part is run: the rest of the report that is there stays. */
  readonly isPart: boolean;
  readonly suites: readonly string[];
  readonly controls: readonly { readonly name: string }[];
}

const REPORT = "test-results/proof.json";

/** The report of a run, on disk after every part, so that a run that breaks off has lost that part alone. */
export async function openReport({ form, isPart, suites, controls }: All) {
  const commit = await commitNow();
  const kept = await begin(form, isPart);
  const names = controls.map(({ name }) => name);
  const ran = (): Ran => ({ at: new Date().toISOString(), commit, load: Math.round(loadavg()[0] ?? 0) });

  const write = async () => {
    await mkdir(path.dirname(REPORT), { recursive: true });
    await writeFile(REPORT, `${JSON.stringify(summed(kept, suites, names), null, 2)}\n`);
  };
  return {
    addSuites: async (parts: readonly SuitePart[]) => {
      for (const part of parts) kept.suites[part.file] = { ...part, ...ran() };
      await write();
    },
    addControl: async (name: string, part: ControlPart) => {
      kept.guards[name] = { ...part, ...ran() };
      await write();
    },
    printSuites: (files: readonly string[]) => printTable(files.flatMap((file) => kept.suites[file] ?? [])),
    /** Prints the sum of all parts, of earlier runs too; how many tests have failed and guards were not missed. */
    close: async (): Promise<number> => {
      await write();
      const { machine, notRun, ...sum } = summed(kept, suites, names);
      const state = `${sum.promises} promises, ${sum.cases} cases, ${sum.wrong} wrong, ${sum.fired} of ${names.length} controls fired`;
      console.log(`proof (${kept.form}): ${state}, ${sum.seconds} s of suites, on ${machine.name}`);
      if (notRun.length > 0) console.log(`not run: ${notRun.join(", ")}`);
      return sum.failed + sum.missed.length;
    },
  };
}

async function begin(form: Form, isPart: boolean): Promise<Kept> {
  const none: Kept = { form, suites: {}, guards: {} };
  if (!isPart) return none;
  const old: Kept = await readFile(REPORT, "utf8").then(JSON.parse, () => none);
  const fits = old.suites && old.guards && (old.form === form || form === "controls");
  return fits ? { form: old.form, suites: old.suites, guards: old.guards } : none;
}

async function commitNow(): Promise<string> {
  const command = ["git", "describe", "--always", "--dirty"];
  const said = await execute(command, { env: {}, deadline: Date.now() + 5_000 }).catch(() => null);
  return said?.ok ? said.output.trim() : "unknown";
}

/** The whole of it: what is gone from the program is left out, what has not run yet is named. */
function summed(kept: Kept, files: readonly string[], names: readonly string[]) {
  const suites = files.flatMap((file) => kept.suites[file] ?? []);
  const guards = names.flatMap((name) => (kept.guards[name] ? [{ name, ...kept.guards[name] }] : []));
  const findings = suites.flatMap((suite) => suite.findings);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
  const missed = guards.flatMap(({ name, fired }) => (fired ? [] : [name]));
  const notRun = files.filter((file) => !kept.suites[file]);
  const untaken = names.length - guards.length;
  return {
    form: kept.form,
    machine: machine(),
    promises: findings.length,
    cases: sum(findings.map(({ cases }) => cases)),
    wrong: sum(findings.map(({ wrong }) => wrong)),
    passed: sum(suites.map(({ passed }) => passed)),
    failed: sum(suites.map(({ failed }) => failed)),
    fired: guards.length - missed.length,
    missed,
    notRun: untaken > 0 ? [...notRun, `${untaken} controls`] : notRun,
    seconds: sum(suites.map(({ seconds }) => seconds)),
    suites: Object.fromEntries(suites.map((suite) => [suite.file, suite])),
    guards: Object.fromEntries(guards.map(({ name, ...guard }) => [name, guard])),
  };
}

function machine() {
  const [{ model = "?" } = {}] = cpus();
  const [cores, gigabytes] = [cpus().length, Math.round(totalmem() / 2 ** 30)];
  const name = `${cores} × ${model.trim()}, ${gigabytes} GB, Node ${process.versions.node}, ${process.platform}`;
  return { name, cores, gigabytes };
}

function printTable(suites: readonly SuitePart[]): void {
  const rows = suites.flatMap(({ findings, file, failed }) => [
    ...findings.map(({ promise, ...rest }) => ({ promise: promise.slice(0, 100), ...rest })),
    ...(failed > 0
      ? [{ promise: `✗ ${file}: ${failed} tests failed`, cases: "", wrong: "", seconds: "" }]
      : []),
  ]);
  console.table(rows, ["promise", "cases", "wrong", "seconds"]);
}
