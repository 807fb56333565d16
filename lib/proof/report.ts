import { appendFile } from "node:fs/promises";

/** One promise of SECURITY.md, as this run has tried it. */
export interface Finding {
  /** The promise, in the words of the table that the report prints. */
  readonly promise: string;
  /** How many cases ran. */
  readonly cases: number;
  /** How many of them came out wrong. */
  readonly wrong: number;
}

/** How many rounds this run takes: the long form is `npm run proof`, the check runs the short one. */
export function rounds(short: number, long: number): number {
  return process.env.PROOF === "long" ? long : short;
}

/** Puts a finding into the report of this run; outside of one it goes nowhere. A test asserts its own outcome besides. */
export async function report(finding: Finding): Promise<void> {
  const file = process.env.PROOF_REPORT;
  if (file) await appendFile(file, `${JSON.stringify(finding)}\n`);
}
