import { appendFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "vitest";

/** One promise of SECURITY.md, as this run has tried it. */
export interface Finding {
  /** The promise, in the words of the table that the report prints. */
  readonly promise: string;
  /** How many cases ran. */
  readonly cases: number;
  /** How many of them came out wrong. */
  readonly wrong: number;
}

/** A finding in the report's file, one JSON object a line. */
export interface TimedFinding extends Finding {
  /** The suite that has tried it, from the top of the repository. */
  readonly suite: string;
  /** Since this file's previous finding, or since it was loaded. */
  readonly seconds: number;
}

let since = performance.now();

/**
 * How many rounds this run takes: the long form is `npm run proof`, the check and whatever takes a guard out run the
 * short one, and a tenth measures.
 */
export function rounds(short: number, long: number): number {
  if (process.env.GUARD_OUT) return short;
  if (process.env.PROOF === "tenth") return Math.max(short, Math.ceil(long / 10));
  return process.env.PROOF === "long" ? long : short;
}

/** Puts a finding into the report of this run; outside of one it goes nowhere. A test asserts its own outcome besides. */
export async function report(finding: Finding): Promise<void> {
  const seconds = Math.round((performance.now() - since) / 100) / 10;
  since = performance.now();
  const file = process.env.PROOF_REPORT;
  const suite = path.relative(process.cwd(), expect.getState().testPath ?? "");
  const line: TimedFinding = { ...finding, suite, seconds };
  if (file) await appendFile(file, `${JSON.stringify(line)}\n`);
}
