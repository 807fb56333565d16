import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { asking } from "@/lib/testing/ask";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganizationScene, type OrganizationScene } from "@/lib/testing/organization-scene";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

// Where the demonstration runs, a letter is a file.
const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-letters-"));
vi.stubEnv("DEMO_DATA", "true");
vi.stubEnv("DATA_DIR", folder);
afterAll(() => rm(folder, { recursive: true }));

let scene: OrganizationScene;
let email: string;

beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
  email = `${randomUUID()}@example.com`;
});

const invite = (key?: string) =>
  ask("POST", `/organizations/${scene.organizationId}/invitations`, {
    token: scene.boss.token,
    body: [{ email }],
    ...(key === undefined ? {} : { headers: { "idempotency-key": key } }),
  });

async function letters(): Promise<number> {
  const left = await readdir(path.join(folder, "mail")).catch(() => []);
  return left.filter((name) => name.includes(email)).length;
}

test("an invitation whose COMMIT fails sends no letter, and the one that comes through sends one", async () => {
  await owner.query(`
    create function cut() returns trigger language plpgsql as $$ begin raise 'not today'; end $$;
    create constraint trigger cut after insert on idempotency_key deferrable initially deferred for each row execute function cut()`);
  const key = randomUUID();
  expect((await invite(key)).status).toBe(500);
  expect(await letters()).toBe(0);
  await owner.query("drop trigger cut on idempotency_key; drop function cut");
  expect((await invite(key)).status).toBe(201);
  expect((await invite(key)).headers.get("idempotency-replayed")).toBe("true");
  expect(await letters()).toBe(1);
  const { rows } = await owner.query(
    "select i.mailed_at is not null as mailed from invitation i join person p on p.id = i.person_id where p.email = $1",
    [email],
  );
  expect(rows).toEqual([{ mailed: true }]);
});

test("a letter that leaves has the only secret; without a key it leaves before the answer", async () => {
  const answer = await invite();
  expect(answer.status).toBe(201);
  expect(await letters()).toBe(1);
  expect(answer.body).toMatchObject([{ email, token: null }]);
});
