import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { revisionStream } from "./stream";

const { owner } = useDatabase("base");

test("a stream ends when its connection to the database does: who comes anew is told what was missed", async () => {
  const leave = new AbortController();
  const reader = revisionStream(randomUUID(), 7, leave.signal, async () => 7).body?.getReader();
  const first = await reader?.read();
  expect(new TextDecoder().decode(first?.value)).toContain("data: 7");
  const listening = "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen grantdesk'";
  await expect.poll(async () => (await owner.query(listening)).rowCount).toBe(1);
  const next = await Promise.race([reader?.read(), new Promise((resolve) => setTimeout(resolve, 3_000))]);
  leave.abort();
  expect(next).toMatchObject({ done: true });
});

test("what was changed while a stream was being opened is told, too", async () => {
  const leave = new AbortController();
  const reader = revisionStream(randomUUID(), 7, leave.signal, async () => 8).body?.getReader();
  const told = [await reader?.read(), await reader?.read()].map((each) =>
    new TextDecoder().decode(each?.value),
  );
  leave.abort();
  expect(told[1]).toContain("data: 8");
});
