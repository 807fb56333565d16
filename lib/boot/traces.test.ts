import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { SAMPLE, TOKENS } from "../../prisma/demo/samples";
import { childEnvironment } from "../env";
import { useDatabase } from "../testing/database";

useDatabase("demo");

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

/** What answers behind the front: the Crux family, as its route does. */
const product = createServer(async (request, response) => {
  const { handle } = await import("../dialects/crux/family");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const init = { method: request.method ?? "", headers: request.headers as Record<string, string> };
  const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
  const answer = await handle(new Request(`${addressOf(product)}${request.url}`, { ...init, ...body }));
  response.writeHead(answer.status).end(await answer.text());
});

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
    authorization: `Token ${TOKENS.crux.secret}`,
    ...headers,
  };
  const init = { method, headers: said, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const { status } = await fetch(`${addressOf(product)}${path}`, init);
  const { sendTraces } = await import("./traces.mjs");
  // The request's own span ends when its connection has been told so.
  await vi.waitFor(async () => {
    await sendTraces();
    expect(posts.join()).toContain("http.response.status_code");
  });
  const spans = posts.flatMap((post) =>
    JSON.parse(post).resourceSpans.flatMap((of: { scopeSpans: { spans: Sent[] }[] }) =>
      of.scopeSpans.flatMap((scope) => scope.spans),
    ),
  ) as Sent[];
  return { status, spans };
}

const told = ({ attributes }: Sent) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

const CALLER = { trace: "0af7651916cd43dd8448eb211c80319c", span: "b7ad6b7169203331" };

test("a grant is one trace: the request, its operation and its statements, below the caller's own", async () => {
  const { status, spans } = await spansOf(
    "PATCH",
    `/api/organizations/users/permissions/${SAMPLE.member}/?email=someone@example.com`,
    { traceparent: `00-${CALLER.trace}-${CALLER.span}-01`, "x-request-id": "call-7" },
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
