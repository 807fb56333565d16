import { expect } from "@playwright/test";

import { rows } from "./support/database";
import { selectFriday } from "./support/friday";
import { cell, openMatrix } from "./support/matrix";
import { OWNER, RETAILER, SOFTWARE_OWNER, signIn } from "./support/sign-in";
import { test } from "./support/test";
import { holdUndo, takeBack } from "./support/toast";

const SOFTWARE = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

test("someone new gives a colleague what another has, except payments, until Friday", async ({ page }) => {
  await signIn(page, OWNER);
  const grid = await openMatrix(page, "Ferran Puig");
  const row = grid.getByRole("rowheader", { name: /Ferran Puig/ });
  const name = (await row.getByRole("link").textContent()) ?? "";
  await row.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Copy rights from a colleague" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Search a colleague by name or e-mail").fill("chiamaka");
  await dialog.getByRole("button", { name: /Chiamaka Obi/ }).click();
  await dialog.getByRole("checkbox", { name: "All of Payment" }).click();
  const friday = await selectFriday(dialog.getByLabel("Until"));
  await dialog.getByRole("button", { name: "Tick them" }).click();
  await expect(cell(grid, name, "View Subscription Plan")).toHaveAccessibleName(/will be (added|gained)/);
  await expect(cell(grid, name, "View Payment Info")).toHaveAccessibleName(/not held$/);

  await page.getByRole("button", { name: "Review" }).click();
  const review = page.getByRole("dialog", { name: "Review the changes" });
  await expect(review.getByText("+ View Subscription Plan")).toBeVisible();
  await expect(review.getByText(/Payment Info/)).toHaveCount(0);
  const [{ began } = { began: null }] = await rows<{ began: string }>("select now()::text as began");
  await review.getByRole("button", { name: "Apply" }).click();
  const done = await holdUndo(page, "applied.");
  const given = await rows<{ name: string; ends: string }>(
    `select x.name, g.expires_at::text as ends from permission_grant g join membership m on m.id = g.membership_id
     join person p on p.id = m.person_id join permission x on x.id = g.permission_id
     where p.first_name || ' ' || p.last_name = $1 and m.organization_id = $2 and g.granted_at > $3`,
    [name, RETAILER, began],
  );
  expect(given.map((grant) => grant.name)).not.toContain("edit_payment_info");
  expect(given.length).toBeGreaterThan(0);
  expect(new Set(given.map(({ ends }) => new Date(ends).toISOString()))).toEqual(new Set([friday]));
  await takeBack(page, done);
});

test("what is pending ends on the day that the bar says; keys copy a row's rights, and go to the heads", async ({
  page,
}) => {
  await signIn(page, OWNER);
  const grid = await openMatrix(page, "");
  const ticked = cell(grid, "Aarav Mehta", "View Users");
  await ticked.click();
  await page.getByLabel("Give it until").selectOption({ index: 2 });
  await expect(ticked).toHaveAccessibleName(/direct, until .*, will be added/);
  await grid.focus();
  await page.keyboard.press("Control+z");
  await expect(ticked).toHaveAccessibleName(/: direct, will be added/);
  await page.keyboard.press("Control+z");
  await expect(ticked).toHaveAccessibleName(/: not held$/);

  for (let down = 0; down < 3; down++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+c");
  for (let up = 0; up < 3; up++) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Control+v");
  await expect(cell(grid, "Aarav Mehta", "View Billing Statement")).toHaveAccessibleName(/will be added/);
  await page.getByRole("button", { name: "Discard" }).click();

  await grid.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: "Select Aarav Mehta" })).toBeChecked();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Space");
  await expect(page.getByText("1 change for 1 person")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Unfold Subscription" })).toBeVisible();
});

test("a permission behind a closed gate says so at its column, and at once when it is ticked", async ({
  page,
}) => {
  await signIn(page, SOFTWARE_OWNER);
  const [gate] = await rows<{ project: string; name: string }>(
    `select j.id as project, x.display_name as name from project j join permission x on x.gated and x.level = 'PROJECT'
     where j.organization_id = $1 and not exists (
       select from permission_gate g where g.project_id = j.id and g.permission_id = x.id) order by 1, 2 limit 1`,
    [SOFTWARE],
  );
  await page.goto(`/o/${SOFTWARE}/projects/${gate?.project}`);
  const grid = page.getByRole("grid");
  await expect(grid).not.toHaveAttribute("aria-busy", "true");
  const closed = grid.getByRole("columnheader", { name: String(gate?.name) });
  await expect(closed.getByLabel(/only where an operator has switched it on/)).toBeVisible();
  await grid
    .getByRole("gridcell", { name: new RegExp(`, ${gate?.name}: not held`) })
    .first()
    .click();
  await expect(page.getByText(/can be given only where an operator has switched it on/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Apply" })).toBeHidden();
});
