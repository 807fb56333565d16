import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { rows } from "./support/database";
import { bring, saved } from "./support/files";
import { SOFTWARE_OWNER, signIn } from "./support/sign-in";
import { test } from "./support/test";

const SOFTWARE = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

/** The first line that fits, with its cell turned. */
function flip(file: string, fits: RegExp, from: string, to: string): { text: string; line: string[] } {
  const lines = file.split("\r\n");
  const index = lines.findIndex((line) => fits.test(line) && line.includes(from));
  const line = lines[index] ?? "";
  lines[index] = line.replace(from, to);
  return { text: lines.join("\r\n"), line: line.split(",") };
}

async function openFiles(page: Page) {
  await page.getByRole("button", { name: "Files" }).click();
  const dialog = page.getByRole("dialog", { name: "Export and import" });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Out, back without a change, back with one cell turned; says what the turned line was. */
async function comesBack(
  page: Page,
  name: string,
  fits: RegExp,
  from: string,
  to: string,
): Promise<string[]> {
  const dialog = await openFiles(page);
  const file = await saved(page, `${name}: CSV`);
  await bring(page, "table.csv", file);
  await expect(dialog.getByText(/^No change: all \d+ lines/)).toBeVisible();
  const { text, line } = flip(file, fits, from, to);
  await bring(page, "table.csv", text);
  await expect(dialog.getByText(/^1 line changes something, 0 are refused/)).toBeVisible();
  await dialog.getByRole("button", { name: "Review 1 change" }).click();
  return line;
}

async function makeProject(page: Page): Promise<string> {
  const [found] = await rows<{ id: string }>(
    "select p.id from project p join membership m on m.project_id = p.id where p.organization_id = $1 group by 1 order by count(*) desc limit 1",
    [SOFTWARE],
  );
  await page.goto(`/o/${SOFTWARE}/projects/${found?.id}`);
  await expect(page.getByRole("grid").getByRole("rowheader").first()).toBeVisible();
  await expect(page.getByRole("grid")).not.toHaveAttribute("aria-busy", "true");
  return String(found?.id);
}

test("a project's matrix goes out and comes back; one turned cell is one pending change, and applied it holds", async ({
  page,
}) => {
  await signIn(page, SOFTWARE_OWNER);
  const project = await makeProject(page);
  const line = await comesBack(page, "Who holds what, and why", /,CAN_RUN_TASKS,/, ",no,,,,", ",yes,,,,");
  const holds = async () =>
    (
      await rows<{ count: string }>(
        `select count(*) from permission_grant g join membership m on m.id = g.membership_id join person p on p.id = m.person_id
         join permission x on x.id = g.permission_id where m.project_id = $1 and p.email = $2 and x.name = 'CAN_RUN_TASKS'`,
        [project, line[0]],
      )
    )[0]?.count;
  await expect(page.getByText("1 change for 1 person")).toBeAttached();
  expect(await holds()).toBe("0");
  await page
    .getByRole("dialog", { name: "Review the changes" })
    .getByRole("button", { name: "Apply" })
    .click();
  await expect(page.getByText("1 change applied.")).toBeVisible();
  expect(await holds()).toBe("1");
});

test("who has which role goes out and comes back; one turned cell gives one role", async ({ page }) => {
  await signIn(page, SOFTWARE_OWNER);
  await page.goto(`/o/${SOFTWARE}/access`);
  await expect(page.getByRole("grid").getByRole("rowheader").first()).toBeVisible();
  const line = await comesBack(page, "Who has which role", /,Billing,/, ",no,", ",yes,");
  const review = page.getByRole("dialog", { name: "Review the changes" });
  await expect(review).toContainText("Billing");
  await review.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("1 change applied.")).toBeVisible();
  const found = await rows(
    `select from role_assignment a join role r on r.id = a.role_id join membership m on m.id = a.membership_id
     join person p on p.id = m.person_id where p.email = $1 and r.name = 'Billing' and m.organization_id = $2 and m.project_id is null`,
    [line[0], SOFTWARE],
  );
  expect(found).toHaveLength(1);
});

test("what roles give goes out and comes back from the Roles screen; a file about people is sent on to its own", async ({
  page,
}) => {
  await signIn(page, SOFTWARE_OWNER);
  const name = "Filed";
  await page.goto(`/o/${SOFTWARE}/roles`);
  await page.getByRole("button", { name: "Create role" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Create role" }).click();
  await expect(page.getByRole("dialog", { name })).toBeVisible();
  await page.keyboard.press("Escape");
  const line = await comesBack(page, "What each role gives", /^Filed,.*,view_items,/, ",no,", ",yes,");
  expect(line[0]).toBe(name);
  const review = page.getByRole("dialog", { name: "Review 1 change in 1 role" });
  await expect(review.getByText("+ View Items")).toBeVisible();
  await expectAccessible(page);
  await review.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("1 change in 1 role applied.")).toBeVisible();
  const given = "select from role_permission rp join role r on r.id = rp.role_id where r.name = $1";
  expect(await rows(given, [name])).toHaveLength(1);
  const dialog = await openFiles(page);
  const people = "E-mail,Permission,Direct\r\nnoa.feldman@lumenforge.example,view_items,yes\r\n";
  await bring(page, "access.csv", people);
  await expect(dialog.getByRole("alert")).toContainText("This file is for another screen");
});
