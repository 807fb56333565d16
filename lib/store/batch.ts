import "server-only";
import pg from "pg";
import type { Runner } from "./database";

/** A statement that goes before another in the same round trip. One name for one text. */
export interface Step {
  readonly name: string;
  readonly text: string;
  readonly values: readonly (string | Buffer | null)[];
  /** What each of its rows holds, as the text that PostgreSQL sends. */
  readonly sees?: (fields: Fields) => void;
}

export type Fields = readonly (string | null)[];

/**
 * Runs statements one after another in one round trip and one transaction, and answers as the last one does. Rejects
 * where one of them fails; then none of them has happened.
 */
export function askInOrder<T extends pg.QueryResultRow>(
  runner: Runner,
  steps: readonly Step[],
  statement: pg.QueryConfig,
): Promise<pg.QueryResult<T>> {
  return new Promise((resolve, reject) => {
    const query = new pg.Query<T>(statement);
    precede(query as unknown as Steps, steps);
    const done = (error: Error | null | undefined, result: pg.QueryResult<T>) =>
      error ? reject(error) : resolve(result);
    (runner.query as (query: unknown, done: unknown) => unknown).call(runner, query, done);
  });
}

/** The parts of the driver's query and connection that its types leave out. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  /** By name, what this connection has prepared already. */
  readonly parsedStatements: Record<string, string>;
  parse(statement: { name: string; text: string }): void;
  bind(portal: { statement: string; values: Step["values"] }): void;
  execute(portal: { portal: string }): void;
}

interface Steps {
  submit(wire: Wire): Error | null;
  handleDataRow(message: { readonly fields: Fields }): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
}

// Several statements before one Sync are one transaction without BEGIN and COMMIT: what is set for the transaction ends
// with it, also behind a pooler that lends a server for a transaction at a time.
function precede(query: Steps, steps: readonly Step[]): void {
  const submit = query.submit.bind(query);
  const { handleDataRow, handleCommandComplete } = query;
  const left = steps.values();
  let current = left.next().value;
  query.submit = (wire) => {
    wire.stream.cork();
    try {
      for (const step of steps) send(wire, step);
      return submit(wire);
    } finally {
      wire.stream.uncork();
    }
  };
  query.handleDataRow = ({ fields }) => current?.sees?.(fields);
  query.handleCommandComplete = (_message, wire) => {
    // On the connection itself: Next evaluates this module once per bundle, and all of them share the pool.
    if (current) wire.parsedStatements[current.name] = current.text;
    current = left.next().value;
    if (current) return;
    query.handleDataRow = handleDataRow;
    query.handleCommandComplete = handleCommandComplete;
  };
}

function send(wire: Wire, { name, text, values }: Step): void {
  if (wire.parsedStatements[name] === undefined) wire.parse({ name, text });
  wire.bind({ statement: name, values });
  wire.execute({ portal: "" });
}
