import { readdirSync } from "node:fs";
import { type Browser, expect, type Page } from "@playwright/test";

import { rows } from "./support/database";
import { personId } from "./support/facts";
import { FIRM, PORTAL } from "./support/projects";
import { OPERATOR, OWNER, RETAILER, SOFTWARE_OWNER, signIn, VIEWER } from "./support/sign-in";
import { test } from "./support/test";

const inFirm = `/o/${FIRM}`;
const inProject = `${inFirm}/projects/${PORTAL}`;

/** Every page of the product by the folder that makes it, with who may see it. */
async function visits(): Promise<Record<string, readonly [who: string | null, path: string]>> {
  const [viewer] = await rows<{ id: string }>(
    "select m.id from membership m join person p on p.id = m.person_id where p.email = $1 and m.organization_id = $2",
    [VIEWER, RETAILER],
  );
  return {
    "sign-in": [null, "/sign-in"],
    "forgot-password": [null, "/forgot-password"],
    "reset-password": [null, "/reset-password#token=x"],
    "accept-invitation": [null, "/accept-invitation#token=x"],
    "(console)": [OWNER, "/"],
    "(console)/welcome": [OWNER, "/welcome"],
    "(console)/reference": [OWNER, "/reference"],
    "(console)/o/[organization]": [OWNER, `/o/${RETAILER}`],
    "(console)/o/[organization]/people/[member]": [OWNER, `/o/${RETAILER}/people/${viewer?.id}`],
    ...Object.fromEntries(
      ["access", "audit", "members", "roles", "settings", "tokens", "invitations", "webhooks"].map((name) => [
        `(console)/o/[organization]/${name}`,
        [OWNER, `/o/${RETAILER}/${name}`],
      ]),
    ),
    "(console)/o/[organization]/projects": [SOFTWARE_OWNER, `${inFirm}/projects`],
    "(console)/o/[organization]/projects/[project]": [SOFTWARE_OWNER, inProject],
    "(console)/o/[organization]/projects/[project]/settings": [SOFTWARE_OWNER, `${inProject}/settings`],
    "(console)/o/[organization]/projects/[project]/invitations": [SOFTWARE_OWNER, `${inProject}/invitations`],
    "(console)/o/[organization]/[...nowhere]": [OWNER, `/o/${RETAILER}/nowhere`],
    "(console)/support": [OPERATOR, "/support"],
    "(console)/support/catalogue": [OPERATOR, "/support/catalogue"],
    "(console)/support/locked": [OPERATOR, "/support/locked"],
    "(console)/support/people/[person]": [OPERATOR, `/support/people/${await personId(VIEWER)}`],
  };
}

/** Collects whatever the browser complains about: violations of the policy, warnings, errors, what nobody caught. */
async function listening(
  browser: Browser,
  who: string | null,
): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await browser.newContext()).newPage();
  const complaints: string[] = [];
  const note = (words: string) => complaints.push(`${new URL(page.url()).pathname}: ${words}`);
  page.on("console", (message) => {
    // That a page answers 404 is the browser's own line, and true.
    const isMissing = message.text().startsWith("Failed to load resource") && message.text().includes("404");
    if (["warning", "error"].includes(message.type()) && !isMissing)
      note(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => note(error.message));
  await page.exposeFunction("complain", note);
  await page.addInitScript(() => {
    const { complain } = window as unknown as { complain: (words: string) => void };
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
      complain(`violation: ${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  if (who !== null) await signIn(page, who);
  return { page, complaints };
}

test("no page breaks the policy, and no browser has anything to complain about", async ({ browser }) => {
  test.setTimeout(240_000);
  const all = await visits();
  const found = readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("/page.tsx"))
    .map((file) => file.slice(0, -"/page.tsx".length));
  expect(Object.keys(all).sort()).toEqual(found.sort());
  const heard: string[] = [];
  for (const who of new Set(Object.values(all).map(([someone]) => someone))) {
    const { page, complaints } = await listening(browser, who);
    for (const [someone, path] of Object.values(all)) {
      if (someone !== who) continue;
      await page.goto(path);
      await expect(page.getByRole("heading").first()).toBeVisible();
      await page.waitForLoadState("load");
    }
    heard.push(...complaints);
    await page.context().close();
  }
  expect(heard).toEqual([]);
});

test("menus, dialogs, themes and toasts keep to the policy", async ({ browser }) => {
  const { page, complaints } = await listening(browser, OWNER);
  await page.goto(`/o/${RETAILER}/roles`);
  await page.getByRole("button", { name: "Account and appearance" }).click();
  await page.getByRole("menuitem", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto(`/o/${RETAILER}/members`);
  await page.getByRole("link", { name: "Roles" }).first().click();
  await expect(page).toHaveURL(/roles/);
  expect(complaints).toEqual([]);
});

test("a script that somebody writes into a page does not run", async ({ browser }) => {
  const { page, complaints } = await listening(browser, null);
  await page.goto("/sign-in");
  await page.evaluate(() => {
    const markup =
      "<img src=/none onerror='document.title=\"run\"'><a id=trap href='javascript:document.title=\"run\"'>x</a>";
    document.body.insertAdjacentHTML("beforeend", markup);
    document.getElementById("trap")?.click();
  });
  const violations = () => complaints.filter((each) => each.includes("violation: script-src"));
  await expect.poll(() => violations().length).toBe(2);
  expect(await page.title()).not.toBe("run");
});
