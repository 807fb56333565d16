import { expect, test, vi } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/fixtures";
import { onEveryRevision, onRevision } from "./listen";

const { owner, appUrl } = useDatabase("base");
vi.stubEnv("LISTEN_DATABASE_URL", `${appUrl}?application_name=past-the-pooler`);

test("notifications are listened to at their own address, where no pooler stands", async () => {
  const forget = onEveryRevision(() => undefined);
  const listening = "select application_name as at from pg_stat_activity where query = 'listen grantdesk'";
  await expect.poll(async () => (await owner.query(listening)).rows).toEqual([{ at: "past-the-pooler" }]);
  forget();
});

test("a revision that a process committed and died before it told anybody is found by whoever listens", async () => {
  const organizationId = await makeOrganization(owner);
  const heard: number[] = [];
  const forget = onRevision(organizationId, {
    onRevision: (revision) => heard.push(revision),
    onLost: () => undefined,
  });
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual([0]);
  await owner.query("update organization set revision = 7 where id = $1", [organizationId]);
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual([0, 7]);
  forget();
});
