import { request } from "node:http";
import { text as readText } from "node:stream/consumers";
import { expect, test } from "vitest";
import { makeWorld } from "@/lib/testing/world";
import { useInstances } from "./instances/pair";
import { wiredOf } from "./registry/call";
import { PLANS } from "./registry/plans";
import { report } from "./report";

const { bases, owner } = useInstances(["direct"]);

interface Said {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

const reads = PLANS.filter(
  ([{ endpoint, family }]) => endpoint.method === "GET" && !endpoint.changes && family.door !== "console",
);

/** What is another's each time, and how the body travels. */
const PASSING = ["content-length", "content-security-policy", "date", "transfer-encoding", "x-request-id"];

async function ask(target: string, method: string, sent: Headers): Promise<Said> {
  const url = new URL(bases[0] ?? "");
  const headers = Object.fromEntries(sent);
  return new Promise((resolve, reject) => {
    request({ host: url.hostname, port: url.port, path: target, method, headers }, async (answer) => {
      const kept = Object.entries(answer.headers).filter(([name]) => !PASSING.includes(name));
      resolve({ status: answer.statusCode, headers: Object.fromEntries(kept), text: await readText(answer) });
    })
      .on("error", reject)
      .end();
  });
}

/** Next says of each of its answers what its own pages depend on. */
const isOfNext = ({ headers }: Said) => String(headers.vary).includes("rsc");
const plain = ({ status, headers: { vary: _, ...headers }, text }: Said) => ({ status, headers, text });

test("what the front answers is what Next answers, and once a door is open the front does", async () => {
  const world = await makeWorld(owner());
  const callers = [world.boss.token, "gd_nobody"].map((token) => ({ authorization: `Token ${token}` }));
  const calls = callers.flatMap((headers) =>
    reads.map(([entry, plan]) => ({ entry, ...wiredOf(entry, plan.call(world.home.ids), headers) })),
  );
  const wrong: string[] = [];
  let byNext = 0;
  for (const { entry, target, headers } of calls) {
    const first = await ask(target, "GET", headers);
    const then = await ask(target, "GET", headers);
    const head = await ask(target, "HEAD", headers);
    if (isOfNext(first)) byNext++;
    if (isOfNext(then) || !isOfNext(head)) wrong.push(`${entry.name}: answered by the other`);
    for (const other of [first, { ...head, text: then.text }])
      if (JSON.stringify(plain(other)) !== JSON.stringify(plain(then)))
        wrong.push(`${entry.name}: ${JSON.stringify(plain(other))} and ${JSON.stringify(plain(then))}`);
  }
  const promise = "What the front answers is what Next answers";
  await report({ promise, cases: calls.length, wrong: wrong.length });
  expect(wrong).toEqual([]);
  // The first of each route, before its door was open.
  expect(byNext).toBeGreaterThan(4);
});
