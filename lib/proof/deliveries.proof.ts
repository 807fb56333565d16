import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { endChild } from "@/lib/boot/server";
import { childEnvironment } from "@/lib/env";
import { changeAccess } from "@/lib/operations/change-access";
import { useDatabase } from "@/lib/testing/database";
import { useDeliveries } from "@/lib/testing/deliveries";
import { leftOut } from "@/lib/testing/programs";
import { type Pooler, startPooler } from "./instances/pooler";
import { report, rounds } from "./report";

/** A killed process's messages are on their way again after this, whatever process is there. */
const BACK_WITHIN_MS = 60_000;
/** Even, so that every turn of adding and taking out begins anew. */
const KILLED_WITH = 6;

const database = useDatabase("base");
const { owner, appUrl } = database;
const { there, subscribe, log } = useDeliveries(database);

const running: ChildProcess[] = [];
let folder: string;
let pooler: Pooler | undefined;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "grantdesk-deliveries-"));
  await chmod(folder, 0o755);
  if (leftOut("pgbouncer") === undefined) pooler = await startPooler(folder, appUrl);
});
afterEach(() => Promise.all(running.splice(0).map(endChild)));
afterAll(async () => {
  pooler?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A process as `npm start` has it beside the server; `isPooled`: behind pgbouncer, where that is there. */
function startProcess(isPooled: boolean): ChildProcess {
  const pooled = { DATABASE_URL: pooler?.url, LISTEN_DATABASE_URL: appUrl, DATABASE_POOLER: "true" };
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "lib/hooks/run.ts"],
    {
      env: childEnvironment({
        ...{ DATABASE_URL: appUrl, WEBHOOKS_ALLOW_PRIVATE: "true", NODE_OPTIONS: "" },
        ...(isPooled && pooler ? pooled : {}),
      }),
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    },
  );
  running.push(child);
  return child;
}

async function change(times: number): Promise<void> {
  const { boss, organizationId, member } = there.scene;
  for (let n = 0; n < times; n++) {
    const kind = n % 2 === 0 ? "add-permission" : "remove-permission";
    const changes = [{ kind, member: member.memberId, permission: "view_order" }] as const;
    const changed = await changeAccess(boss.principal, { organizationId, changes });
    if (!changed.ok) throw new Error(changed.refusal.message);
  }
}

const patient = (timeout: number) => ({ timeout, interval: 50 });

// The short form has lib/hooks/queue.test.ts for it, in one process.
test.runIf(rounds(0, 1))("processes side by side, pooled and direct, send each event once", async () => {
  const due = await subscribe([]);
  const events = rounds(0, 3_000);
  for (const isPooled of [true, false, true]) startProcess(isPooled);
  await change(events);
  await vi.waitFor(
    () => expect(there.receiver.received.length).toBeGreaterThanOrEqual(events),
    patient(600_000),
  );
  const ids = there.receiver.received.map(({ id }) => id);
  const twice = ids.length - new Set(ids).size;
  await vi.waitFor(async () => {
    const { rows } = await owner.query(
      "select from webhook_delivery where webhook_id = $1 and status = 'DELIVERED' and attempts = 1",
      [due.webhookId],
    );
    expect(rows).toHaveLength(events);
  }, patient(60_000));
  await report({ promise: "Processes side by side send each event once", cases: events, wrong: twice });
  expect(twice).toBe(0);
});

test("what a killed process had on its way is sent by another within a minute", async () => {
  const due = await subscribe([]);
  const turns = rounds(1, 3);
  let late = 0;
  for (let turn = 0; turn < turns; turn++) {
    there.receiver.received.splice(0);
    const held = there.receiver.hold();
    const killed = startProcess(turn % 2 === 0);
    await change(KILLED_WITH);
    await vi.waitFor(() => expect(there.receiver.received).toHaveLength(KILLED_WITH), patient(60_000));
    killed.kill("SIGKILL");
    const since = performance.now();
    held.release();
    startProcess(turn % 2 === 1);
    // Only the long form has a minute to wait.
    if (turns === 1)
      await owner.query("update pgboss.job set started_on = started_on - interval '45 seconds'");
    await vi.waitFor(
      () => expect(there.receiver.received).toHaveLength(2 * KILLED_WITH),
      patient(3 * BACK_WITHIN_MS),
    );
    const took = performance.now() - since;
    process.stderr.write(`back after ${Math.round(took)} ms\n`);
    if (took > BACK_WITHIN_MS) late++;
    expect(new Set(there.receiver.received.map(({ id }) => id)).size).toBe(KILLED_WITH);
    await Promise.all(running.splice(0).map(endChild));
    const newest = (await log(due)).slice(0, KILLED_WITH);
    expect(newest.map(({ status, attempts }) => `${status} ${attempts}`)).toEqual(
      newest.map(() => "DELIVERED 2"),
    );
  }
  await report({
    promise: "What a killed process had on its way is sent by another within a minute",
    cases: turns * KILLED_WITH,
    wrong: late,
  });
  expect(late).toBe(0);
});
