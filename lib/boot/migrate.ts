import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Client } from "pg";
import { startError } from "./errors";

type Migration = { name: string; sql: string; checksum: string };
type Row = { migration_name: string; checksum: string; finished_at: Date | null };

// The number that `prisma migrate` locks with: the two never run at the same time.
const lock = 72_707_369;

// To the letter what `prisma migrate` makes, so that `prisma migrate deploy` goes on where this has ended.
const table = `
  create table if not exists _prisma_migrations (
    id                  varchar(36) primary key not null,
    checksum            varchar(64) not null,
    finished_at         timestamptz,
    migration_name      varchar(255) not null,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

/**
 * Applies what `folder` (prisma/migrations) has and the database has not, in the order of the names, each in a
 * transaction of its own; returns the names applied. Throws, having changed nothing, when an applied migration was
 * edited, is missing from the folder, or failed under another tool.
 */
export async function migrate(client: Client, folder: string): Promise<string[]> {
  const wanted = await readMigrations(folder);
  await client.query("select pg_advisory_lock($1)", [lock]);
  try {
    const applied = await readApplied(client);
    refuseContradictions(wanted, applied);
    const names = new Set(applied.map((row) => row.migration_name));
    const pending = wanted.filter((migration) => !names.has(migration.name));
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [lock]);
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const content = await readFile(path.join(folder, name, "migration.sql"));
      return {
        name,
        sql: content.toString("utf8"),
        checksum: createHash("sha256").update(content).digest("hex"),
      };
    }),
  );
}

// An account that may not create tables can still start on a database that is up to date.
async function readApplied(client: Client): Promise<Row[]> {
  const found = await client.query("select to_regclass('_prisma_migrations') is not null as there");
  if (!found.rows[0].there) await client.query(table);
  const { rows } = await client.query<Row>(
    "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
  );
  return rows;
}

function refuseContradictions(wanted: Migration[], applied: Row[]): void {
  for (const row of applied) {
    const name = row.migration_name;
    const migration = wanted.find((candidate) => candidate.name === name);
    if (!row.finished_at)
      throw startError(`The migration ${name} had failed half-way: see \`prisma migrate resolve\`.`);
    if (!migration)
      throw startError(`The database is newer than this program: it has the migration ${name}.`);
    if (migration.checksum !== row.checksum) {
      throw startError(
        `The migration ${name} was edited after it had been applied: undo that, and add a new one.`,
      );
    }
  }
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    const reason = error instanceof Error ? error.message : String(error);
    throw startError(`The migration ${name} failed and was rolled back: ${reason}`);
  }
}
