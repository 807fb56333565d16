import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { hashPassword } from "@/lib/store/password";
import { hashSecret } from "@/lib/store/secret";
import { insertPasswordReset } from "@/lib/store/sessions";
import { givePassword } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { completePasswordReset, requestPasswordReset } from "./reset-password";
import { signIn } from "./sign-in";

const { owner } = useDatabase("base");
const [OLD, NEW] = ["correct horse battery", "a longer one than before"];
const circumstances = { requestId: "test", userAgent: null, peer: "test" };

async function someone() {
  const person = await makeMember(owner, { organizationId: await makeOrganization(owner) });
  await givePassword(owner, person.personId, OLD);
  return person;
}

async function letterTo(personId: string): Promise<string> {
  const secret = randomUUID();
  await insertPasswordReset(personId, hashSecret(secret));
  return secret;
}

/** How many of this database's connections wait for another's lock. */
async function waiting(): Promise<number | null> {
  const { rowCount } = await owner.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rowCount;
}

test("a new password makes every other letter worthless, and nobody else's", async () => {
  const [person, other] = [await someone(), await someone()];
  const [first, second] = [await letterTo(person.personId), await letterTo(person.personId)];
  const others = await letterTo(other.personId);
  expect(await completePasswordReset(second, NEW, "test")).toBe("done");
  expect(await completePasswordReset(first, OLD, "test")).toBe("unknown");
  expect(await completePasswordReset(others, NEW, "test")).toBe("done");
});

test("of many who bring the same letter at the same moment one is heard", async () => {
  const secret = await letterTo((await someone()).personId);
  const held = await owner.connect();
  await held.query("begin");
  await held.query("select from password_reset where secret_hash = $1 for update", [hashSecret(secret)]);
  const all = [1, 2, 3].map((each) => completePasswordReset(secret, `${NEW} ${each}`, "test"));
  await expect.poll(waiting).toBe(3);
  await held.query("rollback");
  held.release();
  expect((await Promise.all(all)).sort()).toEqual(["done", "unknown", "unknown"]);
});

test("who is signing in with the old password while there is a new one does not get in", async () => {
  const { personId, email } = await someone();
  // A success after a failure is noted in his row: there he waits, his old password checked already.
  await owner.query("update person set failed_attempts = 1 where id = $1", [personId]);
  const meanwhile = await owner.connect();
  await meanwhile.query("begin");
  await meanwhile.query("update person set password_hash = $2 where id = $1", [
    personId,
    await hashPassword(NEW),
  ]);
  const comes = signIn(email, OLD, "CONSOLE", circumstances);
  await expect.poll(waiting).toBe(1);
  await meanwhile.query("commit");
  meanwhile.release();
  expect(await comes).toBeNull();
  expect((await owner.query("select from session where person_id = $1", [personId])).rowCount).toBe(0);
  expect(await signIn(email, NEW, "CONSOLE", circumstances)).not.toBeNull();
});

test("the answer to who asks for a letter waits for nothing that depends on the address", async () => {
  const { email } = await someone();
  const away = await owner.connect();
  await away.query("begin");
  await away.query("lock table person in access exclusive mode");
  const asked = [email, `${randomUUID()}@example.com`].map((each) => requestPasswordReset(each, "test"));
  const held = vi.waitUntil(async () => (await waiting()) !== 0).catch(() => "nothing waits");
  const first = await Promise.race([Promise.all(asked), held]);
  await away.query("rollback");
  away.release();
  expect(first).toHaveLength(2);
  for (const send of await Promise.all(asked)) await send();
  const { rows } = await owner.query(
    "select p.email from password_reset r join person p on p.id = r.person_id where r.used_at is null",
  );
  expect(rows).toEqual([{ email }]);
});
