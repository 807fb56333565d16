import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { withClient } from "@/lib/boot/connection";
import { migrate } from "@/lib/boot/migrate";
import { ensureBuild } from "@/lib/boot/product";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { ask } from "./faults/client";
import { openStage, type Stage } from "./faults/stage";
import { examine, startLoad } from "./faults/writers";
import { report, rounds } from "./report";

const { owner, ownerUrl } = useDatabase("empty");
const disk = await mkdtemp(path.join(tmpdir(), "grantdesk-disk-"));
const run = promisify(execFile);
// Only root may make a disk of its own; elsewhere this one promise stays untried, and the report has no line for it.
const mounted = await run("mount", ["-t", "tmpfs", "-o", "size=220m,mode=755", "none", disk]).then(
  () => true,
  () => false,
);

let stage: Stage | undefined;

beforeAll(() => ensureBuild(new AbortController().signal), 240_000);
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});
afterAll(async () => {
  if (mounted) await run("umount", ["-l", disk]);
  await rm(disk, { recursive: true });
});

test.runIf(mounted)(
  "on a full disk nothing is acknowledged that is not kept, and with room again it goes on",
  async () => {
    const cases = rounds(1, 10);
    const wrong: string[] = [];
    const folder = path.join(disk, "data");
    await mkdir(folder);
    stage = await openStage(folder, ["min_wal_size=32MB", "max_wal_size=48MB", "shared_buffers=16MB"]);
    await stage.startApp();
    const filler = path.join(disk, "filler");
    for (let round = 0; round < cases; round++) {
      const load = startLoad(stage);
      await fill(filler);
      const [client] = [await stage.owner().connect()];
      // The log itself runs out of room: what is written fills its last file up.
      await client
        .query(
          "create table if not exists ballast (t text); insert into ballast select repeat('x', 2000) from generate_series(1, 20000)",
        )
        .catch(() => undefined);
      client.release(true);
      await delay(1_500);
      await load.stop();
      const refused = load.answers.filter((answer) => answer?.status === 503).length;
      for (const answer of load.answers)
        if (answer && answer.status !== 201 && answer.status !== 503)
          wrong.push(`${answer.status} ${answer.text}`);
      if (refused === 0) wrong.push("nobody was refused: the disk was not full");
      await rm(filler);
      await stage.endPostgres("stop").catch(() => undefined);
      await stage.startPostgres();
      wrong.push(...(await examine(stage, load.writes)));
    }
    await report({ promise: "A full disk", cases, wrong: wrong.length });
    expect(wrong).toEqual([]);
  },
);

/** Takes what room there is; those who are writing meanwhile take of it too. */
async function fill(filler: string): Promise<void> {
  await writeFile(filler, "");
  for (let tries = 0; ; tries++) {
    const { bavail, bsize } = await statfs(disk);
    const room = String((bavail - 1 - tries) * bsize);
    const full = await run("fallocate", ["-l", room, filler]).then(
      () => true,
      () => false,
    );
    if (full) return;
    if (tries > 50) throw new Error(`the disk cannot be filled with ${room} bytes`);
  }
}

test.each([3_600_000, -3_600_000])(
  "with the application's clock %i ms off, what ends goes by the database's",
  async (offset) => {
    stage = await openStage();
    const shift = pathToFileURL(path.resolve("lib/proof/faults/shift-clock.mjs")).href;
    await stage.startApp({ NODE_OPTIONS: `--import ${shift}`, CLOCK_OFFSET_MS: String(offset) });
    const { base, organizationId, personId } = stage;
    const [ended, ends] = [
      await makeToken(stage.owner(), personId),
      await makeToken(stage.owner(), personId),
    ];
    await stage
      .owner()
      .query(
        "update api_token set expires_at = now() + case when secret_hash = sha256($1) then interval '-1 minute' else interval '1 minute' end where secret_hash in (sha256($1), sha256($2))",
        [Buffer.from(ended), Buffer.from(ends)],
      );
    const roles = `/api/v1/organizations/${organizationId}/roles`;
    const read = async (token: string) => (await ask(base, { path: roles, token }))?.status;
    expect([await read(ended), await read(ends)]).toEqual([401, 200]);
    const made = await ask(base, { method: "POST", path: roles, token: ends, body: { name: "Packer" } });
    expect(made?.status).toBe(201);
    const { rows } = await stage
      .owner()
      .query(
        "select bool_and(abs(extract(epoch from now() - at)) < 60) as right from audit_event where organization_id = $1",
        [organizationId],
      );
    expect(rows).toEqual([{ right: true }]);
    await report({ promise: `The application's clock ${offset / 3_600_000} hours off`, cases: 3, wrong: 0 });
  },
);

test("a migration that was interrupted runs again, as if it had never begun", async () => {
  const cases = rounds(4, 50);
  const folder = path.resolve("prisma/migrations");
  let [wrong, interrupted] = [0, 0];
  for (let round = 0; round < cases; round++) {
    await owner.query(
      "drop schema public cascade; drop schema if exists pgboss cascade; create schema public",
    );
    const cut = withClient(ownerUrl, async (client) => {
      const { rows } = await client.query("select pg_backend_pid() as pid");
      setTimeout(() => owner.query("select pg_terminate_backend($1)", [rows[0].pid]), Math.random() * 80);
      await migrate(client, folder);
    });
    await cut.catch(() => interrupted++);
    await withClient(ownerUrl, (client) => migrate(client, folder));
    const again = await withClient(ownerUrl, (client) => migrate(client, folder));
    const { rows } = await owner.query(
      "select (select count(*) from permission) > 0 and not exists (select from _prisma_migrations where finished_at is null) as whole",
    );
    if (again.length > 0 || rows[0]?.whole !== true) wrong++;
  }
  await report({ promise: "A migration interrupted runs again", cases, wrong });
  expect([wrong, interrupted > 0]).toEqual([0, true]);
});
