import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { admit } from "@/lib/operations/admit";
import { acceptInvitation, invite } from "@/lib/operations/invitations";
import { useDatabase } from "@/lib/testing/database";
import { makeMember } from "@/lib/testing/fixtures";
import { idOf, makeOrganizationScene, type OrganizationScene } from "@/lib/testing/organization-scene";
import { claimsOf } from "./provider";
import { type Claims, signInThrough } from "./single-sign-on";

const { owner } = useDatabase("base");
const ISSUER = "https://login.example.com";

let scene: OrganizationScene;
beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
});

async function come(email: string | null, more: Partial<Claims> = {}) {
  const claims = {
    issuer: ISSUER,
    subject: randomUUID(),
    email,
    emailVerified: true,
    firstName: "",
    lastName: "",
  };
  const outcome = await signInThrough(
    { ...claims, ...more },
    { requestId: "test", userAgent: null, peer: "test" },
    admit,
  );
  return typeof outcome === "string" ? outcome : outcome.principal.personId;
}

test("an address that the provider has not verified links to nobody; any other word than true is no", async () => {
  const { email } = scene.member;
  expect(await come(email, { emailVerified: false })).toBe("unverified");
  expect(await come(null)).toBe("unverified");
  for (const verified of ["true", 1, undefined, null])
    expect(claimsOf({ iss: ISSUER, sub: "a", email, email_verified: verified })?.emailVerified).toBe(false);
  expect((await owner.query("select from single_sign_on_identity")).rowCount).toBe(0);
});

test("who is known comes in, and a second subject with his address does not", async () => {
  const { email, personId } = scene.member;
  const subject = randomUUID();
  expect(await come(` ${email.toUpperCase()} `, { subject })).toBe(personId);
  await letIn("example.com", "Viewer", scene.foreignId);
  expect(await come(email)).toBe("otherwise");
  expect(await come(scene.boss.email, { subject })).toBe(personId);
  expect(await come(null, { subject, emailVerified: false })).toBe(personId);
  // Neither of them let him in anywhere in his name.
  const joined = "select from membership where organization_id = $1 and person_id = $2";
  expect((await owner.query(joined, [scene.foreignId, personId])).rowCount).toBe(0);
  await owner.query("update organization set joining_domains = '{}', joining_role_id = null");
  // The same subject at another provider is another one.
  expect(await come(scene.boss.email, { subject, issuer: "https://other.example.com" })).toBe(
    scene.boss.personId,
  );
});

test("who is suspended stays out, linked or not", async () => {
  const { email, personId } = scene.member;
  const subject = randomUUID();
  expect(await come(email, { subject })).toBe(personId);
  await owner.query("update person set suspended_at = now() where id = $1", [personId]);
  expect(await come(email, { subject })).toBe("suspended");
  expect(await come(email)).toBe("suspended");
});

test("an account whose address was never proven is not handed over to the one who proves it, nor the other way round", async () => {
  const { personId, email } = scene.member;
  await owner.query("update person set email_verified_at = null where id = $1", [personId]);
  expect(await come(email)).toBe("unproven");
});

test("a stranger is in where he is invited and nowhere else; a secret in other hands gives him no password", async () => {
  const { boss, organizationId } = scene;
  const email = `${randomUUID()}@example.com`;
  expect(await come(email)).toBe("uninvited");
  const asked = async (to: string) => {
    const person = { person: { email: to }, projectId: null, permissions: ["view_items"], roleIds: [] };
    const result = await invite(boss.principal, organizationId, [{ ...person, mode: "strangers" as const }]);
    return result.ok ? Object.values(result.value.secrets)[0] : undefined;
  };
  const secret = await asked(email);
  const personId = await come(email);
  const { rows } = await owner.query(
    "select m.status, p.password_hash, p.email_verified_at is not null as verified from membership m join person p on p.id = m.person_id where p.id = $1",
    [personId],
  );
  expect(rows).toEqual([{ status: "ACTIVE", password_hash: null, verified: true }]);
  await owner.query("update invitation set status = 'pending' where person_id = $1", [personId]);
  const taken = await acceptInvitation(String(secret), "a password of someone else", {
    door: "console",
    requestId: "test",
    peer: "test",
  });
  // His row refuses a password as well, without a word about why.
  const message = expect.stringContaining("signs in by single sign-on");
  expect(taken).toMatchObject({ ok: false, refusal: { code: "not-allowed", message } });
});

async function letIn(domain: string, role = "Viewer", organizationId = scene.organizationId) {
  await owner.query(
    "update organization set joining_domains = array[$2], joining_role_id = $3 where id = $1",
    [organizationId, domain, await idOf(owner, "role", role)],
  );
}

test("a stranger at a domain that is let in joins with the setting's role, once, in the audit as himself", async () => {
  const domain = `${randomUUID()}.example`;
  await letIn(domain);
  const email = `anna@${domain}`;
  expect(await come(`anna@not-${domain}`)).toBe("uninvited");
  expect(await come(email, { emailVerified: false })).toBe("unverified");
  const subject = randomUUID();
  const personId = await come(` ${email.toUpperCase()} `, { subject });
  expect(await come(email, { subject })).toBe(personId);
  const { rows } = await owner.query(
    "select kind, actor_id, actor_label, role_name from audit_event where organization_id = $1 order by revision, sequence",
    [scene.organizationId],
  );
  const by = { actor_id: personId, actor_label: email };
  expect(rows.filter(({ kind }) => kind !== "permission.added")).toEqual([
    { ...by, kind: "member.added", role_name: null },
    { ...by, kind: "role.assigned", role_name: "Viewer" },
  ]);
});

test("who is suspended there does not join again by his address", async () => {
  const domain = `${randomUUID()}.example`;
  const member = await makeMember(owner, { organizationId: scene.organizationId }, { status: "SUSPENDED" });
  await owner.query("update person set email = $2 where id = $1", [member.personId, `anna@${domain}`]);
  await letIn(domain);
  expect(await come(`anna@${domain}`)).toBe(member.personId);
  const { rows } = await owner.query("select status from membership where person_id = $1", [member.personId]);
  expect(rows).toEqual([{ status: "SUSPENDED" }]);
});
