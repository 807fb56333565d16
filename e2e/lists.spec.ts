import { expect, type Locator } from "@playwright/test";

import { expectAccessible } from "./support/axe";
import { rows } from "./support/database";
import { FIRM } from "./support/projects";
import { OWNER, openAs, RETAILER, SOFTWARE_OWNER, signIn } from "./support/sign-in";
import { test } from "./support/test";

/** Whoever holds most directly; other journeys give and take meanwhile, and the page follows. */
async function expectMost(first: Locator): Promise<void> {
  await expect(async () => {
    const [most] = await rows<{ email: string }>(
      `select p.email from membership m join person p on p.id = m.person_id
       where m.organization_id = $1 and m.project_id is null
       order by (select count(*) from permission_grant g where g.membership_id = m.id
         and (g.expires_at is null or g.expires_at > now())) desc, p.email desc limit 1`,
      [RETAILER],
    );
    await expect(first).toContainText(String(most?.email), { timeout: 1000 });
  }).toPass();
}

test("people stand in the order that is asked for; a link shows a colleague the same, and Back works", async ({
  page,
  browser,
}) => {
  await signIn(page, OWNER);
  await page.goto(`/o/${RETAILER}/members`);
  const first = page.getByRole("table", { name: "Members" }).getByRole("rowheader").first();
  await expect(first).toContainText("Aarav Mehta");
  const head = page.getByRole("columnheader", { name: "Direct" });
  await head.getByRole("button").click();
  await expect(page).toHaveURL(/sort=direct&down=true/);
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expectMost(first);
  const colleague = await openAs(browser, OWNER);
  await colleague.goto(page.url());
  await expectMost(colleague.getByRole("table", { name: "Members" }).getByRole("rowheader").first());
  await page.getByRole("combobox", { name: "Sort" }).selectOption("By name");
  await expect(page).toHaveURL(/sort=name$/);
  await expect(first).toContainText("Aarav Mehta");
  await expectAccessible(page);
});

test("invitations, roles, tokens and the audit have orders too", async ({ page }) => {
  await signIn(page, OWNER);
  const sort = page.getByRole("combobox", { name: "Sort" });
  await page.goto(`/o/${RETAILER}/audit`);
  await sort.selectOption("Oldest first");
  await expect(page).toHaveURL(/sort=oldest/);
  await expect(page.getByText("revision 1 ", { exact: false }).first()).toBeVisible();
  await page.goto(`/o/${RETAILER}/roles`);
  await sort.selectOption("By name");
  await expect(
    page.getByRole("region", { name: "List of roles" }).getByRole("listitem").first(),
  ).toContainText("Admin");
  await page.goto(`/o/${RETAILER}/invitations?status=accepted&sort=oldest`);
  await expect(sort).toHaveValue("oldest");
  await page.goto(`/o/${RETAILER}/tokens?whose=all`);
  await sort.selectOption("By last used");
  await expect(page).toHaveURL(/sort=used/);
});

test("several projects are saved as one file and deleted by name; the default one stays", async ({
  page,
}) => {
  await signIn(page, SOFTWARE_OWNER);
  const names = ["Bulk one", "Bulk two"];
  for (const name of names) {
    await page.goto(`/o/${FIRM}/projects?create=true`);
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("button", { name: "Create project" }).click();
    await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
  }
  for (const name of [...names, "Default"])
    await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).click();
  const bar = page.getByRole("region", { name: "Selected projects" });
  await expect(bar).toContainText("3 selected");
  await expectAccessible(page);
  const href = await bar.getByRole("link", { name: "Export selected" }).getAttribute("href");
  const lines = (await (await page.request.get(String(href))).text()).trim().split("\r\n");
  expect(lines.map((line) => line.split(",")[0]).sort()).toEqual(["Bulk one", "Bulk two", "Default", "Name"]);
  await bar.getByRole("button", { name: "Delete" }).click();
  const asked = page.getByRole("dialog", { name: "Delete 2 projects?" });
  await expect(asked).toContainText("The default project stays.");
  const act = asked.getByRole("button", { name: "Delete 2 projects" });
  await expect(act).toBeDisabled();
  await asked.getByRole("textbox").fill("delete 2 projects");
  await act.click();
  await expect(page.getByText("Deleted 2 projects.")).toBeVisible();
  const left = await rows<{ name: string }>(
    "select name from project where organization_id = $1 and (is_default or name like 'Bulk%')",
    [FIRM],
  );
  expect(left).toEqual([{ name: "Default" }]);
});
