import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { startProvider } from "../../e2e/support/provider";
import { findFreePort } from "../boot/port";
import { report } from "./report";
import { type Browser, openBrowser, type Step } from "./sign-on/browser";
import { startDesk } from "./sign-on/desk";

const { owner } = useDatabase("base");

let url: string;
let provider: Awaited<ReturnType<typeof startProvider>>;
let desk: Awaited<ReturnType<typeof startDesk>>;
const known: Record<"anna" | "vera", string> = { anna: "", vera: "" };

// The product reads its variables once: they stand before anything asks.
beforeAll(async () => {
  const port = await findFreePort();
  url = `http://localhost:${port}`;
  provider = await startProvider(`${url}/api/auth/callback/sso`, { lax: true });
  Object.assign(process.env, provider.variables, { NEXTAUTH_URL: url, PUBLIC_URL: url });
  desk = await startDesk(port);
  const organizationId = await makeOrganization(owner);
  for (const name of ["anna", "vera"] as const) {
    const { email } = await makeMember(owner, { organizationId });
    provider.accounts.set(name, { email, email_verified: true });
    known[name] = email;
  }
});
afterAll(async () => {
  await desk.stop();
  await provider.stop();
});
beforeEach(async () => {
  await owner.query("delete from session");
  await owner.query("delete from single_sign_on_identity");
});

/** Asks the desk for a way to the provider; `change` is what somebody in between does to that address. */
async function setOut(browser: Browser, change: (address: URL) => void = () => undefined): Promise<string> {
  const { text } = await browser.go(`${url}/api/auth/csrf`);
  const { csrfToken }: { csrfToken: string } = JSON.parse(text);
  const { to } = await browser.go(`${url}/api/auth/signin/sso`, { csrfToken, callbackUrl: `${url}/` });
  const address = new URL(String(to));
  change(address);
  return address.href;
}

/** Signs in at the provider and allows what is asked; answers the address that leads back, not gone to yet. */
async function allow(browser: Browser, address: string, subject: string): Promise<URL> {
  const steps: Record<string, string>[] = [
    { prompt: "login", login: subject, password: "any" },
    { prompt: "consent" },
  ];
  let at = address;
  for (let step = 0; step < 10 && !at.startsWith(url); step++) {
    const form = at.includes("/interaction/") && steps.length > 0;
    if (form) await browser.go(at);
    const { to, text } = await browser.go(at, form ? steps.shift() : undefined);
    if (to === null) throw new Error(`the provider leads nowhere from ${at}: ${text}`);
    at = to;
  }
  return new URL(at);
}

/** Whom a session was opened for by what came back; null: nobody, and no cookie either. */
async function whoIsIn({ cookies }: Step): Promise<string | null> {
  const { rows } = await owner.query<{ email: string }>(
    "select p.email from session s join person p on p.id = s.person_id",
  );
  expect(cookies.includes("session")).toBe(rows.length > 0);
  return rows[0]?.email ?? null;
}

async function come(
  subject: "anna" | "vera",
  { before, after }: { before?: (address: URL) => void; after?: (back: URL) => void } = {},
): Promise<string | null> {
  const browser = openBrowser();
  const back = await allow(browser, await setOut(browser, before), subject);
  after?.(back);
  return whoIsIn(await browser.go(back.href));
}

const tell = (promise: string, cases: number) =>
  report({ promise: `Single sign-on: ${promise}`, cases, wrong: 0 });

test("who comes back as he went is in, and the way there asks for state, nonce and PKCE", async () => {
  expect(await come("anna")).toBe(known.anna);
  const asked = new URL(await setOut(openBrowser())).searchParams;
  expect(asked.get("code_challenge_method")).toBe("S256");
  for (const name of ["state", "nonce", "code_challenge"]) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
  const again = new URL(await setOut(openBrowser())).searchParams;
  for (const name of ["state", "nonce", "code_challenge"]) expect(again.get(name)).not.toBe(asked.get(name));
  await tell("who comes back as he went is in", 2);
});

test("an answer without this browser's own state opens nothing", async () => {
  const ways: ((back: URL) => void)[] = [
    (back) => back.searchParams.set("state", "forged"),
    (back) => back.searchParams.delete("state"),
  ];
  for (const after of ways) expect(await come("anna", { after })).toBeNull();
  // Somebody hands his own answer to another's browser, which has set out itself or never did.
  const [thief, victim] = [openBrowser(), openBrowser()];
  const back = await allow(thief, await setOut(thief), "vera");
  expect(await whoIsIn(await openBrowser().go(back.href))).toBeNull();
  await setOut(victim);
  expect(await whoIsIn(await victim.go(back.href))).toBeNull();
  await tell("a forged state opens nothing", 4);
});

test("a token that was not made for this very sign-in opens nothing: its nonce is another's, or missing", async () => {
  for (const before of [
    (address: URL) => address.searchParams.set("nonce", "forged"),
    (address: URL) => address.searchParams.delete("nonce"),
  ])
    expect(await come("anna", { before })).toBeNull();
  await tell("a wrong nonce opens nothing", 2);
});

test("a code that was asked for without this browser's own challenge opens nothing", async () => {
  for (const before of [
    (address: URL) => address.searchParams.set("code_challenge", "x".repeat(43)),
    (address: URL) => {
      for (const name of ["code_challenge", "code_challenge_method"]) address.searchParams.delete(name);
    },
  ])
    expect(await come("anna", { before })).toBeNull();
  await tell("a foreign challenge opens nothing", 2);
});

test("a code opens a session once, and in nobody else's sign-in", async () => {
  const browser = openBrowser();
  const back = await allow(browser, await setOut(browser), "anna");
  const twin = browser.copy();
  expect(await whoIsIn(await browser.go(back.href))).toBe(known.anna);
  await owner.query("delete from session");
  expect(await whoIsIn(await twin.go(back.href))).toBeNull();
  // A stolen code, put into the thief's own sign-in.
  const [thief, victim] = [openBrowser(), openBrowser()];
  const own = await allow(thief, await setOut(thief), "vera");
  const stolen = (await allow(victim, await setOut(victim), "anna")).searchParams.get("code");
  own.searchParams.set("code", String(stolen));
  expect(await whoIsIn(await thief.go(own.href))).toBeNull();
  await tell("a replayed or stolen code opens nothing", 2);
});

test("an answer in the name of another provider, or that tells about someone else, opens nothing", async () => {
  expect(
    await come("anna", { after: (back) => back.searchParams.set("iss", "https://evil.example") }),
  ).toBeNull();
  provider.mistaken.set("vera", "anna");
  expect(await come("vera")).toBeNull();
  provider.mistaken.clear();
  expect(await come("vera")).toBe(known.vera);
  await tell("another provider's answer opens nothing", 2);
});
