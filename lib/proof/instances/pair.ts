import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Pool } from "pg";
import { afterAll, beforeAll } from "vitest";
import { startProduct } from "@/e2e/support/server";
import { withClient } from "@/lib/boot/connection";
import { letAppIn } from "@/lib/boot/database";
import { migrate } from "@/lib/boot/migrate";
import { findFreePort } from "@/lib/boot/port";
import { startPostgres } from "@/lib/boot/postgres";
import { env } from "@/lib/env";
import { copyWithout } from "../headers/copy";
import { controlOf } from "../take-out";
import { startPooler } from "./pooler";

/** How an instance comes to its database. */
export type Way = "direct" | "pooled";

/** The running instances of this file, and the database that they share. */
export interface Instances {
  readonly bases: readonly string[];
  owner(): Pool;
  /** What they have printed so far. */
  printed(): string;
}

/**
 * Instances of the production build on one PostgreSQL of the file's own, for the top of the file or of a part of it;
 * where a guard is taken out, of the build of a copy without it. `more`: variables on top.
 */
export function useInstances(ways: readonly Way[], more: Record<string, string> = {}): Instances {
  const bases: string[] = [];
  const ends: (() => unknown)[] = [];
  const outputs: (() => string)[] = [];
  let owner: Pool | undefined;
  beforeAll(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-instances-"));
    ends.unshift(() => rm(folder, { recursive: true, force: true }));
    await chmod(folder, 0o755);
    const { ownerUrl, appUrl, stop } = await makeDatabase(folder);
    ends.unshift(stop);
    // For what a test calls in its own process.
    process.env.DATABASE_URL = appUrl;
    const pool = new Pool({ connectionString: ownerUrl, max: 4 });
    pool.on("error", () => undefined);
    owner = pool;
    ends.unshift(() => pool.end());
    const pooled = ways.includes("pooled") ? await behindPooler(folder, appUrl, ends) : {};
    const program = await programOf(ends);
    for (const [n, way] of ways.entries()) {
      const port = String(await findFreePort());
      const product = await startProduct(
        {
          ...{ DATABASE_URL: appUrl, MIGRATE_DATABASE_URL: ownerUrl, NEXTAUTH_SECRET: env().NEXTAUTH_SECRET },
          ...{ DATA_DIR: path.join(folder, String(n)), AUDIT_HEAD_FILE: path.join(folder, "heads") },
          ...{
            PORT: port,
            DEMO_DATA: "false",
            LOG_LEVEL: "silent",
            NODE_OPTIONS: "",
            NODE_ENV: "production",
          },
          ...(way === "pooled" ? pooled : {}),
          ...more,
        },
        program,
      );
      ends.unshift(product.stop);
      outputs.push(product.output);
      if (!product.output().includes("Grantdesk is at")) throw new Error(product.output());
      bases.push(`http://127.0.0.1:${port}`);
    }
  }, 400_000);
  afterAll(async () => {
    for (const end of ends) await end();
  });
  const printed = () => outputs.map((output) => output()).join("");
  return { bases, owner: () => owner ?? noDatabase(), printed };
}

function noDatabase(): never {
  throw new Error("The database was not started.");
}

async function makeDatabase(folder: string) {
  const postgres = await startPostgres(folder);
  await withClient(postgres.url("postgres"), (client) => client.query("create database grantdesk"));
  const ownerUrl = postgres.url("grantdesk");
  await withClient(ownerUrl, (client) => migrate(client, path.resolve("prisma/migrations")));
  return { ownerUrl, appUrl: await letAppIn(ownerUrl, randomUUID()), stop: postgres.stop };
}

async function behindPooler(folder: string, appUrl: string, ends: (() => unknown)[]) {
  const pooler = await startPooler(folder, appUrl);
  ends.unshift(pooler.stop);
  return { DATABASE_URL: pooler.url, LISTEN_DATABASE_URL: appUrl, DATABASE_POOLER: "true" };
}

async function programOf(ends: (() => unknown)[]): Promise<string> {
  const control = controlOf();
  if (!control || "sql" in control) return process.cwd();
  const copy = await copyWithout(control);
  ends.push(() => rm(copy, { recursive: true }));
  return copy;
}
