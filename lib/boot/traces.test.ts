import { execFile } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { SAMPLE, TOKENS } from "../../prisma/demo/samples";
import { handle as crux } from "../dialects/crux/family";
import { childEnvironment } from "../env";
import { send } from "../hooks/send";
import { ACTION_NAMES, type ActionName, callAction, inRequest } from "../testing/actions";
import { openSession } from "../testing/callers";
import { useDatabase } from "../testing/database";
import { startReceiver } from "../testing/receiver";
import type { Tracing } from "../tracing.mjs";

const { owner } = useDatabase("demo");

interface Sent {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { key: string; value: Record<string, unknown> }[];
}

/** Somebody's collector: it takes OTLP over HTTP. */
const posts: string[] = [];
const collector = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (request.url === "/v1/traces") posts.push(Buffer.concat(chunks).toString());
  response.writeHead(200, { "content-type": "application/json" }).end("{}");
});

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const listen = (server: Server) => once(server.listen(0, "127.0.0.1"), "listening");

/** What answers behind the front: the Crux family, as its route does, an action by its name, and a page. */
const product = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const init = { method: request.method ?? "", headers: request.headers as Record<string, string> };
  const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
  const asked = new Request(`${addressOf(product)}${request.url}`, { ...init, ...body });
  const answer = await answerTo(asked, request.url ?? "");
  response.writeHead(answer.status).end(await answer.text());
});

async function answerTo(asked: Request, url: string): Promise<Response> {
  const [, action] = /^\/action\/(\w+)$/.exec(url) ?? [];
  if (action) return callAction(action as ActionName, asked);
  if (url !== "/") return crux(asked);
  // The one page that shows nothing: it leads on, which is an error of Next's.
  const { default: Home } = await import("../../app/(console)/page");
  const said = await inRequest(asked.headers, () => Home({})).catch((error: Error) => error.message);
  return new Response(null, { status: said === "NEXT_REDIRECT" ? 204 : 500 });
}

beforeAll(async () => {
  await Promise.all([listen(collector), listen(product)]);
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", addressOf(collector));
  vi.stubEnv("LOG_LEVEL", "silent");
  await import("./front.mjs");
});
afterAll(() => {
  vi.unstubAllEnvs();
  collector.close();
  product.close();
});

async function spansOf(method: string, path: string, headers: Record<string, string>, body?: unknown) {
  posts.length = 0;
  const said = {
    "content-type": "application/json",
    "x-request-id": "call-7",
    authorization: `Token ${TOKENS.crux.secret}`,
    ...headers,
  };
  const init = { method, headers: said, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const { status } = await fetch(`${addressOf(product)}${path}`, init);
  // The request's own span ends when its connection has been told so.
  return { status, spans: await collected("http.response.status_code") };
}

/** All that was sent, once `last` is there. */
async function collected(last: string): Promise<Sent[]> {
  const { sendTraces } = await import("./traces.mjs");
  await vi.waitFor(async () => {
    await sendTraces();
    expect(posts.join()).toContain(last);
  });
  return posts.flatMap((post) =>
    JSON.parse(post).resourceSpans.flatMap((of: { scopeSpans: { spans: Sent[] }[] }) =>
      of.scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
}

const told = ({ attributes }: Sent) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

const CALLER = { trace: "0af7651916cd43dd8448eb211c80319c", span: "b7ad6b7169203331" };

test("a grant is one trace: the request, its operation and its statements, below the caller's own", async () => {
  const { status, spans } = await spansOf(
    "PATCH",
    `/api/organizations/users/permissions/${SAMPLE.member}/?email=someone@example.com`,
    { traceparent: `00-${CALLER.trace}-${CALLER.span}-01` },
    { permission_uuids: SAMPLE.permissions },
  );
  expect(status).toBe(204);
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([CALLER.trace]));
  const [request] = spans.filter(({ parentSpanId }) => parentSpanId === CALLER.span);
  expect(request?.name).toBe("PATCH /users/permissions/:user_uuid");
  expect(request && told(request)).toMatchObject({
    "http.route": "/users/permissions/:user_uuid",
    "http.response.status_code": 204,
    "grantdesk.door": "crux",
    "grantdesk.request_id": "call-7",
    "grantdesk.person_id": expect.stringMatching(/^[\da-f-]{36}$/),
  });
  const change = spans.find(({ name }) => name === "changeAccess");
  expect(change && told(change)).toMatchObject({ "grantdesk.changes": "add-permission" });
  const below = spans.filter(({ parentSpanId }) => parentSpanId === change?.spanId).map(({ name }) => name);
  expect(below).toEqual(["snapshot", "apply"]);
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  const above = spans.flatMap(({ parentSpanId }) => (parentSpanId ? [names.get(parentSpanId)] : []));
  expect(above.filter((each) => each === undefined)).toHaveLength(1);
});

test("a statement that has many forms is told by one name", async () => {
  const { spans } = await spansOf("GET", "/api/organizations/users/all/", {});
  const names = spans.filter((span) => "db.system.name" in told(span)).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["snapshot", "members"]));
  expect(names.filter((name) => /\d|-/.test(name))).toEqual([]);
});

