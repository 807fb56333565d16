import { type IncomingMessage, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
  readonly milliseconds: number;
}

export interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly token?: string;
  readonly key?: string;
  readonly body?: unknown;
}

/** One request on a connection of its own. Null: no whole answer came, whatever the reason. */
export function ask(base: string, { method = "GET", path, token, key, body }: Ask): Promise<Answer | null> {
  const started = performance.now();
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(key === undefined ? {} : { "idempotency-key": key }),
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
  return new Promise((resolve) => {
    const sent = request(
      new URL(path, base),
      { method, headers, agent: false, timeout: 20_000 },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (chunk) => (text += chunk));
        answer.on("error", () => resolve(null)).on("aborted", () => resolve(null));
        answer.on("end", () => {
          const milliseconds = performance.now() - started;
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, milliseconds });
        });
      },
    );
    sent.on("error", () => resolve(null)).on("timeout", () => sent.destroy());
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Asks every 20 ms until the answer suits. Resolves with it; rejects, with the last one, after half a minute. */
export async function askUntil(
  base: string,
  what: Ask,
  suits: (answer: Answer) => boolean,
  patience = 30_000,
): Promise<Answer> {
  let answer: Answer | null = null;
  for (const started = performance.now(); performance.now() - started < patience; await delay(20)) {
    answer = await ask(base, what);
    if (answer && suits(answer)) return answer;
  }
  throw new Error(`${what.method ?? "GET"} ${what.path} is answered ${answer?.status} ${answer?.text}`);
}

/** The slowest answer to a question that asks no database, while `act` runs: what this machine's own load costs. */
export async function lagWhile<T>(base: string, act: () => Promise<T>): Promise<readonly [T, lag: number]> {
  let over = false;
  let lag = 0;
  const watch = async () => {
    while (!over) {
      const answer = await ask(base, { path: "/api/health/live" });
      lag = Math.max(lag, answer?.milliseconds ?? 0);
      await delay(25);
    }
  };
  const watching = watch();
  const done = await act().finally(() => {
    over = true;
  });
  await watching;
  return [done, lag];
}
