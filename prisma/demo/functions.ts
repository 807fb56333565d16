import type { Client } from "pg";
import { BACK_OFFICE } from "./functions-back-office";
import { TRADING } from "./functions-trading";
import { baseIdOf } from "./ids";

/** Functions of the exchange that belong together: what follows each verb, separated by blanks. */
export interface Grouping {
  readonly grouping: string;
  readonly functions: Readonly<Record<string, string>>;
  /** Verbs that change who may do what, or stop the exchange. */
  readonly administrative?: string;
}

/** Inserts the system permissions that this exchange has besides the base data: one per function. */
export async function insertFunctions(client: Client): Promise<void> {
  const rows = [...TRADING, ...BACK_OFFICE].flatMap(rowsOf);
  await client.query(
    `insert into permission (id, name, display_name, description, grouping, level, administrative)
     select r.id, r.name, r.display_name, r.description, r.grouping, 'SYSTEM', r.administrative
     from rows from (jsonb_to_recordset($1) as (
       id uuid, name text, display_name text, description text, grouping text, administrative boolean
     )) with ordinality as r (id, name, display_name, description, grouping, administrative, place)
     order by r.place`,
    [JSON.stringify(rows)],
  );
}

function rowsOf({ grouping, functions, administrative = "" }: Grouping) {
  return Object.entries(functions).flatMap(([verb, nouns]) =>
    nouns.split(" ").map((noun) => {
      const name = verb + noun;
      return {
        id: baseIdOf(`permission ${name}`),
        name,
        display_name: wordsOf(name),
        description: `${verb === "Get" ? "See" : verb} ${wordsOf(noun).toLowerCase()}`,
        grouping,
        administrative: administrative.split(" ").includes(verb),
      };
    }),
  );
}

function wordsOf(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, " ");
}
