import "server-only";
import type pg from "pg";

/** What begins or ends a transaction, as it has to read inside of one. */
const NESTED: Readonly<Record<string, string>> = {
  begin: "savepoint nested",
  commit: "release savepoint nested",
  rollback: "rollback to savepoint nested",
};

const ABORTED = "25P02";

/** The pool as its users know it, but all of it is this one client: transactions in it are savepoints. */
export function poolWithin(pool: pg.Pool, client: pg.PoolClient): pg.Pool {
  const query = oneAfterAnother(client);
  const nested = new Proxy(client, {
    get(target, key) {
      if (key === "query") return (text: unknown, ...rest: unknown[]) => settle(query, text, rest);
      if (key === "release")
        return (failed?: unknown) => failed && query(NESTED.rollback).catch(() => undefined);
      return Reflect.get(target, key);
    },
  });
  return new Proxy(pool, {
    get(target, key) {
      if (key === "query") return query;
      if (key === "connect") return () => Promise.resolve(nested);
      return Reflect.get(target, key);
    },
  });
}

type Query = (...args: unknown[]) => Promise<unknown>;

/** A client takes one statement at a time; who uses a pool need not know that. */
function oneAfterAnother(client: pg.PoolClient): Query {
  let last: Promise<unknown> = Promise.resolve();
  return (...args) => {
    const next = last.then(() => ask(client, args));
    last = next.catch(() => undefined);
    return next;
  };
}

/** A statement that comes with its own callback is over when that has been called. */
function ask(client: pg.PoolClient, [statement, done, ...rest]: unknown[]): Promise<unknown> {
  if (typeof done !== "function") return Reflect.apply(client.query, client, [statement, done, ...rest]);
  return new Promise<void>((resolve) => {
    const over = (...outcome: unknown[]) => {
      done(...outcome);
      resolve();
    };
    Reflect.apply(client.query, client, [statement, over]);
  });
}

/** A commit after a statement that failed takes everything back, as it does outside. */
async function settle(query: Query, text: unknown, rest: unknown[]): Promise<unknown> {
  const word = typeof text === "string" ? NESTED[text] : undefined;
  if (word === undefined) return query(text, ...rest);
  return query(word).catch((error: unknown) => {
    const aborted = text === "commit" && error instanceof Error && "code" in error && error.code === ABORTED;
    return aborted ? query(NESTED.rollback) : Promise.reject(error);
  });
}
