import { expect, type Locator, type Page } from "@playwright/test";

import { expectAccessible } from "./support/axe";
import { rows } from "./support/database";
import { expectFitsPhone } from "./support/narrow";
import { ADMIN, OWNER, openAs, RETAILER, SOFTWARE_OWNER, signIn, VIEWER } from "./support/sign-in";
import { test } from "./support/test";
import { holdUndo, takeBack } from "./support/toast";

const ROLES = `/o/${RETAILER}/roles`;
const SOFTWARE = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

const cell = (page: Page, role: string, permission: string) =>
  page.getByRole("gridcell", { name: new RegExp(`^${role}, ${permission}:`) });

const permissionsOf = async (role: string) =>
  (
    await rows<{ name: string }>(
      `select p.name from role r join role_permission rp on rp.role_id = r.id join permission p on p.id = rp.permission_id
       where r.name = $1 order by 1`,
      [role],
    )
  ).map(({ name }) => name);

const holdersOf = async (role: string) =>
  (
    await rows<{ email: string }>(
      `select p.email from role r join role_assignment a on a.role_id = r.id join membership m on m.id = a.membership_id
       join person p on p.id = m.person_id where r.name = $1 order by 1`,
      [role],
    )
  ).map(({ email }) => email);

const roleId = async (name: string) =>
  String((await rows<{ id: string }>("select id from role where name = $1", [name]))[0]?.id);

