import type { Client } from "pg";
import { generateBulk } from "../bulk/generate";
import type { Size } from "../bulk/size";

/** What `npm run data` does: fills the database by the thousand, as the tables' owner, and tells the terminal. */
export async function loadBulk(client: Client, size: Size): Promise<void> {
  await generateBulk(client, size, (line) => process.stdout.write(`${line}\n`));
}
