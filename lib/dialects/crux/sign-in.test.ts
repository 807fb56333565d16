import { createHash } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { givePassword } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/organizations");
const PASSWORD = "correct horse battery";
const WRONG = { detail: "Unable to log in with the provided credentials." };
const SENT = { detail: "If the address is known, a letter is on its way." };
let org: string;
let ann: FixtureMember;

beforeAll(async () => {
  org = await makeOrganization(owner);
  ann = await makeMember(owner, { organizationId: org }, { role: "Billing" });
  await givePassword(owner, ann.personId, PASSWORD);
});

const login = (username: string, password: string) =>
  ask("POST", "/user-login/", { body: { username, password } });

test("a login gives a token for two hours, and one's own permissions without view_org_users", async () => {
  const { status, body } = await login(ann.email.toUpperCase(), PASSWORD);
  expect(status).toBe(200);
  expect(body).toEqual({
    auth_token: expect.stringMatching(/^[0-9a-f]{40}$/),
    org_uuid: org,
    user_uuid: ann.memberId,
    retailer_uuid: org,
    supplier_uuid: "",
    org_type: "RETAILER",
    permission_assignments: { permissions: expect.any(Array), org_user: { uuid: ann.memberId } },
  });
  const listed: { assigned: boolean }[] = body.permission_assignments.permissions;
  expect([listed.length, listed.filter(({ assigned }) => assigned).length]).toEqual([28, 5]);
  const { rows } = await owner.query(
    "select kind, person_id, organization_id, extract(epoch from expires_at - created_at)::int as seconds from session where secret_hash = $1",
    [sha256(body.auth_token)],
  );
  expect(rows).toEqual([{ kind: "CRUX", person_id: ann.personId, organization_id: org, seconds: 7200 }]);
  expect((await ask("GET", "/", { token: body.auth_token })).body).toMatchObject({ uuid: org });

  await owner.query("update session set expires_at = now() where secret_hash = $1", [
    sha256(body.auth_token),
  ]);
  expect((await ask("GET", "/", { token: body.auth_token })).status).toBe(401);
});

test.each([
  ["SUPPLIER", (id: string) => ({ retailer_uuid: "", supplier_uuid: id, org_type: "SUPPLIER" })],
  ["OTHER", () => ({ retailer_uuid: "", supplier_uuid: "", org_type: "OTHER" })],
] as const)("the uuid of the type that a %s is not is empty", async (kind, says) => {
  const id = await makeOrganization(owner, kind);
  const member = await makeMember(owner, { organizationId: id });
  await givePassword(owner, member.personId, PASSWORD);
  expect((await login(member.email, PASSWORD)).body).toMatchObject({ org_uuid: id, ...says(id) });
});

test("a wrong password, an unknown address and a suspended user get the same 401; a missing field 400", async () => {
  const out = await makeMember(owner, { organizationId: org }, { status: "SUSPENDED" });
  await givePassword(owner, out.personId, PASSWORD);
  for (const [who, password] of [
    [ann.email, "wrong"],
    ["nobody@example.com", PASSWORD],
    [out.email, PASSWORD],
  ] as const) {
    const answer = await login(who, password);
    expect([answer.status, answer.body]).toEqual([401, WRONG]);
    expect(answer.headers.get("www-authenticate")).toBe("Token");
  }
  const missing = await ask("POST", "/user-login/", { body: { username: ann.email } });
  expect([missing.status, missing.body]).toEqual([400, { password: ["This field is required."] }]);
  const empty = await ask("POST", "/user-login/", { body: { username: "", password: 1 } });
  expect([empty.status, empty.body]).toMatchObject([400, { username: ["This field may not be blank."] }]);
});

test("a password reset answers alike for a known and an unknown address, and only the known one gets a way", async () => {
  const answers = [];
  for (const email of ["nobody@example.com", ann.email])
    answers.push(await ask("POST", "/reset-password/", { body: { email } }));
  for (const { status, body } of answers) expect([status, body]).toEqual([200, SENT]);
  const resets = () => owner.query("select person_id from password_reset").then(({ rows }) => rows);
  await expect.poll(resets).toEqual([{ person_id: ann.personId }]);
});

test("a new password is set once with the mailed token, and ends the sessions that there are", async () => {
  const secret = await resetOf(ann.personId);
  const session = (await login(ann.email, PASSWORD)).body.auth_token;
  const check = () => ask("GET", `/complete-password/?token=${secret}`);
  const complete = (password: string) =>
    ask("POST", "/complete-password/", { body: { token: secret, password } });
  expect([(await check()).status, (await check()).text]).toEqual([204, ""]);
  const short = await complete("short");
  expect([short.status, short.body]).toEqual([400, { password: [expect.stringContaining("at least")] }]);
  const done = await complete("a longer one than before");
  expect([done.status, done.text]).toEqual([204, ""]);
  expect([(await check()).status, (await complete("again and again")).status]).toEqual([404, 404]);
  expect((await ask("GET", "/", { token: session })).status).toBe(401);
  expect((await login(ann.email, PASSWORD)).status).toBe(401);
  expect((await login(ann.email, "a longer one than before")).status).toBe(200);
});

test("a reset that is unknown or too old is not found", async () => {
  const old = await resetOf(ann.personId, "- interval '1 second'");
  for (const query of [`?token=${old}`, "?token=unknown", ""]) {
    const answer = await ask("GET", `/complete-password/${query}`);
    expect([answer.status, answer.body]).toEqual([404, { detail: "Not found." }]);
  }
});

const sha256 = (text: string) => createHash("sha256").update(text).digest();

async function resetOf(personId: string, end = "+ interval '1 hour'"): Promise<string> {
  const secret = createHash("sha1").update(`${personId}${end}`).digest("hex");
  await owner.query(
    `insert into password_reset (person_id, secret_hash, expires_at) values ($1, $2, now() ${end})`,
    [personId, sha256(secret)],
  );
  return secret;
}
