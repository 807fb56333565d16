import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "@/lib/boot/connection";
import { migrate } from "@/lib/boot/migrate";
import { findDueWebhooks, queueEvents } from "@/lib/store/deliveries";
import { openJobs } from "@/lib/store/jobs";
import { useDatabase } from "@/lib/testing/database";

const { owner, ownerUrl } = useDatabase("empty");
const MIGRATIONS = "prisma/migrations";
const QUEUE = "20261123090000_queue";
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "grantdesk-before-"));
  for (const name of await readdir(MIGRATIONS))
    if (name < QUEUE) await cp(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

test("what waited in the log before there was a queue is sent at its time", async () => {
  await withClient(ownerUrl, (client) => migrate(client, folder));
  const organizationId = "00000000-0000-4000-8000-000000000001";
  const webhookId = "00000000-0000-4000-8000-00000000000a";
  await owner.query(
    `insert into webhook (id, organization_id, url, secret, cursor_revision, created_at, updated_at)
     select $2, id, 'https://hooks.example/', 'sealed', revision, now(), now() from organization where id = $1`,
    [organizationId, webhookId],
  );
  await owner.query(
    `insert into webhook_delivery (organization_id, webhook_id, kind, status, attempts, next_at) values
       ($1, $2, 'due', 'WAITING', 1, now()), ($1, $2, 'later', 'WAITING', 4, now() + interval '2 hours'),
       ($1, $2, 'delivered', 'DELIVERED', 1, now()), ($1, $2, 'failed', 'FAILED', 8, now())`,
    [organizationId, webhookId],
  );
  expect(await withClient(ownerUrl, (client) => migrate(client, MIGRATIONS))).toContain(QUEUE);
  const due = { organizationId, webhookId };
  expect(await findDueWebhooks(10)).toEqual([due]);
  const jobs = await openJobs();
  await queueEvents(jobs, due);
  expect(await jobs.take(10)).toHaveLength(1);
  await jobs.close();
  expect(await findDueWebhooks(10)).toEqual([]);
  const { rows } = await owner.query(
    `select d.kind, j.state::text, date_trunc('milliseconds', d.next_at) = j.start_after as "inTime"
     from webhook_delivery d join pgboss.job j on j.id = d.job order by d.kind`,
  );
  expect(rows).toEqual([
    { kind: "due", state: "active", inTime: false },
    { kind: "later", state: "created", inTime: true },
  ]);
});
