import type { Client } from "pg";
import { accessOf } from "../bulk/size";
import { PEOPLE } from "./people";

const PUBLIC = [
  ...PEOPLE.map(({ email }) => email),
  ...(["S", "M", "L"] as const).map((size) => accessOf(size).email),
];

/** Whether someone of the demonstration or of `npm run data`, whose passwords everyone can read, can sign in here. */
export async function isDemonstrationLoaded(client: Client): Promise<boolean> {
  const { rowCount } = await client.query(
    "select from person where email = any($1) and password_hash is not null and suspended_at is null limit 1",
    [PUBLIC],
  );
  return rowCount !== 0;
}
