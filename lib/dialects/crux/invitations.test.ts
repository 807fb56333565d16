import { createHash } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { givePassword, makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/organizations");
const PAYMENT = "05a46c58-9d13-4912-9167-7effc2cc7482";
const NOBODYS = "11111111-1111-4111-8111-111111111111";
const PASSWORD = "correct horse battery";
let org: string;
let boss: FixtureMember;
let token: string;

beforeAll(async () => {
  org = await makeOrganization(owner);
  boss = await makeMember(owner, { organizationId: org }, { role: "Owner" });
  token = await makeToken(owner, boss.personId, org);
});

const person = (email: string) => ({ email, first_name: "Nia", last_name: "New" });
const invite = (body: unknown, by = token) => ask("POST", "/users/invite/", { token: by, body });

test("who is invited waits with what he was given, becomes ACTIVE by accepting, and can sign in", async () => {
  const { status, body } = await invite({
    ...person("Nia@Example.com"),
    phone: "+1 5",
    permission_uuids: [PAYMENT],
  });
  expect(status).toBe(201);
  expect(body).toEqual((await ask("GET", `/users/detail/${body.uuid}/`, { token })).body);
  expect(body).toMatchObject({
    status: "CONFIRMATION WAITING",
    person: { first_name: "Nia", last_name: "New", email: "nia@example.com", phone: "+1 5", job_title: null },
  });
  expect(assigned(body)).toEqual(["view_payment_info"]);
  const secret = await secretOf(body.uuid);
  const seen = await ask("GET", `/accept-invite/${secret}/`);
  expect([seen.status, seen.body]).toEqual([200, { email: "nia@example.com", token: secret }]);

  const accept = (password: string) => ask("POST", `/accept-invite/${secret}/`, { body: { password } });
  const short = await accept("short");
  expect([short.status, short.body]).toEqual([400, { password: [expect.stringContaining("at least")] }]);
  const done = await accept(PASSWORD);
  expect([done.status, done.text]).toEqual([204, ""]);
  expect([(await accept(PASSWORD)).status, (await ask("GET", `/accept-invite/${secret}`)).status]).toEqual([
    404, 404,
  ]);
  expect((await ask("GET", `/users/detail/${body.uuid}/`, { token })).body.status).toBe("ACTIVE");
  const login = await ask("POST", "/user-login/", {
    body: { username: "nia@example.com", password: PASSWORD },
  });
  expect(login.body).toMatchObject({ user_uuid: body.uuid, org_uuid: org });

  const { rows } = await owner.query(
    "select kind, actor_id, door from audit_event where membership_id = $1 order by revision, sequence",
    [body.uuid],
  );
  expect(rows).toMatchObject([
    { kind: "member.added", actor_id: boss.personId, door: "crux" },
    { kind: "invitation.created", actor_id: boss.personId, door: "crux" },
    { kind: "permission.added", actor_id: boss.personId, door: "crux" },
    { kind: "invitation.accepted", actor_id: body.person.uuid, door: "crux" },
    { kind: "member.joined", actor_id: body.person.uuid, door: "crux" },
  ]);
});

test("who has an account waits too, and accepts with the password that he has", async () => {
  const known = await makeMember(owner, { organizationId: await makeOrganization(owner) });
  await givePassword(owner, known.personId, PASSWORD);
  const { body } = await invite(person(known.email));
  expect(body).toMatchObject({
    status: "CONFIRMATION WAITING",
    person: { uuid: known.personId, first_name: "" },
  });
  const secret = await secretOf(body.uuid);
  const wrong = await ask("POST", `/accept-invite/${secret}/`, { body: { password: "another long one" } });
  expect([wrong.status, wrong.body]).toEqual([
    403,
    { password: [expect.stringContaining("account already")] },
  ]);
  const right = await ask("POST", `/accept-invite/${secret}/`, { body: { password: PASSWORD } });
  expect(right.status).toBe(204);
});

test("an invitation is no way to guess the password of who has an account", async () => {
  const known = await makeMember(owner, { organizationId: await makeOrganization(owner) });
  await givePassword(owner, known.personId, PASSWORD);
  const { body } = await invite(person(known.email));
  const secret = await secretOf(body.uuid);
  const accept = (password: string) => ask("POST", `/accept-invite/${secret}/`, { body: { password } });
  for (let times = 0; times < 10; times++) expect((await accept("a wrong password")).status).toBe(403);
  expect((await accept(PASSWORD)).status).toBe(403);
  const { rows } = await owner.query("select locked_at is not null as locked from person where id = $1", [
    known.personId,
  ]);
  expect(rows).toEqual([{ locked: true }]);
});

test("who is there already, or invited already, is a conflict and gets nothing", async () => {
  await invite(person("twice@example.com"));
  for (const email of ["twice@example.com", boss.email]) {
    const before = await revision();
    const answer = await invite({ ...person(email), permission_uuids: [PAYMENT] });
    expect([answer.status, answer.body]).toEqual([409, { detail: expect.stringContaining("already") }]);
    expect(await revision()).toEqual(before);
  }
});

test.each([
  [
    "no names",
    { email: "x@example.com" },
    400,
    { first_name: ["This field is required."], last_name: ["This field is required."] },
  ],
  ["no address", person("x"), 400, { email: ["Enter a valid email address."] }],
  [
    "no uuid",
    { ...person("x@example.com"), permission_uuids: ["x"] },
    400,
    { permission_uuids: ["Item 0: Must be a valid UUID."] },
  ],
  [
    "an unknown permission",
    { ...person("x@example.com"), permission_uuids: [PAYMENT, NOBODYS] },
    422,
    { permission_uuids: [expect.stringContaining(NOBODYS)] },
  ],
] as const)("an invitation with %s invites nobody", async (_, body, status, says) => {
  const answer = await invite(body);
  expect([answer.status, answer.body]).toEqual([status, says]);
  const { rowCount } = await owner.query("select from person where email = 'x@example.com'");
  expect(rowCount).toBe(0);
});

test("inviting needs edit_org_users, and gives no more than one holds", async () => {
  const viewer = await makeMember(owner, { organizationId: org }, { permissions: ["view_org_users"] });
  const refused = await invite(person("y@example.com"), await makeToken(owner, viewer.personId, org));
  expect([refused.status, refused.body]).toEqual([
    403,
    { detail: "You do not have permission to perform this action." },
  ]);
  const editor = await makeMember(owner, { organizationId: org }, { permissions: ["edit_org_users"] });
  const beyond = await invite(
    { ...person("y@example.com"), permission_uuids: [PAYMENT] },
    await makeToken(owner, editor.personId, org),
  );
  expect([beyond.status, beyond.body]).toEqual([
    422,
    { detail: "This goes beyond the permissions that you hold yourself." },
  ]);
  const { rowCount } = await owner.query("select from person where email = 'y@example.com'");
  expect(rowCount).toBe(0);
});

test("an invitation that is unknown or too old is not found", async () => {
  const { body } = await invite(person("late@example.com"));
  const secret = await secretOf(body.uuid);
  await owner.query("update invitation set expires_at = now() where membership_id = $1", [body.uuid]);
  for (const each of [secret, "unknown", "%00"]) {
    expect((await ask("GET", `/accept-invite/${each}/`)).status).toBe(404);
    expect((await ask("POST", `/accept-invite/${each}/`, { body: { password: PASSWORD } })).status).toBe(404);
  }
});

async function revision(): Promise<unknown> {
  return (await owner.query("select revision from organization where id = $1", [org])).rows[0];
}

/** The mail has it and the database does not: the test puts one there that it knows. */
async function secretOf(memberId: string): Promise<string> {
  const secret = createHash("sha1").update(memberId).digest("hex");
  const hash = createHash("sha256").update(secret).digest();
  await owner.query("update invitation set secret_hash = $2 where membership_id = $1", [memberId, hash]);
  return secret;
}

function assigned(user: {
  permission_assignments: { permissions: { assigned: boolean; permission: { name: string } }[] };
}): string[] {
  return user.permission_assignments.permissions.flatMap((each) =>
    each.assigned ? [each.permission.name] : [],
  );
}
