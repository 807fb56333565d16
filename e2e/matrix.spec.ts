import { expect } from "@playwright/test";

import { expectAccessible } from "./support/axe";
import { rows } from "./support/database";
import { cell, openMatrix } from "./support/matrix";
import { ADMIN, OWNER, openAs, RETAILER, signIn } from "./support/sign-in";
import { test } from "./support/test";
import { holdUndo, takeBack } from "./support/toast";

const grantsOf = (email: string) =>
  rows<{ name: string }>(
    `select x.name from permission_grant g join membership m on m.id = g.membership_id join person p on p.id = m.person_id
     join permission x on x.id = g.permission_id where p.email = $1 and m.organization_id = $2 and m.project_id is null order by 1`,
    [email, RETAILER],
  );

test("an admin finds people by three letters, ticks, reviews, applies; a second browser sees it; undo takes it back", async ({
  page,
  browser,
}) => {
  await signIn(page, OWNER);
  const grid = await openMatrix(page, "");
  const watching = await openAs(browser, ADMIN);
  const watched = await openMatrix(watching, "");
  const before = await Promise.all(
    ["daniel.cohen", "diego.rojas"].map((name) => grantsOf(`${name}@northwind-grocers.example`)),
  );

  await page.getByLabel("Search people").fill("dan");
  await expect(grid.getByRole("rowheader", { name: /Daniel Cohen/ })).toBeVisible();
  for (const permission of [
    "View Payment Info",
    "Edit Payment Info",
    "View Users",
    "View Billing Statement",
  ]) {
    await cell(grid, "Daniel Cohen", permission).click();
  }
  await page.getByLabel("Search people").fill("");
  for (const person of ["Diego Rojas", "Dmitri Volkov"])
    await cell(grid, person, "View Payment Info").click();
  await expect(page.getByText("6 changes for 3 people")).toBeVisible();

  await page.getByRole("button", { name: "Review" }).click();
  const review = page.getByRole("dialog", { name: "Review the changes" });
  await expect(review.getByText("+ Edit Payment Info")).toBeVisible();
  await review.getByRole("button", { name: "Apply" }).click();
  const done = await holdUndo(page, "6 changes applied.");

  expect((await grantsOf("daniel.cohen@northwind-grocers.example")).map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "edit_payment_info",
      "view_billing_statement",
      "view_org_users",
      "view_payment_info",
    ]),
  );
  await expect(cell(watched, "Diego Rojas", "View Payment Info")).toHaveAccessibleName(/: direct/);
  const [last] = await rows<{ events: number; door: string; actor: string }>(
    `select count(*)::int as events, min(door) as door, min(actor_label) as actor from audit_event
     where organization_id = $1 and revision = (
       select max(revision) from audit_event where organization_id = $1 and kind = 'permission.added'
         and subject_label = 'dmitri.volkov@northwind-grocers.example')`,
    [RETAILER],
  );
  expect(last).toEqual({ events: 6, door: "console", actor: OWNER });

  await takeBack(page, done);
  const after = await Promise.all(
    ["daniel.cohen", "diego.rojas"].map((name) => grantsOf(`${name}@northwind-grocers.example`)),
  );
  expect(after).toEqual(before);
  await expect(cell(watched, "Diego Rojas", "View Payment Info")).toHaveAccessibleName(/not held/);
});

test("a cell held through a role says so, offers the ways to take it away, and one of them works", async ({
  page,
}) => {
  await signIn(page, OWNER);
  const grid = await openMatrix(page, "Emeka Nwosu");
  await cell(grid, "Emeka Nwosu", "View Items").click();
  const dialog = page.getByRole("dialog", { name: "View Items" });
  await expect(dialog.getByText(/^role /)).toBeVisible();
  await expect(dialog.getByText(/Also lost:/)).toBeVisible();
  await dialog
    .getByRole("button", { name: /^Choose: Leave the role/ })
    .first()
    .click();
  await expect(cell(grid, "Emeka Nwosu", "View Items")).toHaveAccessibleName(/will be lost/);
  await page.getByRole("button", { name: "Apply" }).click();
  const done = await holdUndo(page, "1 change applied.");
  const left = await rows(
    `select from role_assignment a join membership m on m.id = a.membership_id join person p on p.id = m.person_id
     where p.email = 'emeka.nwosu@northwind-grocers.example' and m.organization_id = $1 and m.project_id is null`,
    [RETAILER],
  );
  expect(left).toEqual([]);
  await takeBack(page, done);
});

test("of two admins at the same people neither loses anything, and the later one sees who was there", async ({
  page,
  browser,
}) => {
  await signIn(page, OWNER);
  const grid = await openMatrix(page, "Fatima Zahra");
  await cell(grid, "Fatima Zahra", "View Payment Info").click();
  await cell(grid, "Fatima Zahra", "Edit Payment Info").click();

  const other = await openAs(browser, ADMIN);
  const theirs = await openMatrix(other, "Fatima Zahra");
  await cell(theirs, "Fatima Zahra", "View Payment Info").click();
  await cell(theirs, "Fatima Zahra", "View Users").click();
  await other.getByRole("button", { name: "Apply" }).click();
  await expect(other.getByText("2 changes applied.")).toBeVisible();

  await expect(cell(grid, "Fatima Zahra", "View Users")).toHaveAccessibleName(/: direct/);
  await expect(cell(grid, "Fatima Zahra", "View Payment Info")).toHaveAccessibleName(
    /changed meanwhile by priya\.raman@/,
  );
  await expect(page.getByText("1 cell was changed by someone else meanwhile.")).toBeVisible();
  await expect(cell(grid, "Fatima Zahra", "Edit Payment Info")).toHaveAccessibleName(/will be added/);
  await page.reload();
  await expect(cell(grid, "Fatima Zahra", "Edit Payment Info")).toHaveAccessibleName(/will be added/);
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("E-mail").fill(OWNER);
  await page.getByLabel("Password").fill("grantdesk demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(cell(grid, "Fatima Zahra", "Edit Payment Info")).toHaveAccessibleName(/will be added/);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("1 change applied.")).toBeVisible();
  const names = (await grantsOf("fatima.zahra@northwind-grocers.example")).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["edit_payment_info", "view_org_users", "view_payment_info"]));
});

test("the whole way with the keyboard alone", async ({ page }) => {
  await signIn(page, OWNER);
  const grid = await openMatrix(page, "Freya Nilsen");
  await grid.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.down("Shift");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.up("Shift");
  await page.keyboard.press("Space");
  await expect(page.getByText("3 changes for 1 person")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("1 change for 1 person")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  const apply = page.getByRole("dialog").getByRole("button", { name: "Apply" });
  await expect(apply).toBeEnabled();
  await apply.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 change applied.")).toBeVisible();
});

test("the keys go on from the cell that was pressed; at the last column the names are still in sight", async ({
  page,
}) => {
  await signIn(page, OWNER);
  const grid = await openMatrix(page, "Freya Nilsen");
  await cell(grid, "Freya Nilsen", "View Users").click();
  await expect(page.getByText("1 change for 1 person")).toBeVisible();
  await page.keyboard.press("End");
  await expect(grid.getByRole("columnheader").last()).toBeInViewport();
  await expect(grid.getByRole("rowheader", { name: /Freya Nilsen/ })).toBeInViewport();
});

test("axe finds nothing on the matrix", async ({ page }) => {
  await signIn(page, OWNER);
  await openMatrix(page, "");
  await expectAccessible(page);
});
