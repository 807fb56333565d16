import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Pool } from "pg";
import { withClient } from "@/lib/boot/connection";
import { letAppIn } from "@/lib/boot/database";
import { migrate } from "@/lib/boot/migrate";
import { findFreePort } from "@/lib/boot/port";
import { type Postgres, startPostgres } from "@/lib/boot/postgres";
import { startServer } from "@/lib/boot/server";
import { env, readStartEnv } from "@/lib/env";
import { makeToken } from "@/lib/testing/credentials";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { askUntil } from "./client";
import { type DatabaseProxy, openProxy } from "./proxy";

type Server = Awaited<ReturnType<typeof startServer>>;

/** The production build on a PostgreSQL and in a folder of its own, with one organization and its owner's token. */
export interface Stage {
  readonly base: string;
  readonly folder: string;
  readonly proxy: DatabaseProxy;
  readonly organizationId: string;
  readonly personId: string;
  readonly token: string;
  readonly owner: () => Pool;
  readonly server: () => Server;
  startApp(more?: Record<string, string>): Promise<void>;
  killApp(): Promise<void>;
  /** kill -9, or an orderly stop. */
  endPostgres(how: "kill" | "stop"): Promise<void>;
  startPostgres(): Promise<void>;
  close(): Promise<void>;
}

/** The same stage with an organization of its own: what a round costs does not depend on the rounds before it. */
export async function withNewOrganization(stage: Stage): Promise<Stage> {
  return { ...stage, ...(await makeOwned(stage.owner())) };
}

async function makeOwned(owner: Pool) {
  const organizationId = await makeOrganization(owner);
  const { personId } = await makeMember(owner, { organizationId }, { role: "Owner" });
  return { organizationId, personId, token: await makeToken(owner, personId) };
}

/** `folder`: where PostgreSQL keeps its data, for a disk that can be filled. Only what is started here is ended. */
export async function openStage(given?: string, settings: string[] = []): Promise<Stage> {
  const folder = given ?? (await mkdtemp(path.join(tmpdir(), "grantdesk-faults-")));
  await chmod(folder, 0o755);
  const [port, proxy] = [await findFreePort(), await openProxy()];
  const base = `http://127.0.0.1:${port}`;
  let postgres = await startPostgres(folder, settings);
  await withClient(postgres.url("postgres"), (client) => client.query("create database grantdesk"));
  const appUrl = await prepare(postgres, proxy);
  let owner = poolOf(postgres);
  let server: Server | undefined;
  const owned = await makeOwned(owner);

  const startApp = async (more: Record<string, string> = {}) => {
    Object.assign(process.env, { DATABASE_TIMEOUT_SECONDS: "2", NODE_OPTIONS: "" }, more);
    const own = readStartEnv({ HOST: "127.0.0.1", PORT: String(port), DEMO_DATA: "false", DATA_DIR: folder });
    server = await startServer("start", own, { appUrl, secret: env().NEXTAUTH_SECRET });
    await askUntil(base, { path: "/api/health/ready" }, ({ status }) => status === 200);
  };
  const running = () => {
    if (!server) throw new Error("the application was not started");
    return server;
  };
  const killApp = async () => {
    process.kill(running().pid ?? 0, "SIGKILL");
    await running().ended;
  };
  const endPostgres = async (how: "kill" | "stop") => {
    await owner.end();
    if (how === "kill") await killPostgres(folder);
    await proxy.lead(null);
    if (how === "stop") await postgres.stop();
  };
  const restart = async () => {
    postgres = await untilStarted(folder, settings);
    owner = poolOf(postgres);
    await proxy.lead(portOf(postgres));
  };
  const close = async () => {
    await server?.end();
    await proxy.close();
    await owner.end();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  };
  return {
    ...{ base, folder, proxy, ...owned, owner: () => owner, server: running },
    ...{ startApp, killApp, endPostgres, startPostgres: restart, close },
  };
}

async function prepare(postgres: Postgres, proxy: DatabaseProxy): Promise<string> {
  const ownerUrl = postgres.url("grantdesk");
  await withClient(ownerUrl, (client) => migrate(client, path.resolve("prisma/migrations")));
  const appUrl = await letAppIn(ownerUrl, randomUUID());
  await proxy.lead(portOf(postgres));
  return Object.assign(new URL(appUrl), { port: String(proxy.port) }).href;
}

const portOf = (postgres: Postgres) => Number(new URL(postgres.url("grantdesk")).port);

function poolOf(postgres: Postgres): Pool {
  const pool = new Pool({ connectionString: postgres.url("grantdesk"), max: 4 });
  pool.on("error", () => undefined);
  return pool;
}

/** The postmaster that was started in this folder, and no other. */
async function killPostgres(folder: string): Promise<void> {
  const lock = await readFile(path.join(folder, "postgres", "postmaster.pid"), "utf8");
  process.kill(Number.parseInt(lock, 10), "SIGKILL");
}

// Its children see a moment later that the postmaster is gone, and until then no other may begin.
async function untilStarted(folder: string, settings: string[]): Promise<Postgres> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await startPostgres(folder, settings);
    } catch (error) {
      if (attempt > 50) throw error;
      await delay(100);
    }
  }
}
