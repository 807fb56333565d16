import { type Browser, expect, type Page } from "@playwright/test";
import { patient } from "./test";

const PASSWORD = "grantdesk demo";

export const OWNER = "maria.lindqvist@northwind-grocers.example";
export const ADMIN = "priya.raman@northwind-grocers.example";
export const VIEWER = "oskar.brandt@northwind-grocers.example";
export const SOFTWARE_OWNER = "noa.feldman@lumenforge.example";
export const OPERATOR = "eleanor.whitcombe@tidewater-exchange.example";

/** The retailer of the demonstration data. */
export const RETAILER = "9c815970-2e98-5a46-9ca7-adad0d277104";

type Cookies = Awaited<ReturnType<ReturnType<Page["context"]>["cookies"]>>;

/** Of this worker, whose journeys come one after the other: nobody ends a session that another one is in. */
const sessions = new Map<string, Cookies>();

/** Lets someone into the page's browser without the form, which is a journey of its own; no page is open yet. */
export async function signIn(page: Page, email: string): Promise<void> {
  const context = page.context();
  const cookies = sessions.get(email) ?? (await enter(page, email));
  sessions.set(email, cookies);
  await context.addCookies(cookies);
}

async function enter(page: Page, email: string): Promise<Cookies> {
  const context = page.context();
  const { csrfToken } = await (await context.request.get("/api/auth/csrf")).json();
  const form = { csrfToken, email, password: PASSWORD, json: "true" };
  const headers = { "sec-fetch-site": "same-origin" };
  const answer = await context.request.post("/api/auth/callback/credentials", { form, headers });
  expect(answer.status()).toBe(200);
  return context.cookies();
}

/** Fills in the form, as a person does, and waits until he is in: a session of its own. */
export async function signInByForm(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** A browser of someone's own, signed in. */
export async function openAs(browser: Browser, email: string): Promise<Page> {
  const page = patient(await (await browser.newContext()).newPage());
  await signIn(page, email);
  return page;
}
