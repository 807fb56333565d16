import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readClientEnv } from "../env";
import { describeError, startError } from "./errors";

const USAGE = `npm run grants -- export --organization ID [--table access|members|roles|catalogue] [--project ID] [--format csv|json] [--file FILE]
npm run grants -- import --organization ID --file FILE [--project ID] [--apply]
The whole catalogue of permissions, for operators: --organization system --table catalogue.
A file is JSON where its name ends so, else CSV. GRANTDESK_TOKEN is the token; GRANTDESK_URL where Grantdesk is (http://127.0.0.1:3000).`;

// The operators' own, as the migrations have it; this program is a client and shares nothing with the server.
const SYSTEM_ORGANIZATION = "00000000-0000-4000-8000-000000000001";

const note = z.object({ line: z.number(), column: z.string().nullable(), message: z.string() });
const broughtSchema = z.object({
  revision: z.number(),
  changes: z.array(z.unknown()),
  report: z.object({
    lines: z.number(),
    same: z.number(),
    changed: z.array(note),
    refused: z.array(note),
    added: z.array(note),
  }),
});
const previewSchema = z.object({
  consequences: z.array(
    z.object({ email: z.string(), gained: z.array(z.string()), lost: z.array(z.string()) }),
  ),
  refusals: z.array(z.object({ message: z.string() })),
});

const refusalSchema = z.object({
  detail: z.union([
    z.string(),
    z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })),
  ]),
});

type Options = Readonly<Partial<Record<"organization" | "project" | "table" | "format" | "file", string>>> & {
  readonly apply?: boolean;
};

// Takes tables out and brings them back by the API alone, so that it works from any machine that has a token. What is
// below runs while this does: a constant down there is not there yet.
try {
  const { values, positionals } = readArguments();
  const [act, ...more] = positionals;
  const isKnown = more.length === 0 && (act === "export" || (act === "import" && values.file !== undefined));
  if (!isKnown || values.organization === undefined) throw startError(USAGE);
  const organization = values.organization === "system" ? SYSTEM_ORGANIZATION : values.organization;
  const base = `/api/v1/organizations/${encodeURIComponent(organization)}`;
  const done = act === "export" ? await takeOut(base, values) : await bringBack(base, values);
  if (!done) process.exitCode = 1;
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}

function readArguments() {
  const text = { type: "string" } as const;
  const names = { organization: text, project: text, table: text, format: text, file: text } as const;
  try {
    return parseArgs({ options: { ...names, apply: { type: "boolean" } }, allowPositionals: true });
  } catch (error) {
    // Its second sentence tells of a way that there is not.
    const [problem = ""] = error instanceof Error ? error.message.split(". ") : [];
    throw startError(`${problem}.\n${USAGE}`);
  }
}

function isJson(file: string): boolean {
  return file.toLowerCase().endsWith(".json");
}

/** The system's own words where a file cannot be read or written, without a stack. */
function sayFile(error: unknown): never {
  throw error instanceof Error ? startError(error.message) : error;
}

async function takeOut(base: string, { table, project, format, file }: Options): Promise<boolean> {
  const form = format ?? (isJson(file ?? "") ? "json" : "csv");
  const query = queryOf({ table: table ?? "access", format: form, project_id: project });
  const content = await (await ask("GET", `${base}/export${query}`)).text();
  if (file === undefined) process.stdout.write(content);
  else await writeFile(file, content).catch(sayFile);
  return true;
}

/** Says what the file would change, and changes it where that was asked for and nothing in it was refused. */
async function bringBack(base: string, { project, file = "", apply = false }: Options): Promise<boolean> {
  const type = isJson(file) ? "application/json" : "text/csv";
  const path = `${base}/import${queryOf({ project_id: project })}`;
  const answer = await ask("POST", path, { type, body: await readFile(file).catch(sayFile) });
  const { revision, changes, report } = broughtSchema.parse(await answer.json());
  for (const each of report.refused)
    console.error(`line ${each.line}${each.column ? `, ${each.column}` : ""}: ${each.message}`);
  for (const each of [...report.added, ...report.changed]) console.log(`line ${each.line}: ${each.message}`);
  const made = report.added.length === 0 ? "" : `${report.added.length} are new, `;
  console.log(
    `${report.lines} lines: ${made}${report.changed.length} change something, ${report.same} say what is so already, ${report.refused.length} are refused.`,
  );
  if (changes.length === 0) return report.refused.length === 0;
  const command = { changes, ...(project === undefined ? {} : { project_id: project }) };
  const isAllowed = await review(base, command);
  if (!isAllowed || report.refused.length > 0) {
    const why = isAllowed ? ": correct the lines that are refused, or take them out of the file" : "";
    console.error(`Nothing was changed${why}.`);
    return false;
  }
  if (!apply) {
    console.log("Nothing was changed yet. With --apply it is.");
    return true;
  }
  const body = JSON.stringify(command);
  const applied = await ask("POST", `${base}/changes`, { type: "application/json", body, revision });
  const { revision: now } = z.object({ revision: z.number() }).parse(await applied.json());
  console.log(`Applied as revision ${now}.`);
  return true;
}

/** The review in words: who gains and loses what in effect; false where it would be refused. */
async function review(base: string, command: object): Promise<boolean> {
  const body = JSON.stringify(command);
  const answer = await ask("POST", `${base}/changes/preview`, { type: "application/json", body });
  const { consequences, refusals } = previewSchema.parse(await answer.json());
  for (const { email, gained, lost } of consequences) {
    const said = [
      gained.length > 0 ? `gains ${gained.join(", ")}` : "",
      lost.length > 0 ? `loses ${lost.join(", ")}` : "",
    ];
    console.log(`${email} ${said.filter(Boolean).join("; ")}`);
  }
  for (const { message } of refusals) console.error(`Refused: ${message}`);
  return refusals.length === 0;
}

interface Sent {
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** The revision that was looked at: where it has moved, nothing is changed. */
  readonly revision?: number;
}

/** Throws what the server says where it does not answer with a success. */
async function ask(method: string, path: string, sent?: Sent): Promise<Response> {
  const { token, url } = readClientEnv();
  if (token === undefined) throw startError(`GRANTDESK_TOKEN is not set.\n${USAGE}`);
  const headers = new Headers({ authorization: `Bearer ${token}` });
  if (sent) headers.set("content-type", sent.type);
  if (sent?.revision !== undefined) headers.set("if-match", `"${sent.revision}"`);
  if (!/^https?:/.test(url) || !URL.canParse(url))
    throw startError(`GRANTDESK_URL is no address such as http://127.0.0.1:3000: ${url}`);
  const response = await fetch(new URL(path, url), {
    method,
    headers,
    ...(sent ? { body: sent.body } : {}),
  }).catch((cause: unknown) => {
    throw startError(`Nobody answers at ${url}: ${causeOf(cause)}`);
  });
  if (response.ok) return response;
  throw startError(`${response.status}: ${saidBy(await response.text())}`);
}

/** fetch says only that it failed; why stands behind. */
function causeOf(error: unknown): string {
  const behind = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return behind instanceof Error ? behind.message : String(behind);
}

function isName(part: string | number): boolean {
  return typeof part === "string";
}

function saidBy(text: string): string {
  try {
    const { detail } = refusalSchema.parse(JSON.parse(text));
    return typeof detail === "string"
      ? detail
      : detail.map(({ loc, msg }) => `${loc.slice(1).filter(isName).join(".") || "file"}: ${msg}`).join(" ");
  } catch {
    return text.slice(0, 200);
  }
}

function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
