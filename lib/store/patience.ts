import type pg from "pg";
import { notesNow } from "../request-notes.mjs";

type Done = (error: Error | undefined, client?: pg.PoolClient, release?: (destroy?: boolean) => void) => void;

/** Less is waited wherever much is asked at once, and where a connection is being made. */
const QUEUED_MS = 1_000;

/**
 * Has each request queue long for a connection of this pool once. Whoever has, and would have to again, since all are
 * taken, is told to come again at once: else each of a request's statements could take the whole patience anew.
 */
export function queueOnce(pool: pg.Pool, most: number): void {
  const connect = pool.connect.bind(pool) as (done: Done) => void;
  const queue = (done: Done) => {
    const notes = notesNow();
    const isFull = pool.idleCount === 0 && pool.totalCount >= most;
    if (isFull && (notes?.queuedMs ?? 0) > QUEUED_MS) {
      queueMicrotask(() => done(new Error("timeout exceeded when trying to connect")));
      return;
    }
    const since = performance.now();
    connect((error, ...given) => {
      // The longest of them: what is asked side by side waits side by side.
      if (notes) notes.queuedMs = Math.max(notes.queuedMs ?? 0, performance.now() - since);
      done(error, ...given);
    });
  };
  const asPromised = () =>
    new Promise((resolve, reject) => queue((error, client) => (error ? reject(error) : resolve(client))));
  pool.connect = ((done?: Done) => (done ? queue(done) : asPromised())) as typeof pool.connect;
}
