import { randomUUID } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { isTooMany, LIMITS } from "@/lib/core/limits";
import { handle as crux } from "@/lib/dialects/crux/family";
import { handle as exchange } from "@/lib/dialects/exchange/family";
import { acceptInvitation } from "@/lib/operations/invitations";
import { asking } from "@/lib/testing/ask";
import { givePassword } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { signIn } from "./sign-in";

const { owner } = useDatabase("base");

// A tenth of everything: three sign-ins of an account, fifteen from an address.
vi.stubEnv("RATE_LIMIT_FACTOR", "0.1");
const PER_ACCOUNT = LIMITS["sign-in of an account"].most / 10;
const PER_ADDRESS = LIMITS["sign-in from an address"].most / 10;

const askCrux = asking(crux, "/organizations");
const askExchange = asking(exchange, "/AP");
const PASSWORD = "correct horse battery";

beforeEach(() => owner.query("delete from rate_limit"));

async function someone(): Promise<string> {
  const { personId, email } = await makeMember(owner, { organizationId: await makeOrganization(owner) });
  await givePassword(owner, personId, PASSWORD);
  return email;
}

/** Each time another address, and every header with which somebody could claim one. */
function fromElsewhere(): Record<string, string> {
  const address = `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 250)).join(".")}`;
  return {
    "x-grantdesk-peer": address,
    "x-forwarded-for": address,
    "x-real-ip": address,
    forwarded: `for=${address}`,
    "user-agent": address,
  };
}

const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
});

const WAYS: Record<string, (name: string, headers: Record<string, string>) => ReturnType<typeof askCrux>> = {
  "Crux's login": (username, headers) =>
    askCrux("POST", "/user-login/", { headers, body: { username, password: PASSWORD } }),
  "the exchange's payload": (UserName, headers) =>
    askExchange("POST", "/WebAuthenticateUser", { headers, body: { UserName, Password: PASSWORD } }),
  "the exchange's query": (name, headers) =>
    askExchange("GET", `/WebAuthenticateUser?UserName=${name}&Password=x`, { headers }),
  "HTTP Basic": (name, headers) =>
    askExchange("GET", "/Authenticate", { headers: { ...headers, ...basic(name, "x") } }),
};

test.each(Object.entries(WAYS))(
  "an account is tried a few times, from wherever and by whatever header: %s",
  async (_, way) => {
    for (const name of [await someone(), `${randomUUID()}@example.com`]) {
      for (let each = 0; each < PER_ACCOUNT; each++)
        expect((await way(name, fromElsewhere())).status).not.toBe(429);
      const spelled = [name, name.toUpperCase(), `  ${name} `];
      for (const spelling of spelled) expect((await way(spelling, fromElsewhere())).status).toBe(429);
    }
  },
);

test("all ways of signing in count together, and each says no in its own words", async () => {
  const name = await someone();
  const ways = Object.values(WAYS);
  for (let each = 0; each < PER_ACCOUNT; each++) await ways[each]?.(name, fromElsewhere());
  const answers = await Promise.all(ways.map((way) => way(name, fromElsewhere())));
  for (const { status, headers } of answers) {
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(250);
    expect(Number(headers.get("retry-after"))).toBeLessThanOrEqual(300);
  }
  expect(answers[0]?.body).toEqual({
    detail: expect.stringMatching(/^Request was throttled\. .* \d+ seconds\.$/),
  });
  expect(answers[1]?.body).toMatchObject({
    result: false,
    errorcode: 101,
    detail: expect.stringMatching(/Too many/),
  });
});

test("one address tries many accounts so often, whatever its headers say; another is not held up", async () => {
  const login = WAYS["Crux's login"];
  const here = () => ({ ...fromElsewhere(), "x-grantdesk-peer": "203.0.113.9" });
  const statuses: (number | undefined)[] = [];
  for (let each = 0; each < PER_ADDRESS + 3; each++)
    statuses.push((await login?.(`${randomUUID()}@example.com`, here()))?.status);
  expect(statuses).toEqual([...Array(PER_ADDRESS).fill(401), 429, 429, 429]);
  expect((await login?.(await someone(), fromElsewhere()))?.status).toBe(200);
});

