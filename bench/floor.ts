import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Principal } from "@/lib/core/principal";
import { toChange } from "@/lib/dialects/v1/change-shape";
import { presumedOfSecret, principalOfSecret } from "@/lib/identity/credential";
import { changeAccess } from "@/lib/operations/change-access";
import { evaluateAccess } from "@/lib/operations/evaluate-access";
import { listAccess } from "@/lib/operations/list-access";
import { asking, SCENARIOS, type Scenario, type Scope } from "./scenarios";
import { type Script, scriptOf } from "./script";
import { listenToWire, wireOf } from "./wire";
import type { World } from "./world";

/**
 * The floor under the product, a process of its own: the same operations behind nothing but node:http. First it listens
 * to what they send to the database, and hands back a script of pgbench for every scenario and scope.
 */
listenToWire();
process.once("message", (world: World) => start(world).catch(fail));

export interface Floor {
  readonly port: number;
  readonly scripts: Readonly<Record<string, Script>>;
  readonly trips: Readonly<Record<string, number>>;
}

async function start(world: World): Promise<void> {
  const scripts: Record<string, Script> = {};
  const trips: Record<string, number> = {};
  for (const scenario of SCENARIOS)
    for (const scope of ["many", "one"] as const) {
      const { script, count } = await record(world, scenario, scope);
      scripts[`${scenario} ${scope}`] = script;
      trips[`${scenario} ${scope}`] = count;
    }
  const server = createServer((request, response) => {
    bodyOf(request)
      .then((body) => act(request.headers.authorization, request.url, body))
      .then((answer) => response.end(JSON.stringify(answer)))
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, "127.0.0.1", () => {
    process.send?.({ port: (server.address() as AddressInfo).port, scripts, trips } satisfies Floor);
  });
}

// Twice: the first time prepares statements, and notes that the token was used.
async function record(world: World, scenario: Scenario, scope: Scope) {
  const ask = asking(world, scenario, scope, { workers: 1, lane: 0 });
  const turns = scope === "one" ? [0, 1, 2, 3] : [0, 100, 200, 300];
  const sent = [];
  for (const turn of turns) {
    const { token, path, body } = ask(0, turn);
    sent.push(await wireOf(() => act(token, path, body === undefined ? "" : JSON.stringify(body))));
  }
  const trips = sent[2] ?? [];
  return { script: scriptOf(trips, scope === "many" ? world.many.length : 1), count: trips.length };
}

async function act(authorization = "", path = "", text = ""): Promise<unknown> {
  const secret = authorization.replace("Bearer ", "");
  const known = presumedOfSecret(secret, "v1", "bench");
  const principal = known ?? (await principalOfSecret(secret, "v1", "bench"));
  if (!principal) throw new Error("The token is unknown.");
  const result = await resultOf(principal, path, text === "" ? undefined : JSON.parse(text));
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

function resultOf(principal: Principal, path: string, body: unknown) {
  if (isCheck(body)) {
    const question = { who: { email: body.subject.id }, permission: body.action.name };
    return evaluateAccess(principal, { organizationId: body.resource.id }, question);
  }
  const organizationId = path.split("/")[4] ?? "";
  if (path.includes("/effective-access"))
    return listAccess(principal, organizationId, undefined, { limit: 101, after: null });
  const { changes } = body as { changes: Parameters<typeof toChange>[0][] };
  return changeAccess(principal, { organizationId, changes: changes.map(toChange) });
}

type Check = Readonly<Record<"subject" | "resource", { id: string }>> & { action: { name: string } };
const isCheck = (body: unknown): body is Check =>
  typeof body === "object" && body !== null && "subject" in body;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