async function duplicate(page: Page, model: string, name: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${model}` }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Create role" }).click();
  await expect(page.getByRole("dialog", { name })).toBeVisible();
}

async function remove(page: Page, name: string): Promise<Locator> {
  await page.goto(`${ROLES}?remove=${await roleId(name)}`);
  const ending = page.getByRole("dialog", { name: `Delete ${name}?` });
  await expect(ending).toContainText("20 holders will no longer have it.");
  await expect(ending.getByRole("button", { name: "Delete role" })).toBeDisabled();
  await ending.getByLabel(`Type "${name}" to go on`).fill(name);
  await ending.getByRole("button", { name: "Delete role" }).click();
  return holdUndo(page, `${name} is deleted.`);
}

test("a role is duplicated, given to twenty people in one act, edited with a look at who gains and loses, and deleted by name", async ({
  page,
  browser,
}) => {
  test.slow();
  const name = "Stock taker";
  await signIn(page, OWNER);
  await page.goto(ROLES);
  await duplicate(page, "Warehouse lead", name);
  const model = await permissionsOf("Warehouse lead");
  expect(await permissionsOf(name)).toEqual(model);

  await page.getByRole("dialog").getByRole("button", { name: "Assign to people" }).click();
  const picking = page.getByRole("dialog", { name: `Assign ${name}` });
  const people = picking.getByRole("list", { name: "People" }).getByRole("checkbox");
  await expect(people.nth(20)).toBeVisible();
  for (let index = 0; index < 20; index++) await people.nth(index).click();
  await expect(picking).toContainText("20 people chosen");
  await picking.getByRole("button", { name: "Review" }).click();
  await expect(page.getByRole("region", { name: "Who gains and who loses" })).toContainText("gain");
  await page.getByRole("button", { name: "Assign to 20 people" }).click();
  await expect(page.getByText(`${name} is assigned to 20 people.`)).toBeVisible();
  expect(await holdersOf(name)).toHaveLength(20);
  const commands = await rows<{ events: number }>(
    "select count(*)::int as events from audit_event where role_id = $1 and kind = 'role.assigned' group by revision",
    [await roleId(name)],
  );
  expect(commands).toEqual([{ events: 20 }]);

  const other = await openAs(browser, ADMIN);
  await other.goto(`${ROLES}?view=matrix`);
  await page.goto(`${ROLES}?view=matrix`);
  await cell(page, name, "View Payment Info").click();
  await expect(page.getByText("1 change in 1 role")).toBeVisible();
  await page.reload();
  await expect(page.getByText("1 change in 1 role")).toBeVisible();
  await page.getByRole("button", { name: "Review" }).click();
  const review = page.getByRole("dialog", { name: "Review 1 change in 1 role" });
  await expect(review).toContainText(`${name} has 20 holders`);
  await expect(review.getByText("gain", { exact: true }).first()).toBeVisible();
  await review.getByRole("button", { name: "Apply" }).click();
  const applied = await holdUndo(page, "1 change in 1 role applied.");
  expect(await permissionsOf(name)).toEqual([...model, "view_payment_info"].sort());
  await expect(cell(other, name, "View Payment Info")).toHaveAccessibleName(/: given$/);
  await takeBack(page, applied);
  expect(await permissionsOf(name)).toEqual(model);
  await expect(cell(other, name, "View Payment Info")).toHaveAccessibleName(/: not given$/);

  const deleted = await remove(page, name);
  expect(await holdersOf(name)).toEqual([]);
  await takeBack(page, deleted);
  expect(await holdersOf(name)).toHaveLength(20);
  expect(await permissionsOf(name)).toEqual(model);
  await remove(page, name);
});

test("the matrix is worked by the keyboard alone; a built-in role says why it is locked", async ({
  page,
}) => {
  await signIn(page, OWNER);
  await page.goto(`${ROLES}?view=matrix&at=${await roleId("Auditor")}`);
  const grid = page.getByRole("grid", { name: "Roles and permissions" });
  await expect(cell(page, "Auditor", "Edit Subscription Plan")).toBeVisible();
  await grid.focus();
  for (const key of ["ArrowDown", " ", "ArrowDown", " "]) await page.keyboard.press(key);
  await expect(cell(page, "Auditor", "Edit Subscription Plan")).toHaveAccessibleName(/will be added/);
  await expect(page.getByText("2 changes in 1 role")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("1 change in 1 role")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog", { name: "Review 1 change in 1 role" })).toContainText("Auditor has");
  await page.keyboard.press("Escape");
  await grid.focus();
  await page.keyboard.press("End");
  await page.keyboard.press(" ");
  await expect(page.getByText(/is built in and the same in every organization/)).toBeVisible();
  await expect(page.getByText("1 change in 1 role")).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText("1 change in 1 role")).toBeHidden();
});

test("a range of roles and permissions is ticked at once and taken back at once; a column is copied; the file says the same", async ({
  page,
}) => {
  await signIn(page, OWNER);
  await page.goto(`${ROLES}?view=matrix&at=${await roleId("Category manager")}`);
  const grid = page.getByRole("grid", { name: "Roles and permissions" });
  await expect(cell(page, "Category manager", "View Payment Info")).toBeVisible();
  await cell(page, "Category manager", "View Payment Info").click();
  await expect(page.getByText("1 change in 1 role")).toBeVisible();
  await grid.focus();
  for (const key of ["Shift+ArrowDown", "Shift+ArrowRight", "Space"]) await page.keyboard.press(key);
  await expect(page.getByText("4 changes in 2 roles")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("1 change in 1 role")).toBeVisible();
  for (const key of ["ArrowLeft", "Control+c", "ArrowRight", "Control+v"]) await page.keyboard.press(key);
  await expect(cell(page, "Warehouse lead", "View Payment Info")).toHaveAccessibleName(/will be added/);
  await page.getByRole("button", { name: "Discard" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  expect((await download).suggestedFilename()).toBe("role-matrix.csv");
});

test("a link shows two roles side by side; a project's role is given in its project", async ({ page }) => {
  await signIn(page, SOFTWARE_OWNER);
  const [owner, viewer] = await rows<{ id: string }>(
    "select id from role where organization_id is null and level = 'ORGANIZATION' and name in ('Owner', 'Viewer') order by name",
  );
  await page.goto(`/o/${SOFTWARE}/roles?compare=${owner?.id},${viewer?.id}`);
  await expect(page.getByRole("dialog", { name: "Compare roles" })).toContainText("differences among");
  await page.goto(`/o/${SOFTWARE}/roles?level=project`);
  await page.getByRole("button", { name: "Actions for Pipeline operator" }).click();
  await page.getByRole("menuitem", { name: "Assign to people" }).click();
  const before = await holdersOf("Pipeline operator");
  const free = page
    .getByRole("list", { name: "People" })
    .getByRole("checkbox", { disabled: false, checked: false });
  await free.first().click();
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Assign to 1 person" }).click();
  const assigned = await holdUndo(page, "Pipeline operator is assigned to 1 person.");
  expect(await holdersOf("Pipeline operator")).toHaveLength(before.length + 1);
  await takeBack(page, assigned);
  expect(await holdersOf("Pipeline operator")).toEqual(before);
});

test("a plain member looks at roles and changes none, whatever is called", async ({ page }) => {
  await signIn(page, VIEWER);
  await page.goto(`${ROLES}?view=matrix`);
  await expect(page.getByRole("button", { name: "Create role" })).toBeDisabled();
  await cell(page, "Auditor", "View Users").click();
  await expect(page.getByText("Only people with Edit Roles can change what a role gives.")).toBeVisible();
  await page.goto(`${ROLES}?create=blank`);
  await page.getByLabel("Name", { exact: true }).fill("Mine");
  await page.getByRole("dialog").getByRole("button", { name: "Create role" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("You need edit_org_roles");
  expect(await rows("select from role where name = 'Mine'")).toEqual([]);
  const auditor = await roleId("Auditor");
  const holders = `/api/console/organizations/${RETAILER}/roles/${auditor}/holders`;
  expect((await page.request.get(holders)).status()).toBe(403);
});

test("axe finds nothing on the roles and their panels; 390 px need no sideways scroll", async ({ page }) => {
  test.slow();
  await signIn(page, OWNER);
  const [auditor, viewer] = [await roleId("Auditor"), await roleId("Viewer")];
  const open = async (query: string, ready: string) => {
    await page.goto(`${ROLES}${query}`);
    await expect(page.getByText(ready).first()).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  };
  await open("", "Warehouse lead");
  await open("?view=matrix", "Edit Subscription Plan");
  await open(`?role=${auditor}`, "Rosalind Okoro");
  await open(`?compare=${auditor},${viewer}`, "differences among");
  await open(`?assign=${auditor}`, "Aarav Mehta");
  await open("?create=blank", "Start with what another role gives");
});
