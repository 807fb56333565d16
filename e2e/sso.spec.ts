import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, expect, type Page } from "@playwright/test";

import type { QueryResultRow } from "pg";
import { withClient } from "../lib/boot/connection";
import { findFreePort } from "../lib/boot/port";
import { findPostgres } from "../lib/boot/postgres";
import { expectAccessible } from "./support/axe";
import { type Account, startProvider } from "./support/provider";
import { startProduct } from "./support/server";
import { OWNER, RETAILER, VIEWER } from "./support/sign-in";
import { test } from "./support/test";

// A product of its own, since a provider is configured before the start; its journeys share it and run in order.
test.describe.configure({ mode: "serial" });

let url: string;
let folder: string;
let provider: Awaited<ReturnType<typeof startProvider>>;
let product: Awaited<ReturnType<typeof startProduct>>;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const port = await findFreePort();
  url = `http://localhost:${port}`;
  folder = await mkdtemp(path.join(tmpdir(), "grantdesk-sso-"));
  provider = await startProvider(`${url}/api/auth/callback/sso`);
  const own = { DATA_DIR: folder, PORT: String(port), PUBLIC_URL: url };
  product = await startProduct({ ...own, ...provider.variables });
  expect(product.output()).toContain("Grantdesk is at");
});

test.afterAll(async () => {
  await product.stop();
  await provider.stop();
  await rm(folder, { recursive: true });
});

async function rows<Row extends QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const database = await findPostgres(folder, "grantdesk");
  return withClient(String(database), async (client) => (await client.query<Row>(sql, values)).rows);
}

/** Goes to the provider, signs in there as `subject`, allows what is asked, and comes back. */
async function comeBy(browser: Browser, subject: string, account: Account): Promise<Page> {
  provider.accounts.set(subject, account);
  const page = await (await browser.newContext({ baseURL: url })).newPage();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue with Northwind Login" }).click();
  await page.getByPlaceholder("Enter any login").fill(subject);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(`${url}/**`);
  return page;
}

const sessionsOf = (email: string) =>
  rows("select s.kind from session s join person p on p.id = s.person_id where p.email = $1", [email]);

test("whoever is known by the address that the provider has verified is in, as after his password", async ({
  browser,
}) => {
  const page = await comeBy(browser, "maria", { email: ` ${OWNER.toUpperCase()}`, email_verified: true });
  await expect(page).toHaveURL(new RegExp(`/o/${RETAILER}`));
  expect(await sessionsOf(OWNER)).toEqual([{ kind: "CONSOLE" }]);
  const linked = await rows("select subject from single_sign_on_identity");
  expect(linked).toEqual([{ subject: "maria" }]);
});

test("an address that is not verified, or that nobody awaits, opens nothing and is told why", async ({
  browser,
}) => {
  const before = await rows("select count(*) from person");
  const unverified = await comeBy(browser, "eve", { email: VIEWER, email_verified: false });
  await expect(unverified.getByRole("alert").first()).toContainText(
    "does not say that your e-mail address is yours",
  );
  const stranger = await comeBy(browser, "sam", { email: "sam@elsewhere.example", email_verified: true });
  await expect(stranger.getByRole("alert").first()).toContainText("Nobody has invited this address");
  await expectAccessible(stranger);
  expect((await stranger.request.get("/api/console/me")).status()).toBe(401);
  expect(await rows("select count(*) from person")).toEqual(before);
  expect(await sessionsOf(VIEWER)).toEqual([]);
});

test("another subject with the address of someone who is linked does not become him; his own subject stays him", async ({
  browser,
}) => {
  const other = await comeBy(browser, "maria-2", { email: OWNER, email_verified: true });
  await expect(other.getByRole("alert").first()).toContainText("linked to another sign-in");
  // Maria's address at the provider is someone else's now: she stays herself and nobody else.
  const maria = await comeBy(browser, "maria", { email: VIEWER, email_verified: true });
  await expect(maria).toHaveURL(new RegExp(`/o/${RETAILER}`));
  const me = (await (await maria.request.get("/api/console/me")).json()) as { person: { email: string } };
  expect(me.person.email).toBe(OWNER);
  expect(await sessionsOf(VIEWER)).toEqual([]);
});

test("an owner lets the people of his own domain in, and the next stranger from there joins with that role", async ({
  browser,
}) => {
  const owner = await comeBy(browser, "maria", { email: OWNER, email_verified: true });
  await owner.goto(`/o/${RETAILER}/settings`);
  await owner.getByLabel("Domains").fill("lumenforge.example");
  await owner.getByLabel("They join as").selectOption({ label: "Viewer" });
  await owner.getByRole("button", { name: "Save joining" }).click();
  await expect(owner.getByText("You need an address of your own at lumenforge.example")).toBeVisible();
  await owner.getByLabel("Domains").fill("Northwind-Grocers.example");
  await owner.getByRole("button", { name: "Save joining" }).click();
  await expect(owner.getByText(/may join now/).first()).toBeVisible();
  await expectAccessible(owner);

  const account = { email: "Nils.New@northwind-grocers.example", email_verified: true, given_name: "Nils" };
  const page = await comeBy(browser, "nils", account);
  await expect(page).toHaveURL(new RegExp(`/o/${RETAILER}`));
  const joined = await rows(
    `select p.first_name, m.status, r.name from person p join membership m on m.person_id = p.id
     join role_assignment a on a.membership_id = m.id join role r on r.id = a.role_id
     where p.email = 'nils.new@northwind-grocers.example'`,
  );
  expect(joined).toEqual([{ first_name: "Nils", status: "ACTIVE", name: "Viewer" }]);
  const events = await rows(
    `select kind from audit_event where organization_id = $1 order by revision desc, sequence desc limit 3`,
    [RETAILER],
  );
  expect(events.map(({ kind }) => kind).sort()).toEqual([
    "member.added",
    "organization.joining-set",
    "role.assigned",
  ]);
});
