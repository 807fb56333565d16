import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { revisionStream } from "./stream";

const { owner } = useDatabase("base");

test("a stream ends when its connection to the database does: who comes anew is told what was missed", async () => {
  const leave = new AbortController();
  const reader = revisionStream(randomUUID(), 7, leave.signal).body?.getReader();
  const first = await reader?.read();
  expect(new TextDecoder().decode(first?.value)).toContain("data: 7");
  const listening = "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen grantdesk'";
  await expect.poll(async () => (await owner.query(listening)).rowCount).toBe(1);
  const next = await Promise.race([reader?.read(), new Promise((resolve) => setTimeout(resolve, 3_000))]);
  leave.abort();
  expect(next).toMatchObject({ done: true });
});
