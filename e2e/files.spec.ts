import { expect } from "@playwright/test";

import { OWNER, openAs, RETAILER, signIn, VIEWER } from "./support/sign-in";
import { test } from "./support/test";

test("roles, invitations and tokens are saved as files, by who may see them", async ({ page, browser }) => {
  const at = (path: string) => `/api/console/organizations/${RETAILER}/${path}`;
  await signIn(page, OWNER);
  for (const [place, file, head] of [
    ["roles", "roles-export", "Name,Description,Level"],
    ["invitations", "invitations-export", "E-mail,Status,Permissions"],
    ["tokens?whose=all", "tokens-export", "Name,Begins with,Owner"],
  ]) {
    await page.goto(`/o/${RETAILER}/${place}`);
    const href = await page.getByRole("link", { name: "Export CSV" }).getAttribute("href");
    expect(href).toContain(at(String(file)));
    const answer = await page.request.get(String(href));
    expect(answer.headers()["content-type"]).toContain("text/csv");
    const text = await answer.text();
    expect(text.startsWith(String(head))).toBe(true);
    expect(text).not.toMatch(/(^|[,"])[=+@]/m);
  }
  const viewer = await openAs(browser, VIEWER);
  for (const path of ["invitations-export", "tokens-export?all=true"])
    expect((await viewer.request.get(at(path))).status()).toBe(403);
});
