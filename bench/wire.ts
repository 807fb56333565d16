import type { PoolClient } from "pg";
import { store } from "@/lib/store/database";

export type Value = string | number | boolean | Buffer | null | readonly Value[];

export interface Sent {
  readonly text: string;
  readonly values: readonly Value[];
}

interface Wire {
  parse(statement: { name?: string; text: string }): void;
  bind(portal: { statement?: string; values?: readonly Value[] }): void;
  sync(): void;
}

const texts = new Map<string, string>();
let trips: Sent[][] = [[]];

/** Listens to what the product's statements are on the wire. To be called before the pool has a connection. */
export function listenToWire(): void {
  store().pool.on("connect", (client: PoolClient) => {
    listenTo((client as unknown as { connection: Wire }).connection);
  });
}

/** What `act` asks of the database, by round trips. Nothing else may run meanwhile. */
export async function wireOf(act: () => Promise<unknown>): Promise<Sent[][]> {
  trips = [[]];
  await act();
  return trips.filter((trip) => trip.length > 0);
}

function listenTo(wire: Wire): void {
  const { parse, bind, sync } = wire;
  wire.parse = (statement) => {
    texts.set(statement.name ?? "", statement.text);
    parse.call(wire, statement);
  };
  wire.bind = (portal) => {
    trips.at(-1)?.push({ text: texts.get(portal.statement ?? "") ?? "", values: [...(portal.values ?? [])] });
    bind.call(wire, portal);
  };
  wire.sync = () => {
    trips.push([]);
    sync.call(wire);
  };
}
