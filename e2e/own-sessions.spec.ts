import { type Browser, expect, type Page } from "@playwright/test";

import { expectAccessible } from "./support/axe";
import { rows } from "./support/database";
import { RETAILER, signInByForm, VIEWER } from "./support/sign-in";
import { patient, test } from "./support/test";

// Nobody else signs in as they do: the other journeys keep their sessions, and leave theirs alone.
const TOMAS = "tomas.herrera@northwind-grocers.example";
const JONAS = "jonas.weber@northwind-grocers.example";

/** Another session of the same person, in a browser of its own. */
async function comeAgain(browser: Browser, email: string): Promise<Page> {
  const page = patient(await (await browser.newContext()).newPage());
  await signInByForm(page, email);
  return page;
}

async function membershipOf(email: string): Promise<string> {
  const found = await rows<{ id: string }>(
    `select m.id from membership m join person p on p.id = m.person_id
     where p.email = $1 and m.organization_id = $2 and m.project_id is null`,
    [email, RETAILER],
  );
  return String(found[0]?.id);
}

test("one's own page ends one session and leaves the other; nobody else's sessions are shown", async ({
  page,
  browser,
}) => {
  const own = await membershipOf(TOMAS);
  await signInByForm(page, TOMAS);
  const other = await comeAgain(browser, TOMAS);
  const mine = (await (await other.request.get("/api/console/sessions")).json()) as {
    id: string;
    current: boolean;
  }[];
  const id = mine.find(({ current }) => current)?.id;
  await page.goto(`/o/${RETAILER}/people/${own}`);
  const sessions = page.getByRole("list", { name: "Where you are signed in" });
  await expect(sessions.getByText("This one")).toHaveCount(1);
  // The newest comes first after the one that looks.
  await sessions
    .getByRole("button", { name: /^Sign out: / })
    .first()
    .click();
  await expect(page.getByText(/^Signed out: /)).toBeVisible();
  expect(await rows("select id from session where id = $1 and revoked_at is not null", [id])).toHaveLength(1);
  expect((await other.request.get("/api/console/me")).status()).toBe(401);
  expect((await page.request.get("/api/console/me")).status()).toBe(200);
  await page.goto(`/o/${RETAILER}/people/${await membershipOf(VIEWER)}`);
  await expect(page.getByRole("heading", { level: 2, name: "Roles", exact: true }).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Sessions" })).toHaveCount(0);
});

test("one signs out everywhere else at once, told apart by when; the audit keeps it", async ({
  page,
  browser,
}) => {
  const own = await membershipOf(JONAS);
  await signInByForm(page, JONAS);
  const others = [await comeAgain(browser, JONAS), await comeAgain(browser, JONAS)];
  await page.goto(`/o/${RETAILER}/people/${own}`);
  const ends = page.getByRole("button", { name: /^Sign out: .+, since .+ \d+:\d+:\d+/ });
  await expect(ends).toHaveCount(2);
  const names = await ends.evaluateAll((buttons) => buttons.map((each) => each.getAttribute("aria-label")));
  expect(new Set(names).size).toBe(2);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  const asked = page.getByRole("dialog", { name: "Sign out everywhere else?" });
  await asked.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(page.getByText("Signed out: 2 other sessions.")).toBeVisible();
  await expect(ends).toHaveCount(0);
  for (const other of others) expect((await other.request.get("/api/console/me")).status()).toBe(401);
  expect((await page.request.get("/api/console/me")).status()).toBe(200);
  await page.goto(`/o/${RETAILER}/people/${own}?view=history`);
  await expect(page.getByText("Signed out in one place")).toHaveCount(2);
});
