import { connect } from "node:net";
import { afterAll, expect, test } from "vitest";
import { makeWorld } from "@/lib/testing/world";
import { chanceOf } from "./fuzz/chance";
import { mutateBytes } from "./fuzz/mutate";
import { openWire } from "./fuzz/over-http";
import { fuzzAll } from "./fuzz/run";
import { useInstances } from "./instances/pair";
import { PLANS } from "./registry/plans";
import { report, rounds } from "./report";

const SEED = Number(process.env.PROOF_SEED ?? Date.now() % 1_000_000_000);
/** Of the endpoints the short form asks some, others each time. */
const ONE_OF = rounds(20, 1);

const { bases, owner, printed } = useInstances(["direct"], { RATE_LIMIT_FACTOR: "1000000" });
let close = () => {};
afterAll(() => close());

test("no request to the running product ends in a fault of ours or leaves a trace where it was refused", async () => {
  const wire = openWire(bases[0] ?? "");
  close = wire.close;
  const some = PLANS.filter((_, index) => (index + SEED) % ONE_OF === 0);
  const { cases, wrong } = await fuzzAll(some, {
    ...{ owner: owner(), ask: wire.askOverHttp, seed: SEED },
    ...{ batch: rounds(8, 100), most: rounds(0, 100_000), moving: ["webhook", "webhook_delivery"] },
  });
  await report({
    promise: `No request to the running product ends in a fault of ours (seed ${SEED})`,
    cases,
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
  expect(printed()).not.toMatch(/unhandled|uncaught/i);
});

test("bytes that are almost a request are heard out and break nothing, and the next request is answered", async () => {
  const world = await makeWorld(owner());
  const chance = chanceOf(SEED);
  const cases = rounds(100, 10_000);
  const wrong: string[] = [];
  let refused = 0;
  for (let n = 0; n < cases; n += LANES) {
    const made = Array.from({ length: LANES }, () => mutateBytes(rightBytes(world.boss.token), chance));
    const said = await Promise.all(made.map((bytes) => say(bases[0] ?? "", bytes)));
    wrong.push(...said.filter((each) => /^HTTP\/1\.1 5/.test(each)));
    refused += said.filter((each) => /^HTTP\/1\.1 4/.test(each)).length;
  }
  const alive = await fetch(`${bases[0]}/api/health/live`);
  await report({ promise: "Bytes that are almost a request break nothing", cases, wrong: wrong.length });
  expect(wrong).toEqual([]);
  expect(refused).toBeGreaterThan(cases / 10);
  expect(alive.status).toBe(200);
  expect(printed()).not.toMatch(/unhandled|uncaught/i);
});

const LANES = 10;
/** A server waits for the rest of what says that it has one. */
const HEARD_WITHIN_MS = 300;

function rightBytes(token: string): string {
  const body = '{"changes":[]}';
  const head = ["POST /api/v1/projects HTTP/1.1", "host: localhost", `authorization: Bearer ${token}`];
  return [
    ...head,
    "content-type: application/json",
    `content-length: ${body.length}`,
    "connection: close",
    "",
    body,
  ].join("\r\n");
}

/** What the server says to these bytes, until it or our patience ends. */
function say(base: string, bytes: Uint8Array): Promise<string> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setTimeout(HEARD_WITHIN_MS, () => socket.destroy());
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(heard));
  });
}
