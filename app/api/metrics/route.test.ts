import { beforeEach, expect, test, vi } from "vitest";
import { handle } from "@/lib/dialects/v1/family";
import { revisionStream } from "@/lib/live/stream";
import { asking } from "@/lib/testing/ask";
import { useDatabase } from "@/lib/testing/database";
import { SAMPLE, TOKENS } from "@/prisma/demo/samples";

const { owner } = useDatabase("demo");
const TOKEN = "a scraper's token, for tests alone";
const ask = asking(handle, "/api/v1");

beforeEach(() => vi.unstubAllEnvs());

/** The configuration is read once per process: each set of variables gets a program of its own. */
async function scrape(token: string | undefined, authorization?: string): Promise<Response> {
  vi.stubEnv("METRICS_TOKEN", token ?? "");
  vi.resetModules();
  const { GET } = await import("./route");
  const headers = authorization === undefined ? {} : { authorization };
  return GET(new Request("http://localhost/api/metrics", { headers }));
}

const read = async () => (await scrape(TOKEN, `Bearer ${TOKEN}`)).text();

/** The value of the one sample whose name and labels contain all of `parts`. */
async function sample(...parts: string[]): Promise<number> {
  const samples = (await read()).split("\n").filter((line) => !line.startsWith("#"));
  const lines = samples.filter((line) => parts.every((part) => line.includes(part)));
  expect(lines.length, parts.join(" ")).toBeLessThan(2);
  return Number(lines[0]?.split(" ").at(-1) ?? 0);
}

test("nobody reads the metrics unless a token is set, and then only who knows it", async () => {
  expect((await scrape(undefined, "Bearer undefined")).status).toBe(404);
  expect((await scrape(TOKEN)).status).toBe(401);
  expect((await scrape(TOKEN, `Bearer ${TOKEN}x`)).status).toBe(401);
  const told = await scrape(TOKEN, `Bearer ${TOKEN}`);
  expect(told.status).toBe(200);
  expect(told.headers.get("content-type")).toContain("text/plain");
  expect(await told.text()).toMatch(/^process_cpu_seconds_total \d/m);
});

test("a request is counted by its declared path, and nothing that was sent stands in a label", async () => {
  const labels = [
    "grantdesk_request_duration_seconds_count",
    'route="/organizations/:organization_id/members"',
    'status="200"',
  ];
  const before = await sample(...labels);
  const path = `/organizations/${SAMPLE.organization}/members`;
  expect((await ask("GET", `${path}?search=tell-nobody`, { token: TOKENS.owner.secret })).status).toBe(200);
  expect((await ask("GET", "/tell-nobody")).status).toBe(404);
  expect(await sample(...labels)).toBe(before + 1);
  const text = await read();
  for (const secret of ["tell-nobody", SAMPLE.organization, TOKENS.owner.secret])
    expect(text).not.toContain(secret);
});

test("a refusal is counted by its code and door", async () => {
  const labels = ["grantdesk_refusals_total", 'code="not-found"', 'door="v1"'];
  const before = await sample(...labels);
  await ask("GET", `/organizations/${crypto.randomUUID()}`, { token: TOKENS.owner.secret });
  expect(await sample(...labels)).toBe(before + 1);
});

test("two writers on one revision are seen as a conflict", async () => {
  const before = await sample("grantdesk_conflicts_total ");
  const path = `/organizations/${SAMPLE.organization}/roles`;
  const add = (name: string) =>
    ask("POST", path, {
      token: TOKENS.owner.secret,
      body: { name, level: "ORGANIZATION", permissions: [] },
    });
  const answers = await Promise.all(Array.from({ length: 8 }, (_, each) => add(`Role ${each}`)));
  expect(answers.every(({ status }) => status < 300)).toBe(true);
  expect(await sample("grantdesk_conflicts_total ")).toBeGreaterThan(before);
});

test("open event streams and the pools' connections are there to be seen", async () => {
  const { rows } = await owner.query("select revision from organization where id = $1", [
    SAMPLE.organization,
  ]);
  const leave = new AbortController();
  revisionStream(SAMPLE.organization, rows[0].revision, leave.signal, async () => null);
  expect(await sample("grantdesk_event_streams_open ")).toBe(1);
  leave.abort();
  expect(await sample("grantdesk_event_streams_open ")).toBe(0);
  expect(await sample("grantdesk_pool_connections", 'pool="requests"', 'state="idle"')).toBeGreaterThan(0);
});
