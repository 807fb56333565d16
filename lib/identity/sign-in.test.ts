import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { givePassword } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { signIn } from "./sign-in";

const { owner } = useDatabase("base");
const circumstances = { requestId: "test", userAgent: null, peer: "test" };
const ROUNDS = 12;
const ATTEMPTS = 8;

async function people(): Promise<readonly string[]> {
  const organizationId = await makeOrganization(owner);
  const [known, locked] = [
    await makeMember(owner, { organizationId }),
    await makeMember(owner, { organizationId }),
  ];
  for (const { personId } of [known, locked]) await givePassword(owner, personId, "correct horse battery");
  await owner.query("update person set locked_at = now() where id = $1", [locked.personId]);
  return [known.email, locked.email, `${randomUUID()}@example.com`];
}

/**
 * In turns, so that whatever else the machine does falls on all of them alike; the lower quartile, since it can only
 * make a sign-in slower.
 */
async function times(emails: readonly string[]): Promise<number[]> {
  const found = emails.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    await owner.query("update person set failed_attempts = 0");
    for (const [index, email] of emails.entries()) {
      const started = performance.now();
      expect(await signIn(email, "wrong password", "CONSOLE", circumstances)).toBeNull();
      found[index]?.push(performance.now() - started);
    }
  }
  return found.map((each) => each.sort((a, b) => a - b)[ROUNDS >> 2] ?? 0);
}

test("known, locked and unknown addresses are refused after the same time", async () => {
  const emails = await people();
  // What is slow here may be the machine: the best attempt counts, and the first good one ends them.
  const spreads: number[] = [];
  for (let attempt = 0; attempt < ATTEMPTS && Math.min(...spreads, 9) > 1.25; attempt++) {
    const found = await times(emails);
    spreads.push(Math.max(...found) / Math.min(...found));
  }
  expect(Math.min(...spreads)).toBeLessThan(1.25);
}, 60_000);

test("who is locked while his password is being checked does not get in", async () => {
  const { personId, email } = await makeMember(owner, { organizationId: await makeOrganization(owner) });
  await givePassword(owner, personId, "correct horse battery");
  // A success after a failure is noted in his row: there he waits for those who guess at the same moment.
  await owner.query("update person set failed_attempts = 1 where id = $1", [personId]);
  const others = await owner.connect();
  await others.query("begin");
  await others.query("update person set failed_attempts = 10, locked_at = now() where id = $1", [personId]);
  const comes = signIn(email, "correct horse battery", "CONSOLE", circumstances);
  const waiting =
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  await expect.poll(async () => (await owner.query(waiting)).rowCount).toBe(1);
  await others.query("commit");
  others.release();
  expect(await comes).toBeNull();
});

test("an address that no database can store is nobody's", async () => {
  for (const email of ["a\0b@example.com", "\ud800@example.com", `${"x".repeat(100_000)}@example.com`])
    expect(await signIn(email, "\0\ud800", "CONSOLE", circumstances)).toBeNull();
});
