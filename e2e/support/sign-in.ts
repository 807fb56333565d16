import { type Browser, expect, type Page } from "@playwright/test";

const PASSWORD = "grantdesk demo";

export const OWNER = "maria.lindqvist@northwind-grocers.example";
export const ADMIN = "priya.raman@northwind-grocers.example";
export const VIEWER = "oskar.brandt@northwind-grocers.example";
export const SOFTWARE_OWNER = "noa.feldman@lumenforge.example";
export const OPERATOR = "eleanor.whitcombe@tidewater-exchange.example";

/** The retailer of the demonstration data. */
export const RETAILER = "9c815970-2e98-5a46-9ca7-adad0d277104";

/** Fills in the form, as a person does, and waits until he is in. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** A browser of someone's own, signed in. */
export async function openAs(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, email);
  return page;
}
