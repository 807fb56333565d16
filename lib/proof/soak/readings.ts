import { readFile } from "node:fs/promises";
import { expect } from "vitest";

/** What the server holds when its garbage is collected; memory in bytes. */
export interface Reading {
  readonly held: number;
  readonly rss: number;
  /** Streams that wait for a revision. */
  readonly listeners: number;
  /** Sockets, timers and the like. */
  readonly resources: number;
  /** Requests that had been answered by then. */
  readonly requests: number;
}

/** Reads the server that writes to `file`, with nothing on its way. Rejects where it does not answer within 10 s. */
export async function read(file: string, requests: number): Promise<Reading> {
  const lines = async () => (await readFile(file, "utf8")).trim().split("\n");
  const before = await lines();
  process.kill(JSON.parse(before[0] ?? "{}").pid, "SIGUSR2");
  await expect.poll(async () => (await lines()).length, { timeout: 10_000 }).toBeGreaterThan(before.length);
  return { ...JSON.parse((await lines()).at(-1) ?? "{}"), requests };
}

/** Bytes that stay with every request: the middle one of the slopes between any two readings, so that one step counts little. */
export function staysPerRequest(readings: readonly Reading[]): number {
  const slopes = readings.flatMap((one, n) =>
    readings.slice(n + 1).map((other) => (other.held - one.held) / (other.requests - one.requests)),
  );
  return slopes.sort((a, b) => a - b)[Math.floor(slopes.length / 2)] ?? 0;
}
