import "server-only";
import { readdir } from "node:fs/promises";
import { store } from "./database";

let wanted: Promise<string[]> | undefined;

/** Whether the database has every migration of this program. Rejects where it is out of reach. */
export async function areMigrationsApplied(): Promise<boolean> {
  wanted ??= readNames();
  const { rows } = await store().pool.query<{ name: string }>(
    "select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
  );
  const applied = new Set(rows.map(({ name }) => name));
  return (await wanted).every((name) => applied.has(name));
}

/** They lie beside the program, where the start has applied them from. */
async function readNames(): Promise<string[]> {
  const entries = await readdir("prisma/migrations", { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
