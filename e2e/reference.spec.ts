import { expect, type Page } from "@playwright/test";

import { expectAccessible } from "./support/axe";
import { expectFitsPhone } from "./support/narrow";
import { OWNER, RETAILER, signIn } from "./support/sign-in";
import { test } from "./support/test";

const PAGE = `/reference?organization=${RETAILER}`;
const ROLES = "v1_get_organizations_organization_id_roles";

const entry = (page: Page, id: string) => page.locator(`#${id}`);

test("a call is found by search, read, tried with the session and refused with a wrong token", async ({
  page,
}) => {
  await signIn(page, OWNER);
  await page.goto(`/o/${RETAILER}/tokens`);
  await page.getByRole("link", { name: "API reference" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
  await page.getByLabel("Search", { exact: true }).fill("roles that people");
  await expect(page.getByRole("main").getByRole("status")).toHaveText("1 call");
  await expect(page).toHaveURL(/search=roles/);

  const call = entry(page, ROLES);
  await call.getByRole("button", { expanded: false }).click();
  await expect(page).toHaveURL(new RegExp(`open=${ROLES}`));
  await expect(call.getByLabel("organization_id")).toHaveValue(RETAILER);
  await call.getByRole("button", { name: "Send GET" }).click();
  const answer = call.getByRole("region", { name: "Answer" });
  await expect(answer).toContainText("200");
  await expect(answer).toContainText("x-request-id");
  await expect(answer.getByLabel("Body of the answer")).toHaveValue(/"name": "Owner"/);

  await page.getByLabel("Token to try calls with").fill("gd_wrong");
  await call.getByLabel("Who asks").selectOption("bearer");
  await call.getByRole("button", { name: "Send GET" }).click();
  await expect(answer).toContainText("401");
  await expect(call.getByText("Bearer $TOKEN")).toBeVisible();
  await expect(page.getByText("gd_wrong")).toHaveCount(0);
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).not.toContain("gd_wrong");
});

test("what is missing or no JSON is said at its field, and nothing is sent", async ({ page }) => {
  await signIn(page, OWNER);
  const id = "v1_put_organizations_organization_id_users_roles";
  await page.goto(`/reference?open=${id}`);
  const call = entry(page, id);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "PUT") sent.push(request.url());
  });
  await call.getByLabel("Body").fill("{");
  await call.getByRole("button", { name: "Send PUT" }).click();
  await expect(call.getByText("This has to be filled in.")).toBeVisible();
  await expect(call.getByText("This is not JSON.")).toBeVisible();
  expect(sent).toEqual([]);
});

test("axe finds nothing on the reference; 390 px need no sideways scroll", async ({ page }) => {
  test.slow();
  await signIn(page, OWNER);
  for (const path of [
    `${PAGE}&open=${ROLES},v1_post_organizations_organization_id_changes`,
    `${PAGE}&search=nothing+like+it`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole("main").getByRole("status").first()).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
});
