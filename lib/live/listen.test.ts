import { expect, test, vi } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { onEveryRevision } from "./listen";

const { owner, appUrl } = useDatabase("base");
vi.stubEnv("LISTEN_DATABASE_URL", `${appUrl}?application_name=past-the-pooler`);

test("notifications are listened to at their own address, where no pooler stands", async () => {
  const forget = onEveryRevision(() => undefined);
  const listening = "select application_name as at from pg_stat_activity where query = 'listen grantdesk'";
  await expect.poll(async () => (await owner.query(listening)).rows).toEqual([{ at: "past-the-pooler" }]);
  forget();
});
