import { expect, type Page } from "@playwright/test";

import { expectAccessible } from "./support/axe";
import { rows } from "./support/database";
import { expectFitsPhone } from "./support/narrow";
import { OPERATOR, OWNER, openAs, RETAILER, SOFTWARE_OWNER, signIn, VIEWER } from "./support/sign-in";
import { test } from "./support/test";
import { holdUndo, takeBack } from "./support/toast";

const TOKENS = `/o/${RETAILER}/tokens`;

/** An organization of the asker's own, for what would end one of the demonstration's. */
async function found(page: Page, name: string): Promise<string> {
  const answer = await page.evaluate(async (wanted) => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ name: wanted });
    return (await (
      await fetch("/api/v1/organizations", { method: "POST", headers, body })
    ).json()) as unknown;
  }, name);
  return (answer as { id: string }).id;
}

const organization = async (id: string) =>
  (
    await rows<{ name: string; granting: string; status: string; deleted: boolean }>(
      "select name, granting, status, deleted_at is not null as deleted from organization where id = $1",
      [id],
    )
  )[0];

test("an organization is renamed, loosened, taken back, deactivated, activated by an operator and deleted", async ({
  page,
  browser,
}) => {
  await signIn(page, SOFTWARE_OWNER);
  await page.goto("/welcome");
  const id = await found(page, "Passing Fancy");
  await page.goto(`/o/${id}/settings`);
  await page.getByLabel("Name of the organization").fill("Lasting Fancy");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByRole("navigation").getByText("Lasting Fancy")).toBeVisible();
  // Taken back before the page has seen what was saved.
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/desk$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("radio", { name: /Relaxed/ }).check();
  await page.getByRole("button", { name: "Save rule" }).click();
  const said = await holdUndo(page, "Granting is relaxed now.");
  expect(await organization(id)).toMatchObject({ name: "Lasting Fancy", granting: "RELAXED" });
  await takeBack(page, said);
  release();
  await expect(page.getByRole("radio", { name: /Strict/ })).toBeChecked();
  expect(await organization(id)).toMatchObject({ granting: "STRICT" });

  await end(page, "Deactivate", "Deactivate");
  await expect(page).not.toHaveURL(new RegExp(id));
  expect(await organization(id)).toMatchObject({ status: "DEACTIVATED" });
  expect((await page.goto(`/o/${id}/settings`))?.status()).toBe(404);

  const operator = await openAs(browser, OPERATOR);
  await operator.goto(`/o/${id}/settings`);
  await operator.getByRole("button", { name: "Activate" }).click();
  await expect(operator.getByText("Lasting Fancy is active.")).toBeVisible();
  await page.goto(`/o/${id}/settings`);
  await end(page, "Delete", "Delete for good");
  await expect(page).not.toHaveURL(new RegExp(id));
  expect(await organization(id)).toMatchObject({ status: "ACTIVE", deleted: true });
});

/** A dangerous act: it asks for the name. */
async function end(page: Page, act: string, confirm: string): Promise<void> {
  await page.getByRole("button", { name: act, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: confirm })).toBeDisabled();
  await dialog.getByLabel('Type "Lasting Fancy" to go on').fill("Lasting Fancy");
  await dialog.getByRole("button", { name: confirm }).click();
}

test("a token's secret is shown once, does what is ticked and no more, and ends when it is revoked", async ({
  page,
  playwright,
  baseURL,
}) => {
  await signIn(page, OWNER);
  await page.goto(TOKENS);
  await page.getByRole("button", { name: "Create token" }).click();
  const dialog = page.getByRole("dialog", { name: "Create token" });
  await dialog.getByLabel("Name", { exact: true }).fill("Nightly export");
  await dialog.getByLabel("Expires").selectOption({ label: "30 days" });
  await expect(dialog.getByRole("button", { name: "Create token" })).toBeDisabled();
  await dialog.getByRole("searchbox", { name: "Search permissions" }).fill("users");
  await dialog.getByRole("checkbox", { name: "View Users" }).click();
  await dialog.getByRole("button", { name: "Create token" }).click();
  const ready = page.getByRole("dialog", { name: "Nightly export is ready" });
  const secret = String(await ready.getByRole("region", { name: "Secret" }).locator("pre").textContent());
  expect(secret).toMatch(/^gd_/);
  await page.keyboard.press("Escape");
  await expect(ready.getByRole("alert")).toContainText("You have not copied it yet.");
  await ready.getByRole("button", { name: "Close without copying" }).click();
  const row = page.getByRole("row").filter({ hasText: "Nightly export" });
  await expect(row).toContainText("1 permission");
  await expect(page.getByText(secret)).toHaveCount(0);

  const written = await rows<{ narrowed: boolean; days: number; clear: boolean }>(
    `select narrowed, round(extract(epoch from expires_at - created_at) / 86400)::int as days,
       position(convert_to($1, 'UTF8') in secret_hash) > 0 as clear
     from api_token where name = 'Nightly export' and revoked_at is null`,
    [secret],
  );
  expect(written).toEqual([{ narrowed: true, days: 30, clear: false }]);
  const headers = { authorization: `Bearer ${secret}` };
  const script = await playwright.request.newContext({
    extraHTTPHeaders: headers,
    ...(baseURL ? { baseURL } : {}),
  });
  const at = (path: string) => `/api/v1/organizations/${RETAILER}${path}`;
  expect((await script.get(at("/users"))).status()).toBe(200);
  expect((await script.get(at("/audit"))).status()).toBe(403);

  await row.getByRole("button", { name: "Revoke Nightly export" }).click();
  await page.getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByText("Nightly export is revoked.")).toBeVisible();
  await expect(row).toBeHidden();
  expect((await script.get(at("/users"))).status()).toBe(401);
  await script.dispose();
});

test("a plain member changes no setting, and sees no one else's token, whatever is called", async ({
  page,
}) => {
  await signIn(page, VIEWER);
  await page.goto(`/o/${RETAILER}/settings`);
  await expect(page.getByLabel("Name of the organization")).toBeDisabled();
  await expect(page.getByText("Only people with Edit Settings can change this.")).toHaveCount(3);
  await expect(page.getByRole("button", { name: "Delete" })).toBeDisabled();
  await page.goto(`${TOKENS}?whose=all`);
  await expect(page.getByRole("alert").filter({ hasText: "You need view_api_key" })).toBeVisible();
  await expect(page.getByText(OWNER)).toHaveCount(0);
  const all = await page.request.get(`/api/console/organizations/${RETAILER}/tokens?all=true`);
  expect(all.status()).toBe(403);
});

test("axe finds nothing on settings and tokens; 390 px need no sideways scroll", async ({ page }) => {
  test.slow();
  await signIn(page, OWNER);
  for (const [path, ready] of [
    ["settings", "Danger zone"],
    ["tokens", "Sample client"],
    ["tokens?whose=all", "Sample client"],
    ["tokens?create=yes", "What it may do"],
  ]) {
    await page.goto(`/o/${RETAILER}/${path}`);
    await expect(page.getByText(String(ready)).first()).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
});
