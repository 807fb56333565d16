import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startProduct } from "@/e2e/support/server";
import { withClient } from "@/lib/boot/connection";
import { letAppIn } from "@/lib/boot/database";
import { migrate } from "@/lib/boot/migrate";
import { findFreePort } from "@/lib/boot/port";
import { startPostgres } from "@/lib/boot/postgres";
import { makeToken } from "@/lib/testing/credentials";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { report, rounds } from "./report";

/** Writes of one credential in a minute, with the factor below. */
const MOST = 600;
const FACTOR = "0.1";

const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-instances-"));
const ends: (() => Promise<unknown>)[] = [];
const bases: string[] = [];
let owner: Pool;

beforeAll(async () => {
  await chmod(folder, 0o755);
  const postgres = await startPostgres(folder);
  await withClient(postgres.url("postgres"), (client) => client.query("create database grantdesk"));
  const ownerUrl = postgres.url("grantdesk");
  await withClient(ownerUrl, (client) => migrate(client, path.resolve("prisma/migrations")));
  const appUrl = await letAppIn(ownerUrl, randomUUID());
  owner = new Pool({ connectionString: ownerUrl, max: 4 });
  owner.on("error", () => undefined);
  for (const name of ["a", "b"]) {
    const product = await startInstance(path.join(folder, name), appUrl, ownerUrl);
    ends.push(() => product.stop());
  }
  ends.push(
    () => owner.end(),
    postgres.stop,
    () => rm(folder, { recursive: true, force: true }),
  );
});

afterAll(async () => {
  for (const end of ends) await end();
});

async function startInstance(data: string, appUrl: string, ownerUrl: string) {
  const port = String(await findFreePort());
  bases.push(`http://127.0.0.1:${port}`);
  return startProduct({
    ...{ DATABASE_URL: appUrl, MIGRATE_DATABASE_URL: ownerUrl, DATA_DIR: data, PORT: port },
    ...{ NEXTAUTH_SECRET: "both sign with this, nobody else", DEMO_DATA: "false", LOG_LEVEL: "silent" },
    ...{ NODE_OPTIONS: "", AUDIT_HEAD_FILE: path.join(folder, "heads"), RATE_LIMIT_FACTOR: FACTOR },
  });
}

async function makeScene() {
  const organizationId = await makeOrganization(owner);
  const { personId } = await makeMember(owner, { organizationId }, { role: "Owner" });
  const { memberId } = await makeMember(owner, { organizationId });
  return { organizationId, memberId, token: await makeToken(owner, personId) };
}

type Scene = Awaited<ReturnType<typeof makeScene>>;

function ask(instance: number, { organizationId, token }: Scene, below: string, body?: unknown) {
  return fetch(`${bases[instance % 2]}/api/v1/organizations/${organizationId}${below}`, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
}

const tick = (scene: Scene, kind: "add_permission" | "remove_permission") => ({
  changes: [{ kind, member_id: scene.memberId, permission: "view_org_users" }],
});

test("what one instance has acknowledged, the other answers at once", async () => {
  const scene = await makeScene();
  const turns = rounds(20, 200);
  let wrong = 0;
  for (let turn = 0; turn < turns; turn++) {
    const isAdded = turn % 2 === 0;
    const changed = await ask(
      turn,
      scene,
      "/changes",
      tick(scene, isAdded ? "add_permission" : "remove_permission"),
    );
    expect(changed.status).toBe(200);
    const member = await ask(turn + 1, scene, `/members/${scene.memberId}`);
    const holds = (await member.text()).includes('"view_org_users"');
    if (member.status !== 200 || holds !== isAdded) wrong++;
  }
  await report({ promise: "what one instance has acknowledged, the other answers", cases: turns, wrong });
  expect(wrong).toBe(0);
});

test("a token that was taken away at one instance is nothing at the other from then on", async () => {
  const scene = await makeScene();
  const { organizationId } = scene;
  const { personId } = await makeMember(owner, { organizationId }, { role: "Owner" });
  const other = { ...scene, token: await makeToken(owner, personId, organizationId) };
  const { rows } = await owner.query("select id from api_token where person_id = $1", [personId]);
  expect((await ask(1, other, "/members")).status).toBe(200);
  const revoked = await fetch(`${bases[0]}/api/v1/organizations/${organizationId}/api-keys/${rows[0]?.id}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${scene.token}` },
  });
  expect(revoked.status).toBe(204);
  expect((await ask(1, other, "/members")).status).toBe(401);
  expect((await ask(0, other, "/members")).status).toBe(401);
});

test("both instances together take as many writes of one credential as one would", async () => {
  const scene = await makeScene();
  const tries = MOST + 60;
  const answers = await Promise.all(
    Array.from({ length: 12 }, async (_, lane) => {
      const statuses: number[] = [];
      for (let n = lane; n < tries; n += 12)
        statuses.push((await ask(n, scene, "/changes", tick(scene, "remove_permission"))).status);
      return statuses;
    }),
  );
  const taken = answers.flat().filter((status) => status !== 429).length;
  expect(taken).toBeLessThanOrEqual(MOST);
  // What an instance has booked and not used is lost to the other.
  expect(taken).toBeGreaterThan(MOST - 2 * (MOST / 60));
  // Two pools, the listener and the noted heads of each: none is left over from the crowd.
  const { rows } = await owner.query(
    "select count(*)::int as open from pg_stat_activity where usename = 'grantdesk_app'",
  );
  expect(rows[0]?.open).toBeLessThanOrEqual(2 * (10 + 4 + 2));
});
