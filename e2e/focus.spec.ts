import { expect, type Page } from "@playwright/test";

import { expectAccessible } from "./support/axe";
import { OPERATOR, OWNER, RETAILER, signIn } from "./support/sign-in";
import { test } from "./support/test";

const menuOf = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("a menu and a dialog give the focus back to what opened them; an open menu is inside of a landmark", async ({
  page,
}) => {
  await signIn(page, OWNER);
  await page.goto(`/o/${RETAILER}/roles`);
  const opener = menuOf(page, "Actions for Auditor");
  await opener.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(opener).toBeFocused();

  await page.goto(`/o/${RETAILER}/projects`);
  const acts = menuOf(page, "Acts on Loyalty card");
  await acts.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "Rename" }).press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.getByRole("dialog").getByRole("textbox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(acts).toBeFocused();

  await page.goto(`/o/${RETAILER}/members`);
  const invite = menuOf(page, "Invite");
  await invite.press("Enter");
  await expect(page.getByLabel("E-mail addresses")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(invite).toBeFocused();
});

test("the browser's console stays empty on every screen, also on one that is not there", async ({ page }) => {
  const said: string[] = [];
  page.on("console", (message) => {
    // That an address answers 404 is the browser's own line, and true.
    const isNetwork = message.text().startsWith("Failed to load resource");
    if (["warning", "error"].includes(message.type()) && !isNetwork) said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(error.message));
  await signIn(page, OPERATOR);
  const at = (path: string) => `/o/${RETAILER}${path}`;
  for (const path of [
    ...["", "/members", "/roles", "/projects", "/invitations", "/audit", "/tokens", "/settings"].map(at),
    "/support",
    "/support/locked",
    "/reference",
    "/o/00000000-0000-4000-8000-00000000dead",
    "/nowhere",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  expect(said).toEqual([]);
});
