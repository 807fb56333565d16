import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { endTokensOf } from "@/lib/operations/tokens";
import { findCredential } from "@/lib/store/credentials";
import { hashPassword } from "@/lib/store/password";
import { hashSecret } from "@/lib/store/secret";
import { insertPasswordReset } from "@/lib/store/sessions";
import { givePassword, makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { auditKinds } from "@/lib/testing/organization-scene";
import { completePasswordReset, requestPasswordReset } from "./reset-password";
import { signIn } from "./sign-in";

const { owner } = useDatabase("base");
const [OLD, NEW] = ["correct horse battery", "a longer one than before"];
const circumstances = { requestId: "test", userAgent: null, peer: "test" };
const brought = { ...circumstances, door: "console" } as const;

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
  expect(await completePasswordReset(second, NEW, brought, endTokensOf)).toBe("done");
  expect(await completePasswordReset(first, OLD, brought, endTokensOf)).toBe("unknown");
  expect(await completePasswordReset(others, NEW, brought, endTokensOf)).toBe("done");
});

test("of many who bring the same letter at the same moment one is heard", async () => {
  const secret = await letterTo((await someone()).personId);
  const held = await owner.connect();
  await held.query("begin");
  await held.query("select from password_reset where secret_hash = $1 for update", [hashSecret(secret)]);
  const all = [1, 2, 3].map((each) => completePasswordReset(secret, `${NEW} ${each}`, brought, endTokensOf));
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

test("a new password and the end of the sessions come together, or not at all", async () => {
  const { personId, email } = await someone();
  const secret = await letterTo(personId);
  const session = await signIn(email, OLD, "CONSOLE", circumstances);
  await owner.query(
    "create function fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$",
  );
  await owner.query("create trigger fail before update of revoked_at on session execute function fail()");
  await expect(completePasswordReset(secret, NEW, brought, endTokensOf)).rejects.toThrow("no");
  await owner.query("drop trigger fail on session");
  expect(await signIn(email, NEW, "CONSOLE", circumstances)).toBeNull();
  expect(await completePasswordReset(secret, NEW, brought, endTokensOf)).toBe("done");
  expect(await findCredential(hashSecret(String(session?.secret)))).toBeNull();
});

test("what a stranger made with an address that was not his ends when its owner proves it; what he made himself stays", async () => {
  const organizationId = await makeOrganization(owner);
  const person = await makeMember(owner, { organizationId }, { role: "Owner" });
  const nowhere = await makeMember(owner, { organizationId: await makeOrganization(owner) });
  await owner.query("update person set email_verified_at = null");
  const tokens = [
    await makeToken(owner, person.personId),
    await makeToken(owner, person.personId, organizationId),
    await makeToken(owner, nowhere.personId),
  ];
  await owner.query("delete from membership where person_id = $1", [nowhere.personId]);
  const live = () =>
    Promise.all(tokens.map(async (each) => (await findCredential(hashSecret(each))) !== null));
  expect(await live()).toEqual([true, true, true]);
  for (const { personId } of [person, nowhere])
    expect(await completePasswordReset(await letterTo(personId), NEW, brought, endTokensOf)).toBe("done");
  expect(await live()).toEqual([false, false, false]);
  expect(await auditKinds(owner, organizationId)).toEqual(["token.revoked", "token.revoked"]);
  tokens.push(await makeToken(owner, person.personId));
  await completePasswordReset(await letterTo(person.personId), OLD, brought, endTokensOf);
  expect(await live()).toEqual([false, false, false, true]);
});