/** What stands right below the request itself. */
function belowRequest(spans: readonly Sent[]): string[] {
  const request = spans.find((span) => told(span)["grantdesk.request_id"] === "call-7");
  return spans.flatMap(({ name, parentSpanId }) => (parentSpanId === request?.spanId ? [name] : []));
}

test("what a page reads stands below the operation that reads it", async () => {
  const { rows } = await owner.query("select id from person where email like 'noa.feldman@%'");
  const { status, spans } = await spansOf("GET", "/", { cookie: await openSession(owner, rows[0].id) });
  expect(status).toBe(204);
  expect(belowRequest(spans)).toEqual(["pagePrincipal", "landingOf"]);
  const landing = spans.find(({ name }) => name === "landingOf")?.spanId;
  const below = spans.filter(({ parentSpanId }) => parentSpanId === landing);
  expect(below.map((span) => "db.system.name" in told(span))).toContain(true);
});

test("every read of every page and layout is a step by the name of its operation", () => {
  const pages = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((name) =>
    /(page|layout)\.tsx$|events.route\.ts$/.test(name),
  );
  const reads = pages.flatMap((name) => {
    const text = readFileSync(`app/${name}`, "utf8");
    const imported = text.matchAll(/import \{([^}]*)\} from "@\/lib\/operations\//g);
    const read = [...imported].flatMap(([, names = ""]) => names.split(",").map((each) => each.trim()));
    return read.map((each) => ({ name, each, text }));
  });
  const bare = reads.filter(({ each, text }) => {
    const calls = text.split(new RegExp(`\\b${each}\\(`)).length - 1;
    const steps = text.split(new RegExp(`traced\\("${each}", \\(\\) =>\\s+${each}\\(`)).length - 1;
    return calls !== steps;
  });
  expect(bare.map(({ name, each }) => `${name}: ${each}`)).toEqual([]);
  expect(reads.length).toBeGreaterThan(20);
});

test.each(ACTION_NAMES)("the server action %s is a step by its own name", async (action) => {
  const { spans } = await spansOf("POST", `/action/${action}`, {}, "nothing that it could read");
  expect(belowRequest(spans)).toEqual([action]);
});

test("a call to a webhook is a trace of its own, or a step of who asks for it, and says no word of where to", async () => {
  const receiver = await startReceiver();
  receiver.answers.push({ status: 204 }, { status: 500 });
  const rules = { allowPrivate: true, timeoutMs: 5000 };
  const url = `${receiver.url}?key=a-secret-of-theirs`;
  const call = () => send({ url, headers: {}, body: "{}" }, rules);
  const { grantdeskTracing: tracing } = globalThis as { grantdeskTracing?: Tracing };
  const asking = tracing?.begin("asking", {});
  posts.length = 0;
  await call();
  if (asking) await tracing?.current.run(asking, call);
  asking?.end();
  await receiver.stop();
  await call();
  const spans = await collected("no-answer");
  const asker = spans.find(({ name }) => name === "asking")?.spanId;
  const calls = spans.filter(({ name }) => name === "deliverWebhook");
  expect(calls.map((span) => [span.parentSpanId ?? null, told(span)])).toEqual([
    [null, { "http.request.method": "POST", "http.response.status_code": 204 }],
    [asker, { "http.request.method": "POST", "http.response.status_code": 500, "error.type": "500" }],
    [null, { "http.request.method": "POST", "error.type": "no-answer" }],
  ]);
  expect(asker).toBeDefined();
  expect(JSON.stringify(spans)).not.toMatch(/a-secret-of-theirs|\/hook|127\.0\.0\.1/);
});

test("no secret, no address of a person and nothing that was sent stands in a trace", async () => {
  const path = "/api/organizations/accept-invite/a-secret-that-was-mailed/?email=someone@example.com";
  const { spans } = await spansOf(
    "POST",
    path,
    { "x-forwarded-for": "203.0.113.9" },
    { password: "hunter-22" },
  );
  expect(spans.length).toBeGreaterThan(0);
  const { spans: granting } = await spansOf(
    "DELETE",
    `/api/organizations/users/permissions/${SAMPLE.member}/`,
    {},
    { permission_uuids: SAMPLE.permissions },
  );
  expect(granting.length).toBeGreaterThan(3);
  const sent = JSON.stringify([spans, granting]);
  for (const secret of [
    TOKENS.crux.secret,
    "that-was-mailed",
    "hunter",
    "203.0.113",
    SAMPLE.permissions[0] ?? "?",
  ])
    expect(sent).not.toContain(secret);
  expect(sent).not.toMatch(/[\w.]+@[\w-]+\./);
  expect(sent).not.toMatch(/\$1|\bwhere\b/);
});

test("without the variables nothing of it is loaded", async () => {
  const loaded = async (variables: Record<string, string | undefined>) => {
    const count = `import { createRequire } from "node:module";
      const { cache } = createRequire(import.meta.url);
      console.log(Object.keys(cache).filter((file) => file.includes("@opentelemetry")).length);`;
    const args = ["--import", "./lib/boot/front.mjs", "--input-type=module", "--eval", count];
    const options = { env: childEnvironment({ OTEL_EXPORTER_OTLP_ENDPOINT: undefined, ...variables }) };
    return Number((await promisify(execFile)(process.execPath, args, options)).stdout);
  };
  expect(await loaded({})).toBe(0);
  expect(await loaded({ OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(collector) })).toBeGreaterThan(10);
});
