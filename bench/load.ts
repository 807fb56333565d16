import { Agent, request } from "node:http";
import type { Asking } from "./scenarios";

export interface Took {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly done: number;
}

/** Keeps `workers` requests under way for `seconds`. Milliseconds; throws at the first answer that is not 2xx. */
export async function load(
  base: string,
  ask: (worker: number) => Sent,
  workers: number,
  seconds: number,
): Promise<Took> {
  const agent = new Agent({ keepAlive: true, maxSockets: workers });
  const times: number[] = [];
  const started = performance.now();
  const until = started + seconds * 1000;
  const work = async (worker: number) => {
    do {
      const from = performance.now();
      await send(base, agent, ask(worker));
      times.push(performance.now() - from);
    } while (performance.now() < until);
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  const elapsed = (performance.now() - started) / 1000;
  agent.destroy();
  return summary(times, times.length / elapsed);
}

export function summary(times: number[], perSecond: number): Took {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { perSecond, p50: at(0.5), p99: at(0.99), done: times.length };
}

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Takes the turns of each worker where they were left: what was ticked last time is taken back this time. */
export function turnsOf(ask: Asking): (worker: number) => Sent {
  const turns = new Map<number, number>();
  return (worker) => {
    const turn = turns.get(worker) ?? 0;
    turns.set(worker, turn + 1);
    const { method, path, token, body } = ask(worker, turn);
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    return { method, path, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  };
}

function send(base: string, agent: Agent, { method, path, headers, body }: Sent): Promise<void> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const sent = request(
      `${base}${path}`,
      { method, agent, headers: { ...headers, ...length } },
      (answer) => {
        const chunks: Buffer[] = [];
        const isFine = answer.statusCode !== undefined && answer.statusCode < 300;
        answer.on("data", (chunk: Buffer) => isFine || chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          if (isFine) resolve();
          else reject(new Error(`${method} ${path}: ${answer.statusCode} ${Buffer.concat(chunks)}`));
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
