import { createHash, randomUUID } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { signIn } from "@/lib/identity/sign-in";
import { signInThrough } from "@/lib/identity/single-sign-on";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganizationScene, type OrganizationScene } from "@/lib/testing/organization-scene";
import { admit } from "./admit";
import { acceptInvitation, invite } from "./invitations";

const { owner } = useDatabase("base");
const circumstances = { requestId: "test", userAgent: null, peer: "test" };
const [OWN, STRANGE] = ["a password of his own", "a password of someone else"];

let scene: OrganizationScene;
let email: string;

beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
  email = `${randomUUID()}@example.com`;
});

/** Invites the same stranger; there is no mail, so whoever invites has the secret. */
async function invitedBy(
  { principal }: Pick<OrganizationScene["boss"], "principal">,
  organizationId: string,
) {
  const person = { person: { email }, projectId: null, permissions: ["view_items"], roleIds: [] };
  const result = await invite(principal, organizationId, [{ ...person, mode: "strangers" }]);
  return String(result.ok && Object.values(result.value.secrets)[0]);
}

const accept = (secret: string, password: string) =>
  acceptInvitation(secret, password, { ...circumstances, door: "console" });

const opens = async (password: string) => (await signIn(email, password, "CONSOLE", circumstances)) !== null;

/** Runs `meanwhile` while whoever comes to this organization waits for it. */
async function whileHeld<T>(organizationId: string, comes: () => Promise<T>, meanwhile: () => Promise<void>) {
  const held = await owner.connect();
  await held.query("begin");
  await held.query("select from organization where id = $1 for update", [organizationId]);
  const outcome = comes();
  await expect.poll(waiting).toBe(1);
  await meanwhile();
  await held.query("rollback");
  held.release();
  return outcome;
}

async function waiting(): Promise<number | null> {
  const { rowCount } = await owner.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rowCount;
}

test("of two who bring a stranger's invitations at the same moment one sets his password, and the other joins him to nothing", async () => {
  const { boss, stranger, organizationId, foreignId } = scene;
  const [strange, own] = [await invitedBy(boss, organizationId), await invitedBy(stranger, foreignId)];
  const late = await whileHeld(
    organizationId,
    () => accept(strange, STRANGE),
    async () => expect(await accept(own, OWN)).toMatchObject({ ok: true }),
  );
  expect(late).toMatchObject({ ok: false, refusal: { code: "not-allowed", field: "password" } });
  expect([await opens(OWN), await opens(STRANGE)]).toEqual([true, false]);
  const { rows } = await owner.query(
    "select m.status from membership m join person p on p.id = m.person_id where p.email = $1 and m.organization_id = $2",
    [email, organizationId],
  );
  expect(rows).toEqual([{ status: "INVITED" }]);
});

test("who comes by his provider while somebody else sets a password with an invitation is not linked to that account", async () => {
  const { boss, stranger, organizationId, foreignId } = scene;
  await invitedBy(boss, organizationId);
  const strange = await invitedBy(stranger, foreignId);
  const names = { firstName: "", lastName: "" };
  const claims = { issuer: "https://a.example", subject: randomUUID(), email, emailVerified: true, ...names };
  const linked = await whileHeld(
    organizationId,
    () => signInThrough(claims, circumstances, admit),
    async () => expect(await accept(strange, STRANGE)).toMatchObject({ ok: true }),
  );
  expect(linked).toBe("otherwise");
  const { rows } = await owner.query("select email_verified_at from person where email = $1", [email]);
  expect(rows).toEqual([{ email_verified_at: null }]);
});

test("a password comes too late for who has come by his provider meanwhile", async () => {
  const { boss, stranger, organizationId, foreignId } = scene;
  const strange = await invitedBy(boss, organizationId);
  await invitedBy(stranger, foreignId);
  const late = await whileHeld(
    organizationId,
    () => accept(strange, STRANGE),
    async () => {
      const person = "select id from person where email = $1";
      await owner.query("update person set email_verified_at = now() where email = $1", [email]);
      await owner.query(
        `insert into single_sign_on_identity (issuer, subject, person_id) values ('a', $1, (${person}))`,
        [email],
      );
    },
  );
  expect(late).toMatchObject({ ok: false, refusal: { code: "not-allowed" } });
  expect(await opens(STRANGE)).toBe(false);
});

test.each([
  ["is locked", "locked_at = now()"],
  ["has a new one", "password_hash = 'new'"],
])("who %s while his password is being checked accepts nothing", async (_, change) => {
  const { boss, stranger, organizationId, foreignId } = scene;
  await accept(await invitedBy(boss, organizationId), OWN);
  const secret = await invitedBy(stranger, foreignId);
  const key = createHash("sha256").update(`sign-in of an account\0${email}`).digest("base64url");
  await owner.query(
    "insert into rate_limit (key, used, until) values ($1, 1, now() + interval '1 hour') on conflict do nothing",
    [key],
  );
  // He waits where tries are counted, his row read already.
  const held = await owner.connect();
  await held.query("begin");
  await held.query("select from rate_limit where key = $1 for update", [key]);
  const late = accept(secret, OWN);
  await expect.poll(waiting).toBe(1);
  await owner.query(`update person set ${change} where email = $1`, [email]);
  await held.query("commit");
  held.release();
  expect(await late).toMatchObject({ ok: false, refusal: { code: "not-allowed" } });
});

test("an invitation is open for seven days of the database's, whatever the process takes the time for", async () => {
  const real = Date.now();
  vi.spyOn(Date, "now").mockReturnValue(real + 400 * 24 * 3600 * 1000);
  await invitedBy(scene.boss, scene.organizationId).finally(() => vi.restoreAllMocks());
  const { rows } = await owner.query(
    `select i.expires_at - i.created_at = interval '7 days' as exactly, i.expires_at < now() + interval '8 days' as soon
     from invitation i join person p on p.id = i.person_id where p.email = $1`,
    [email],
  );
  expect(rows).toEqual([{ exactly: true, soon: true }]);
});