test("when the window is over the account opens again", async () => {
  const name = await someone();
  const login = () => WAYS["Crux's login"]?.(name, fromElsewhere());
  for (let each = 0; each <= PER_ACCOUNT; each++) await login();
  expect((await login())?.status).toBe(429);
  await owner.query("update rate_limit set until = now()");
  expect((await login())?.status).toBe(200);
});

test("a letter is asked for so often, for who is known and who is not, with one answer", async () => {
  const answers: string[][] = [];
  for (const email of [await someone(), `${randomUUID()}@example.com`]) {
    const ask = () => askCrux("POST", "/reset-password/", { headers: fromElsewhere(), body: { email } });
    answers.push(
      [await ask(), await ask()].map(({ status, text }) => `${status} ${text.replace(/\d+ sec/, "n sec")}`),
    );
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.map((each) => each.slice(0, 3))).toEqual(["200", "429"]);
});

test.each([
  [
    "an invitation's secret",
    (headers: Record<string, string>) => askCrux("GET", "/accept-invite/no/", { headers }),
  ],
  [
    "an acceptance",
    (headers: Record<string, string>) =>
      askCrux("POST", "/accept-invite/no/", { headers, body: { password: PASSWORD } }),
  ],
  [
    "a reset's secret",
    (headers: Record<string, string>) => askCrux("GET", "/complete-password/?token=no", { headers }),
  ],
  [
    "a new password",
    (headers: Record<string, string>) =>
      askCrux("POST", "/complete-password/", { headers, body: { token: "no", password: PASSWORD } }),
  ],
])("one address guesses so many secrets: %s", async (_, guess) => {
  const statuses: number[] = [];
  for (let each = 0; each < LIMITS["secret from an address"].most / 10 + 2; each++)
    statuses.push(
      (await guess({ "x-grantdesk-peer": "203.0.113.9", "x-forwarded-for": `10.0.0.${each}` })).status,
    );
  expect(statuses).toEqual([...Array(10).fill(404), 429, 429]);
});

test("whoever has an invitation's secret guesses its account's password no oftener than at a sign-in", async () => {
  const organizationId = await makeOrganization(owner);
  const email = await someone();
  const { rows } = await owner.query<{ id: string }>("select id from person where email = $1", [email]);
  const secret = randomUUID();
  await owner.query(
    `with waiting as (insert into membership (person_id, organization_id, organization_level, status)
       select $1, id, level, 'INVITED' from organization where id = $2 returning id)
     insert into invitation (person_id, organization_id, membership_id, secret_hash, expires_at)
     select $1, $2, id, sha256(convert_to($3, 'UTF8')), now() + interval '1 day' from waiting`,
    [rows[0]?.id, organizationId, secret],
  );
  const codes: string[] = [];
  for (let each = 0; each < PER_ACCOUNT + 1; each++) {
    const circumstances = { door: "crux", requestId: "test", peer: `10.0.0.${each}` } as const;
    const outcome = await acceptInvitation(secret, "wrong password", circumstances).catch(
      (cause: unknown) => cause,
    );
    codes.push(isTooMany(outcome) ? "too many" : "refused");
  }
  expect(codes).toEqual([...Array(PER_ACCOUNT).fill("refused"), "too many"]);
});

test("where nobody can count, nobody gets in", async () => {
  const name = await someone();
  await owner.query("alter table rate_limit rename to gone");
  const circumstances = { requestId: "test", userAgent: null, peer: "test" };
  await expect(signIn(name, PASSWORD, "CONSOLE", circumstances)).rejects.toThrow();
  await owner.query("alter table gone rename to rate_limit");
  expect(await signIn(name, PASSWORD, "CONSOLE", circumstances)).not.toBeNull();
});
