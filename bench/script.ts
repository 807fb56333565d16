import { hashSecret } from "@/lib/store/secret";
import type { Sent, Value } from "./wire";
import { tokenOf } from "./world";

/** What pgbench repeats: `prepare` once per connection, then one of `turns` at random. */
export interface Script {
  readonly prepare: string;
  readonly turns: readonly string[];
}

/**
 * The round trips as scripts of pgbench, each a pipeline with one Sync as the driver sends it; `places`: how many of the
 * hundred organizations to make one for, from one of the first. The revision that a write hangs on is looked up in the
 * write itself, since a script cannot remember it.
 */
export function scriptOf(trips: readonly (readonly Sent[])[], places: number): Script {
  const texts = [...new Set(trips.flat().map(({ text }) => text))];
  const prepare = texts.map((text, n) => `prepare s${n} as ${prepared(text)};\n`).join("");
  const turn = trips
    .map((trip) =>
      trip.map(({ text, values }) => `execute s${texts.indexOf(text)}${argumentsOf(values)};\n`).join(""),
    )
    .map((statements) => `\\startpipeline\n${statements}\\endpipeline\n`)
    .join("");
  return {
    prepare,
    turns: Array.from({ length: places }, (_, of) => (places === 1 ? turn : madeFor(turn, of))),
  };
}

function madeFor(turn: string, of: number): string {
  const hash = (token: number) => hashSecret(tokenOf(token)).toString("hex");
  const number = String(of).padStart(12, "0");
  return turn
    .replaceAll(/(8000-|bench-)0{12}/g, (_, before) => before + number)
    .replaceAll(hash(0), hash(of))
    .replaceAll(ASSIGNMENT_ID, (_, before) => `${before}e0000000-0000-4000-8000-${number}`);
}

const ASSIGNMENT_ID = /("assignmentsIn"\\x3a\[\{"id"\\x3a")[\da-f-]{36}/g;

const REVISION = "o.revision = $2::bigint";

function prepared(text: string): string {
  const current = "(select x.revision from organization x where x.id = $1::uuid)";
  return text
    .replace(REVISION, `o.revision = ${current} and $2::bigint is not null`)
    .replaceAll(/'(?:[^']|'')*'/g, (literal) =>
      literal.includes(":") ? `E${withoutColons(literal)}` : literal,
    );
}

// A colon before a letter would be a variable of pgbench.
const withoutColons = (literal: string) => literal.replaceAll(":", "\\x3a");

function argumentsOf(values: readonly Value[]): string {
  return values.length === 0 ? "" : `(${values.map(literalOf).join(", ")})`;
}

function literalOf(value: Value): string {
  if (value === null) return "null";
  if (Buffer.isBuffer(value)) return `'\\x${value.toString("hex")}'`;
  const text = Array.isArray(value)
    ? `{${value.map((each) => JSON.stringify(String(each))).join(",")}}`
    : String(value);
  return `E'${withoutColons(text.replaceAll("\\", "\\\\").replaceAll("'", "''"))}'`;
}
