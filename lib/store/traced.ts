import "server-only";
import type pg from "pg";
import { beginStep, isTracing } from "../tracing.mjs";

type Query = (...args: unknown[]) => unknown;

/**
 * The pool as its users know it; where requests are traced, each statement is a step of its request, by its name, the
 * wait for a connection included. No text and no value of a statement is told. Without tracing it is the pool itself.
 */
export function tracedPool(pool: pg.Pool): pg.Pool {
  if (!isTracing()) return pool;
  const query = stepping(pool.query.bind(pool) as Query);
  return new Proxy(pool, {
    get(target, key) {
      if (key === "query") return query;
      if (key === "connect") return (...args: unknown[]) => connectTo(target, args);
      return Reflect.get(target, key);
    },
  });
}

function connectTo(pool: pg.Pool, args: unknown[]): unknown {
  const connecting: unknown = Reflect.apply(pool.connect, pool, args);
  return connecting instanceof Promise ? connecting.then(tracedClient) : connecting;
}

function tracedClient(client: pg.PoolClient): pg.PoolClient {
  const query = stepping(client.query.bind(client) as Query);
  return new Proxy(client, {
    get: (target, key) => (key === "query" ? query : Reflect.get(target, key)),
  });
}

/** What comes with its own callback is over when that is called, all else when its promise is. */
function stepping(query: Query): Query {
  return (...args) => {
    const name = nameOf(args[0]);
    const step = beginStep(name, { "db.system.name": "postgresql", "db.query.summary": name });
    if (!step) return query(...args);
    const at = args.findIndex((each) => typeof each === "function");
    const done = args[at];
    if (typeof done === "function") {
      const over = (error: unknown, ...rest: unknown[]) => {
        step.end(error ?? undefined);
        done(error, ...rest);
      };
      return query(...args.with(at, over));
    }
    const asked = query(...args);
    if (asked instanceof Promise) asked.then(() => step.end(), step.end);
    else step.end();
    return asked;
  };
}

/** Which of the statement's forms it is, by number or by hash: made of parts, it has more than anyone would count by. */
const FORM = / (?:\d+|[\w-]{22})$/;

const VERB =
  /^\W*(?:with\b.*?\)\s*)?(select|insert|update|delete|begin|commit|rollback|set|savepoint|release)\b/is;
const TABLE = /\b(?:from|into|update|join)\s+(?:"?public"?\.)?"?([a-z_]+)"?/i;

/** The statement's own name, or what it does to which table first. */
function nameOf(statement: unknown): string {
  if (typeof statement === "string") return summaryOf(statement);
  if (typeof statement !== "object" || statement === null) return "statement";
  const { name, text } = statement as { readonly name?: unknown; readonly text?: unknown };
  if (typeof name === "string" && name !== "") return name.replace(FORM, "");
  return typeof text === "string" ? summaryOf(text) : "statement";
}

function summaryOf(text: string): string {
  const [, verb = "statement"] = VERB.exec(text) ?? [];
  const [, table] = TABLE.exec(text) ?? [];
  return [verb.toLowerCase(), ...(table === undefined ? [] : [table])].join(" ");
}
