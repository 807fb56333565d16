import { expect } from "@playwright/test";

import { expectAccessible } from "./support/axe";
import { OWNER, RETAILER, signIn } from "./support/sign-in";
import { test } from "./support/test";

test("? shows the keys, / searches, g and a letter go to a place; none of them where one types", async ({
  page,
}) => {
  await signIn(page, OWNER);
  await page.goto(`/o/${RETAILER}/roles`);
  const search = page.getByRole("searchbox", { name: "Search roles" });
  await expect(search).toBeVisible();
  // The keys work once the page is live, which nothing shows: so until they do.
  const dialog = page.getByRole("dialog", { name: "Keys" });
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(dialog).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(dialog.getByRole("link", { name: "Members" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await page.keyboard.type("gm?");
  await expect(search).toHaveValue("gm?");
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/roles/);

  await search.blur();
  // Both are on their way at once: g waits for its second key for a moment only.
  await Promise.all([page.keyboard.press("g"), page.keyboard.press("m")]);
  await expect(page).toHaveURL(/\/members$/);
  await page.getByRole("button", { name: "Account and appearance" }).click();
  await page.getByRole("menuitem", { name: "Keys" }).click();
  await expect(dialog).toBeVisible();
});

test("who dictates switches the single-letter keys off; this browser remembers it", async ({ page }) => {
  await signIn(page, OWNER);
  await page.goto(`/o/${RETAILER}/roles`);
  const dialog = page.getByRole("dialog", { name: "Keys" });
  const open = async () => {
    await page.getByRole("button", { name: "Account and appearance" }).click();
    await page.getByRole("menuitem", { name: "Keys" }).click();
    await expect(dialog).toBeVisible();
  };
  await open();
  await dialog.getByRole("switch", { name: "Single-letter keys" }).click();
  await expect(dialog.getByRole("link", { name: "Members" })).toHaveCount(0);
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole("searchbox", { name: "Search roles" })).toBeVisible();
  // The palette shows that the page is live.
  const palette = page.getByRole("dialog", { name: "Search and commands" });
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(palette).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  for (const key of ["?", "/", "g", "m"]) await page.keyboard.press(key);
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/roles$/);
  await expect(page.getByRole("searchbox", { name: "Search roles" })).not.toBeFocused();
  await open();
  await dialog.getByRole("switch", { name: "Single-letter keys" }).click();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.keyboard.press("?");
  await expect(dialog).toBeVisible();
});

test("a link that is followed while a search is being written into the address is still followed", async ({
  page,
}) => {
  await signIn(page, OWNER);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  // The next page is held back until the search stands in the address, which ends what the router was doing.
  await page.route(/\/settings\?.*_rsc=/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/o/${RETAILER}/roles`);
  const search = page.getByRole("searchbox", { name: "Search roles" });
  await expect(async () => {
    await search.fill("own");
    await expect(page).toHaveURL(/search=own$/, { timeout: 1000 });
  }).toPass();
  await page.getByRole("link", { name: "Settings" }).evaluate((link: HTMLElement) => {
    // In one turn, as two hands on one keyboard never are: the address is written after it.
    document.execCommand("insertText", false, "er");
    link.click();
  });
  await expect(page).toHaveURL(/roles\?search=owner$/);
  release();
  await expect(page).toHaveURL(/\/settings$/);
  await page.goBack();
  await expect(search).toHaveValue("owner");
});

test("the command palette starts an act where it belongs", async ({ page }) => {
  await signIn(page, OWNER);
  for (const [act, address] of [
    ["Invite people", /members\?invite=true/],
    ["Create role", /roles\?create=blank/],
    ["Create project", /projects\?create=true/],
    ["Create token", /tokens\?create=yes/],
  ] as const) {
    await page.goto(`/o/${RETAILER}/settings`);
    const palette = page.getByRole("dialog", { name: "Search and commands" });
    await expect(async () => {
      await page.keyboard.press("Control+k");
      await expect(palette).toBeVisible({ timeout: 500 });
    }).toPass();
    await palette.getByRole("option", { name: act }).click();
    await expect(page).toHaveURL(address);
    await expect(page.getByRole("dialog")).toBeVisible();
  }
});
