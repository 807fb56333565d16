import "server-only";
import type pg from "pg";

/** The parts of the driver's connection that its types leave out. */
interface Wire {
  parsedStatements: object;
  submittedNamedStatements: object;
  parse(statement: object): void;
  bind(portal: object): void;
}

const remembersNone = new Proxy({}, { set: () => true });

/**
 * Has this connection send every statement without its name. Behind a pooler that lends a server for a transaction at a
 * time, what one server has prepared the next does not know, and two clients would use one name for two texts.
 */
export function sendUnnamed(client: pg.ClientBase): void {
  const { connection: wire } = client as unknown as { readonly connection: Wire };
  const parse = wire.parse.bind(wire);
  const bind = wire.bind.bind(wire);
  wire.parsedStatements = remembersNone;
  wire.submittedNamedStatements = remembersNone;
  wire.parse = (statement) => parse({ ...statement, name: "" });
  wire.bind = (portal) => bind({ ...portal, statement: "" });
}
