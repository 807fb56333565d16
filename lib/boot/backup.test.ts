import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { generateBulk } from "../../prisma/bulk/generate";
import { PASSWORD, SAMPLE, TOKENS } from "../../prisma/demo/samples";
import { childEnvironment, readStartEnv } from "../env";
import { verifyChain } from "../store/audit-verify";
import { asking } from "../testing/ask";
import { type ForeignServer, startForeignServer } from "../testing/foreign-server";
import { leftOut } from "../testing/programs";
import { withClient } from "./connection";
import { openDatabase } from "./database";
import { loadDemonstrationOnce } from "./demonstration";
import { refuseUnsafe } from "./refusals";

const passwords = { OWNER_PASSWORD: "the owner's", APP_PASSWORD: "the programs" } as const;

let folder: string;
const servers: ForeignServer[] = [];

/** A server as RUNNING.md has it made, and the two addresses. */
async function install() {
  const server = await startForeignServer("the superusers");
  servers.push(server);
  await run("sh lib/boot/container/roles.sh", { ...server.env, ...passwords });
  const address = (role: string, password: string) =>
    server.url(role, encodeURIComponent(password), "grantdesk");
  const DATABASE_URL = address("grantdesk_app", passwords.APP_PASSWORD);
  const MIGRATE_DATABASE_URL = address("grantdesk", passwords.OWNER_PASSWORD);
  const NEXTAUTH_SECRET = "c3RhbmRzIGZvciBvbmUgb2YgdGhlIHRlc3Rz";
  return {
    server,
    DATABASE_URL,
    MIGRATE_DATABASE_URL,
    env: { DATABASE_URL, MIGRATE_DATABASE_URL, NEXTAUTH_SECRET },
  };
}

type Installed = Awaited<ReturnType<typeof install>>;

async function run(line: string, env: Readonly<Record<string, string>>, cwd = "."): Promise<string> {
  const options = { cwd, env: childEnvironment(env), maxBuffer: 64 * 1024 * 1024 };
  return (await promisify(execFile)("bash", ["-euc", line], options)).stdout;
}

/** The line that RUNNING.md says under a heading. */
async function lineOf(heading: string): Promise<string> {
  const text = await readFile("lib/boot/RUNNING.md", "utf8");
  const [, after = ""] = text.split(`\n## ${heading}\n`);
  return /```sh\n([^`]+)```/.exec(after)?.[1] ?? "";
}

const told = async (heading: string, { server, MIGRATE_DATABASE_URL }: Installed) =>
  run(await lineOf(heading), { ...server.env, MIGRATE_DATABASE_URL }, folder);

/** The whole database as text, schema, rights and rows. */
async function everything({ server, MIGRATE_DATABASE_URL }: Installed): Promise<string[]> {
  const line = `PGOPTIONS='-c grantdesk.keeper=on -c grantdesk.tenants={}' pg_dump --enable-row-security "${MIGRATE_DATABASE_URL}"`;
  const text = await run(line, server.env);
  // pg_dump draws one word by lot, and PostgreSQL writes a condition that it reads again with fewer brackets.
  const lines = text.split("\n").filter((each) => !/^\\(un)?restrict /.test(each));
  return lines.map((each) => (each.includes("CONSTRAINT") ? each.replaceAll(/[()]/g, "") : each));
}

let first: Installed;
let second: Installed;
describe.runIf(leftOut("postgresql") === undefined)("on a PostgreSQL of the system's packages", () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "grantdesk-backup-"));
    [first, second] = await Promise.all([install(), install()]);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await rm(folder, { recursive: true });
  });

  test("a PostgreSQL of one's own, with the roles that the script makes, is taken: migrations, limits and data", async () => {
    const { appUrl, ownerUrl } = await openDatabase(readStartEnv(first.env));
    await withClient(ownerUrl, loadDemonstrationOnce);
    await withClient(appUrl, (client) => refuseUnsafe(client, { HOST: "127.0.0.1", DEMO_DATA: false }));
    const { rows } = await withClient(appUrl, (client) =>
      client.query("select current_setting('jit') as jit, current_setting('lock_timeout') as locks"),
    );
    expect(rows).toEqual([{ jit: "off", locks: "10s" }]);
  });

  test("an owner who is no superuser fills it with a large organization too, once, and its audit is intact", async () => {
    const said: string[] = [];
    const fill = () =>
      withClient(first.MIGRATE_DATABASE_URL, (client) =>
        generateBulk(client, "S", (line) => said.push(line)),
      );
    await fill();
    await fill();
    expect(said.join("\n")).toMatch(/^Size S is there after[\s\S]*^Size S is there already/m);
    const { rows } = await withClient(first.MIGRATE_DATABASE_URL, async (client) => {
      await client.query("set grantdesk.keeper = 'on'; set grantdesk.tenants = '{}'");
      return client.query<{ id: string }>("select id from organization where name = 'Bulk S'");
    });
    const audit = await withClient(first.DATABASE_URL, (client) => verifyChain(client, rows[0]?.id ?? ""));
    expect(audit).toMatchObject({ intact: true, broken: null });
    expect(audit.events).toBeGreaterThan(50);
  });

  test("a dump by an owner who does not say that he keeps the whole fails, and leaves nothing out in silence", async () => {
    const whole = await lineOf("Backup");
    const { server, MIGRATE_DATABASE_URL } = first;
    const silent = whole.replace(/PGOPTIONS='[^']*' /, "");
    const deaf = whole.replace("--enable-row-security ", "");
    for (const line of [silent, deaf]) {
      expect(line).not.toBe(whole);
      const dumping = run(line, { ...server.env, MIGRATE_DATABASE_URL }, folder);
      await expect(dumping).rejects.toThrow(/grantdesk\.tenants|row-level security/);
    }
  });

  test("what was dumped and restored on another server is the same to the letter, intact, and is worked on", async () => {
    await told("Backup", first);
    await told("Restore", second);
    const [before, after] = [await everything(first), await everything(second)];
    expect(before.length).toBeGreaterThan(3_000);
    expect(after).toEqual(before);

    const { appUrl } = await openDatabase(readStartEnv(second.env));
    const audit = await withClient(appUrl, (client) => verifyChain(client, SAMPLE.organization));
    expect(audit).toMatchObject({ intact: true, broken: null });
    expect(audit.events).toBeGreaterThan(0);

    vi.stubEnv("DATABASE_URL", appUrl);
    const { handle } = await import("../dialects/crux/family");
    const ask = asking(handle, "/api/organizations");
    const granted = await ask("PATCH", `/users/permissions/${SAMPLE.member}/`, {
      token: TOKENS.crux.secret,
      body: { permission_uuids: SAMPLE.permissions },
    });
    expect(granted.status).toBe(204);
    const login = { username: "oskar.brandt@northwind-grocers.example", password: PASSWORD };
    expect((await ask("POST", "/user-login/", { body: login })).status).toBe(200);
  });
});
