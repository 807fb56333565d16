import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test, vi } from "vitest";
import { apiReference } from "@/app/api/openapi.json/reference";
import type { Door } from "@/lib/core/principal";
import { handle as authzen, family as authzenFamily } from "@/lib/dialects/authzen/family";
import { handle as crux, family as cruxFamily } from "@/lib/dialects/crux/family";
import { handle as exchange, family as exchangeFamily } from "@/lib/dialects/exchange/family";
import { handle as projects, family as projectsFamily } from "@/lib/dialects/projects/family";
import { handle as v1, family as v1Family } from "@/lib/dialects/v1/family";
import { childEnvironment } from "@/lib/env";
import { useDatabase } from "@/lib/testing/database";
import type { AnyEndpoint } from "@/lib/web/family";
import { TOKENS } from "@/prisma/demo/samples";
import { curlOf, SAMPLES, type Sample } from "./samples";

useDatabase("demo");
const doors: Partial<Record<Door, (request: Request) => Promise<Response>>> = {
  authzen,
  crux,
  exchange,
  projects,
  v1,
};

// Where the demonstration runs, a letter is a file.
const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-samples-"));
vi.stubEnv("DEMO_DATA", "true");
vi.stubEnv("DATA_DIR", folder);
afterAll(() => rm(folder, { recursive: true }));

function tokenFor({ door, byOperator }: Sample): string {
  if (byOperator) return TOKENS.operator.secret;
  return door === "crux" ? TOKENS.crux.secret : TOKENS.owner.secret;
}

/** What a call has answered or mailed that a later one names, as a shell's variable. */
const answered = new Map<string, string>();

/** What a shell makes of the line that stands in the reference. */
async function typed(line: string, variables: Readonly<Record<string, string>>): Promise<string[]> {
  const script = `curl() { printf '%s\\0' "$@"; }\n${line}`;
  const { stdout } = await promisify(execFile)("/bin/sh", ["-c", script], {
    env: childEnvironment(variables),
  });
  return stdout.split("\0").slice(0, -1);
}

async function send(sample: Sample): Promise<Response | undefined> {
  const variables = { TOKEN: tokenFor(sample), ...Object.fromEntries(answered) };
  const [, method = "", url = "", ...rest] = await typed(curlOf(sample, "http://localhost"), variables);
  const of = (option: string) => rest.filter((_, at) => rest[at - 1] === option);
  const headers = of("-H").map((each) => each.split(": ", 2) as [string, string]);
  return doors[sample.door]?.(new Request(url, { method, headers, body: of("-d").join() }));
}

/** The secret of the letter to an address, once it is there: not every call waits for its letter. It is read once. */
const mailed = (to: string) =>
  vi.waitFor(async () => {
    const [name = ""] = (await readdir(path.join(folder, "mail"))).filter((each) => each.includes(to));
    const text = await readFile(path.join(folder, "mail", name), "utf8");
    const [, secret] = /#token=([\w-]+)/.exec(text.replace(/=\r?\n/g, "").replaceAll("=3D", "=")) ?? [];
    await rm(path.join(folder, "mail", name));
    return secret ?? expect.fail(`no secret in ${text}`);
  });

/** By the end of the path whose call brings it. */
const BRINGS: Readonly<Record<string, (text: string, body: unknown) => Promise<[string, string]>>> = {
  "/WebAuthenticateUser": async (text) => ["SESSION_TOKEN", JSON.parse(text).SessionToken],
  "/webhooks": async (text) => ["WEBHOOK_ID", JSON.parse(text).id],
  "/users/invite": async (_, body) => ["INVITATION_TOKEN", await mailed((body as { email: string }).email)],
  "/reset-password": async (_, body) => ["RESET_TOKEN", await mailed((body as { email: string }).email)],
};

test.each(SAMPLES.map((sample) => [`${sample.method} ${sample.url}`, sample] as const))(
  "the example %s does what it says on the demonstration data",
  async (_, sample) => {
    const response = await send(sample);
    const text = (await response?.text()) ?? "";
    expect(response?.status, text).toBeLessThan(300);
    if (sample.door === "exchange") expect(JSON.parse(text)).not.toMatchObject({ result: false });
    const [variable, value] =
      (await BRINGS[sample.path.replace(/^.*:organization_id/, "")]?.(text, sample.body)) ?? [];
    if (variable && value) answered.set(variable, value);
  },
);

/** What takes no body has all of its call in its path and its query. */
const shown = [v1Family, projectsFamily, cruxFamily, exchangeFamily, authzenFamily];

test.each(shown.map((family) => [family.door, family] as const))(
  "every call to %s that takes a body has an example",
  (door, { endpoints }) => {
    const taking = endpoints.filter(({ body, alias }) => body && !alias);
    const has = ({ method, path }: AnyEndpoint) =>
      SAMPLES.some((sample) => sample.door === door && sample.method === method && sample.path === path);
    const without = taking.filter((each) => !has(each)).map(({ method, path }) => `${method} ${path}`);
    expect(without).toEqual([]);
    expect(taking.length).toBeGreaterThan(0);
  },
);

test("no example of the reference is another than these", () => {
  const examples = [...JSON.stringify(apiReference()).matchAll(/"examples?":/g)];
  expect(examples).toHaveLength(SAMPLES.length);
});
