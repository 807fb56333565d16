import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { useInstances } from "./instances/pair";
import { report, rounds } from "./report";
import { load, makeScene } from "./soak/load";
import { type Reading, read, staysPerRequest } from "./soak/readings";

/** PROOF_SOAK_MINUTES=60: an hour of it, say; otherwise ten minutes in the long form and seconds in the check. */
const SECONDS = 60 * Number(process.env.PROOF_SOAK_MINUTES ?? 0) || rounds(6, 600);
const READINGS = rounds(6, 20);
/** Compiled programs and caches fill up first. */
const WARM_UP_SECONDS = rounds(3, 60);
/** What reads, and what a crowded machine takes longer for, comes on top. */
const LIMIT_MS = (SECONDS + WARM_UP_SECONDS + 1_200) * 1_000;
/** On a crowded machine time brings few requests: so many there have to be, to warm up and between two readings. */
const WARM_UP_REQUESTS = 1_000;
const REQUESTS_EACH = 300;
/** A request that leaves one row's object behind leaves more than that; what a short run still warms up is more, too. */
const STAYS_MOST_BYTES = rounds(3_000, 1) === 1 ? 200 : 3_000;
/** Sockets that the load keeps alive between two readings. */
const RESOURCES_MORE = 24;

const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-soak-"));
afterAll(() => rm(folder, { recursive: true }));
const file = path.join(folder, "readings");
const { bases, owner } = useInstances(["direct"], {
  NODE_OPTIONS: `--import ${path.resolve("lib/proof/soak/inside.mjs")}`,
  SOAK_FILE: file,
  RATE_LIMIT_FACTOR: "1000000",
});

test(
  "mixed load leaves nothing behind: memory, connections, streams and sockets are as before",
  async () => {
    const scene = await makeScene(bases[0] ?? "", owner());
    const atLeast = async (seconds: number, most: number) => {
      const all = await load(scene, seconds);
      while (all.requests < most) {
        const more = await load(scene, 1);
        all.requests += more.requests;
        all.failures.push(...more.failures);
      }
      return all;
    };
    let { requests, failures } = await atLeast(WARM_UP_SECONDS, WARM_UP_REQUESTS);
    const readings: Reading[] = [];
    for (let n = 0; n < READINGS; n++) {
      const more = await atLeast(SECONDS / READINGS, REQUESTS_EACH);
      requests += more.requests;
      failures = [...failures, ...more.failures];
      const reading = await read(file, requests);
      process.stderr.write(`${JSON.stringify(reading)}\n`);
      readings.push(reading);
    }
    const stays = staysPerRequest(readings);
    const [first, last] = [readings[0], readings.at(-1)];
    process.stderr.write(`${requests} requests, ${Math.round(stays)} bytes stay with each\n`);
    const wrong = failures.length + (stays > STAYS_MOST_BYTES ? 1 : 0) + (last?.listeners ?? 1);
    await report({ promise: "Mixed load leaves nothing behind", cases: requests, wrong });
    expect(failures).toEqual([]);
    expect(readings.map(({ listeners }) => listeners)).toEqual(readings.map(() => 0));
    expect(last?.resources).toBeLessThan((first?.resources ?? 0) + RESOURCES_MORE);
    expect(stays).toBeLessThan(STAYS_MOST_BYTES);
    // The two pools, the listener, and the noted heads; what delivers to webhooks has as many.
    const { rows } = await owner().query(
      "select count(*)::int as open from pg_stat_activity where usename = 'grantdesk_app'",
    );
    expect(rows[0]?.open).toBeLessThanOrEqual(2 * (10 + 4 + 1) + 1);
  },
  LIMIT_MS,
);
