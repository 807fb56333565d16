import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Control } from "../lib/proof/control";
import { controls } from "../lib/proof/controls";
import { allLeftOut, leftOut } from "../lib/testing/programs";
import { startTestServer } from "../lib/testing/server";
import { type ControlPart, type Form, openReport } from "./proof-report";
import { openRuns } from "./proof-runs";

/**
 * `npm run proof` runs the long form of every proof suite, `npm run proof -- short` the short one, and `tenth` a tenth of
 * the long one; then each guard is taken out in turn, and its tests have to notice. Prints a table and writes it to
 * test-results/proof.json, after every part. `npm run proof -- long races fuzz` runs the suites alone whose names hold one
 * of the words, with the controls that they catch, and puts them into the report that is there; `long controls` runs the
 * controls, and `controls name` those alone whose names hold the word.
 */
const [form = "long", ...words] = process.argv.slice(2);
const AT_ONCE = 2;
const SHORT_LIMIT = 18 * 60_000;
// No one part holds up the others for ever.
const ONE_SUITE = 90 * 60_000;

const isForm = (word: string): word is Form => ["long", "tenth", "short", "controls"].includes(word);
if (!isForm(form)) throw new Error(`long, tenth, short or controls, not "${form}"`);

const all = (await readdir("lib/proof")).filter((name) => name.endsWith(".proof.ts"));
const suites = all.map((name) => `lib/proof/${name}`).sort();
const names = (text: string) => words.some((word) => text.includes(word));
const chosen = form === "controls" ? [] : suites.filter((file) => words.length === 0 || names(file));
for (const sentence of allLeftOut()) console.log(`- ${sentence}`);
// What takes a build of its own waits for the long form; nobody would miss what is not tried here.
const guards = controls.filter(
  ({ long, needs }) => (form !== "short" || !long) && !(needs && leftOut(needs)),
);
const taken = guards.filter(isTaken);

const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-proof-"));
const report = await openReport({
  form,
  suites,
  controls: guards,
  isPart: words.length > 0 || form === "controls",
});
const server = await startTestServer();
const deadline = Date.now() + (form === "short" ? SHORT_LIMIT : ONE_SUITE * suites.length);
const runs = openRuns({ form, folder, server: server.url, deadline });

// In the short form most of a suite's time would be its start: one process runs them all, two at a time.
const groups = form === "short" ? [chosen] : chosen.map((file) => [file]);
await inTurn(groups, async (files) => {
  if (files.length === 0) return;
  await report.addSuites(await runs.suites(files, Math.min(deadline, Date.now() + ONE_SUITE)));
});
report.printSuites(chosen);
// Whatever is not noticed there is taken out alone, to see what its tests say.
const noticed = form === "short" ? await runs.together(taken) : new Map<string, ControlPart>();
for (const [name, part] of noticed) await report.addControl(name, part);
const alone = taken.filter(({ name }) => !noticed.has(name));
await inTurn(alone, async (control) => report.addControl(control.name, await runs.control(control)));
await server.stop();
await rm(folder, { recursive: true });
process.exitCode = (await report.close()) > 0 ? 1 : 0;

function isTaken({ name, caughtBy }: Control): boolean {
  if (words.length === 0 || (form !== "controls" && words.includes("controls"))) return true;
  return form === "controls" ? names(name) : chosen.includes(caughtBy.file);
}

/** Two at a time; one that fails holds up none. */
async function inTurn<T>(list: readonly T[], act: (each: T) => Promise<void>): Promise<void> {
  const left = [...list];
  const worker = async () => {
    for (let each = left.shift(); each !== undefined; each = left.shift()) await act(each);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
