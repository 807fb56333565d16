import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureBuild } from "@/lib/boot/product";
import { type Answer, ask, askUntil, lagWhile } from "./faults/client";
import { openStage, type Stage } from "./faults/stage";
import { examine, make } from "./faults/writers";
import { report, rounds } from "./report";

const CROWD = 40;

let stage: Stage;

beforeAll(async () => {
  await ensureBuild(new AbortController().signal);
  stage = await openStage();
  await stage.startApp();
}, 240_000);

afterAll(() => stage.close());

test.each([
  ["cut", 8, 100],
  ["stall", 2, 20],
] as const)(
  "a connection %s right after COMMIT was sent: the same key is answered once, and it happened once",
  async (trick, short, long) => {
    const cases = rounds(short, long);
    const wrong: string[] = [];
    for (let round = 0; round < cases; round++) {
      const write = { name: `Role ${randomUUID()}`, key: randomUUID(), acknowledged: null };
      stage.proxy.trick(trick);
      const first = await make(stage, write);
      if (first?.status !== 503 || first.headers["retry-after"] === undefined)
        wrong.push(`the lost answer was ${first?.status} ${first?.text}`);
      await askUntil(stage.base, { path: "/api/health/ready" }, ({ status }) => status === 200);
      wrong.push(...(await examine(stage, [write])));
    }
    await report({ promise: `A connection ${trick} after COMMIT was sent`, cases, wrong: wrong.length });
    expect(wrong).toEqual([]);
  },
);

test("where every connection is taken, who comes is told within 2 s to come again, and then all goes on", async () => {
  const cases = rounds(1, 20);
  const wrong: string[] = [];
  const path = `/api/v1/organizations/${stage.organizationId}/roles`;
  const add = () =>
    ask(stage.base, { method: "POST", path, token: stage.token, body: { name: `Role ${randomUUID()}` } });
  for (let round = 0; round < cases; round++) {
    // What such a crowd takes where nothing is locked is this machine's own doing.
    const usual = slowest(await Promise.all(Array.from({ length: CROWD }, add)));
    const holder = await stage.owner().connect();
    await holder.query("begin");
    await holder.query("select from organization where id = $1 for update", [stage.organizationId]);
    const [answers, lag] = await lagWhile(stage.base, () => Promise.all(Array.from({ length: CROWD }, add)));
    for (const answer of answers) {
      if (answer?.status !== 503 || answer.headers["retry-after"] === undefined)
        wrong.push(`${answer?.status} ${answer?.text}`);
      // Two seconds for a connection, and two for the statement behind the lock.
      else if (answer.milliseconds - Math.max(usual, lag) > 4_800)
        wrong.push(`told after ${Math.round(answer.milliseconds)} ms`);
    }
    await holder.query("rollback");
    holder.release();
    await delay(50);
    const after = await add();
    if (after?.status !== 201) wrong.push(`afterwards: ${after?.status} ${after?.text}`);
  }
  await report({ promise: "All connections taken: 503 in time, no deadlock", cases, wrong: wrong.length });
  expect(wrong).toEqual([]);
});

test("bodies that break off, clients that dawdle and sockets that say nothing keep nobody waiting and leak nothing", async () => {
  const cases = rounds(1, 20);
  const wrong: string[] = [];
  const idleBefore = await openFiles();
  const read = () => ask(stage.base, { path: "/api/v1/organizations", token: stage.token });
  for (let round = 0; round < cases; round++) {
    const usual = slowest([await read(), await read(), await read()]);
    const sockets = [...crowd(100, ""), ...crowd(50, head(10_000)), ...crowd(50, `${head(10_000)}{"name":"`)];
    await delay(200);
    for (const socket of sockets.slice(150, 175)) socket.destroy();
    for (let index = 0; index < 10; index++) {
      const [answer, lag] = await lagWhile(stage.base, read);
      if (answer?.status !== 200 || answer.milliseconds - Math.max(usual, lag) > 1_500)
        wrong.push(`a read beside them: ${answer?.status} in ${Math.round(answer?.milliseconds ?? 0)} ms`);
    }
    for (const socket of sockets) socket.destroy();
  }
  await expect.poll(openFiles, { timeout: 12_000, interval: 200 }).toBeLessThan(idleBefore + 20);
  await report({
    promise: "Aborted bodies, slow clients, idle sockets leak nothing",
    cases,
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
});

const slowest = (answers: readonly (Answer | null)[]) =>
  Math.max(...answers.map((answer) => answer?.milliseconds ?? 0));

const head = (length: number) =>
  [
    `POST /api/v1/organizations/${stage.organizationId}/roles HTTP/1.1`,
    "Host: 127.0.0.1",
    `Authorization: Bearer ${stage.token}`,
    "Content-Type: application/json",
    `Content-Length: ${length}`,
    "\r\n",
  ].join("\r\n");

function crowd(size: number, words: string): Socket[] {
  return Array.from({ length: size }, () => {
    const socket = connect(Number(new URL(stage.base).port), "127.0.0.1");
    socket.on("error", () => undefined);
    if (words !== "") socket.write(words);
    return socket;
  });
}

/** Open files and sockets of the application; 0 where the system does not say. */
async function openFiles(): Promise<number> {
  return (await readdir(`/proc/${stage.server().pid}/fd`).catch(() => [])).length;
}
