import { parseArgs } from "node:util";
import type { Client } from "pg";
import { loadEnvFile, readStartEnv, type StartEnv } from "../env";
import { readNotedHeads } from "../store/audit-heads";
import { verifyChain } from "../store/audit-verify";
import { withClient } from "./connection";
import { joinDatabase } from "./database";
import { describeError, startError } from "./errors";

const USAGE = "npm run audit -- verify [--organization ID] [--heads FILE]";

// Walks the audit's chains from outside the product, which may be running or not, and ends with 1 where one is broken.
try {
  loadEnvFile();
  const organization = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    options: { organization, heads: organization },
    allowPositionals: true,
  });
  if (positionals.join() !== "verify") throw startError(USAGE);
  const env = readStartEnv();
  const broken = await withDatabase(env, (client) =>
    verify(client, values.heads ?? env.AUDIT_HEAD_FILE, values.organization),
  );
  if (broken > 0) process.exitCode = 1;
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}

// A foreign database is looked at as it is: nobody who checks it wants to migrate it.
async function withDatabase<T>(env: StartEnv, work: (client: Client) => Promise<T>): Promise<T> {
  if (env.DATABASE_URL !== undefined) return withClient(env.DATABASE_URL, work);
  const database = await joinDatabase(env);
  try {
    return await withClient(database.ownerUrl, work);
  } finally {
    await database.close();
  }
}

/** Prints a line for every organization, and answers how many are broken. */
async function verify(client: Client, file: string, only: string | undefined): Promise<number> {
  const noted = await readNotedHeads(file, only);
  const { rows } = await client.query<{ id: string }>("select organization_id as id from audit_heads(null)");
  const there = new Set(rows.map(({ id }) => id));
  // One that is noted and not there any more was deleted behind the product's back: the product only marks it.
  const ids = only === undefined ? new Set([...there, ...noted.keys()]) : [only];
  let wrong = 0;
  for (const id of ids) {
    const { intact, events, noted: compared, broken } = await verifyChain(client, id, noted.get(id));
    const where = broken && `at revision ${broken.revision}.${broken.sequence}: ${broken.reason}`;
    const said = intact ? `intact, ${events} events, ${compared} revisions as noted` : `BROKEN ${where}`;
    console.log(`${id}${there.has(id) ? "" : " (not in the database)"}: ${said}`);
    if (!intact) wrong += 1;
  }
  return wrong;
}
