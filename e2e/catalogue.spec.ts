import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { rows } from "./support/database";
import { bring, saved } from "./support/files";
import { OPERATOR, OWNER, signIn } from "./support/sign-in";
import { test } from "./support/test";
import { holdUndo, takeBack } from "./support/toast";

// What is reviewed is pinned to the system's revision, which each of them moves: one after the other.
test.describe.configure({ mode: "default" });

const described = async (name: string) =>
  (
    await rows<{ description: string | null }>("select description from permission where name = $1", [name])
  )[0];

async function openCatalogue(page: Page): Promise<Locator> {
  await signIn(page, OPERATOR);
  await page.goto("/support/catalogue");
  await expect(page.getByRole("heading", { name: "Catalogue" })).toBeVisible();
  await page.getByRole("button", { name: "Files" }).click();
  const dialog = page.getByRole("dialog", { name: "Export and import" });
  await expect(dialog).toBeVisible();
  return dialog;
}

test("the catalogue goes out and comes back without a change; one cell is one change; hundreds of names come from a file, and go by Undo", async ({
  page,
}) => {
  const files = await openCatalogue(page);
  const file = await saved(page, "The catalogue of permissions: CSV");
  await bring(page, "catalogue.csv", file);
  await expect(files.getByText(/^No change: all \d+ lines/)).toBeVisible();

  const added = Array.from({ length: 300 }, (_, at) => `Feature${at},,,FEATURES,system,both,,no,no,no`);
  const line = file.split("\r\n").find((each) => each.startsWith("export_order,")) ?? "";
  const text = [
    file.replace(line, line.replace("Export orders to a file", "=Orders out")).trimEnd(),
    ...added,
    "x;y,,,,system,both,,no,no,no",
  ];
  await bring(page, "catalogue.csv", text.join("\r\n"));
  await expect(files.getByText(/^300 lines are new, 1 line changes something, 1 is refused/)).toBeVisible();
  await expect(files.getByText("export_order: description changes.")).toBeAttached();
  await page.getByRole("button", { name: "Review 301 changes" }).click();
  const review = page.getByRole("dialog", { name: "Review the catalogue" });
  await expect(review.getByText(/“=Orders out”/)).toBeVisible();
  expect(await described("export_order")).toEqual({ description: "Export orders to a file" });
  await review.getByRole("button", { name: "Apply to 301 permissions" }).click();
  const done = await holdUndo(page, "301 permissions of the catalogue changed.");
  expect(await described("export_order")).toEqual({ description: "=Orders out" });
  expect(await described("Feature299")).toBeDefined();
  await takeBack(page, done);
  expect(await described("export_order")).toEqual({ description: "Export orders to a file" });
  expect(await described("Feature299")).toBeUndefined();
});

test("a permission is written, found, edited with what it implies, and deleted; what somebody holds is not", async ({
  page,
}) => {
  await signIn(page, OPERATOR);
  await page.goto("/support/catalogue?level=PROJECT");
  await page.getByRole("button", { name: "New permission" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("CAN_OPEN_VAULT");
  await dialog.getByLabel("Group").fill("VAULT");
  await dialog.getByLabel("Find what it should imply").fill("view data");
  await dialog.getByRole("checkbox", { name: "View Data" }).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Apply to 1 permission" }).click();
  await expect(page.getByText("1 permission of the catalogue changed.")).toBeVisible();

  await page.getByLabel("Search the catalogue").fill("vault");
  await page.getByRole("button", { name: /CAN_OPEN_VAULT/ }).click();
  await expect(dialog.getByText("it can be deleted")).toBeVisible();
  await dialog.getByLabel("Description").fill("Opens the vault");
  await dialog.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("description nothing → “Opens the vault”")).toBeVisible();
  await page.getByRole("button", { name: "Apply to 1 permission" }).click();
  await expect.poll(() => described("CAN_OPEN_VAULT")).toEqual({ description: "Opens the vault" });
  await page.getByRole("button", { name: /CAN_OPEN_VAULT/ }).click();
  await dialog.getByRole("button", { name: "Delete …" }).click();
  await page.getByRole("button", { name: "Apply to 1 permission" }).click();
  await expect(page.getByText("No permission fits")).toBeVisible();

  await page.getByLabel("Search the catalogue").fill("run tasks");
  await page.getByRole("button", { name: /CAN_RUN_TASKS/ }).click();
  await expect(dialog.getByRole("listitem").first()).toContainText(/person|people|role/);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Delete …" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "CAN_RUN_TASKS" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Apply/ })).toBeDisabled();
  await page.getByRole("button", { name: "Back" }).click();
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("who operates nothing finds no catalogue", async ({ page }) => {
  await signIn(page, OWNER);
  expect((await page.goto("/support/catalogue"))?.status()).toBe(404);
  expect((await page.request.get("/api/console/support/catalogue")).status()).toBe(404);
});
