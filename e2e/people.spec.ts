import { expect, type Locator, type Page } from "@playwright/test";

import { expectAccessible } from "./support/axe";
import { rows } from "./support/database";
import { newest } from "./support/facts";
import { selectFriday } from "./support/friday";
import { expectFitsPhone } from "./support/narrow";
import { ADMIN, OWNER, openAs, RETAILER, signIn, VIEWER } from "./support/sign-in";
import { test } from "./support/test";
import { holdUndo, takeBack } from "./support/toast";

const MEMBERS = `/o/${RETAILER}/members`;

async function membershipOf(email: string): Promise<string> {
  const found = await rows<{ id: string }>(
    `select m.id from membership m join person p on p.id = m.person_id
     where p.email = $1 and m.organization_id = $2 and m.project_id is null`,
    [email, RETAILER],
  );
  return String(found[0]?.id);
}

function grantsOf(membershipId: string) {
  return rows<{ name: string; friday: boolean }>(
    `select p.name, coalesce(extract(isodow from g.expires_at at time zone $2) = 5, false) as friday
     from permission_grant g join permission p on p.id = g.permission_id where g.membership_id = $1 order by p.name`,
    [membershipId, Intl.DateTimeFormat().resolvedOptions().timeZone],
  );
}

async function rolesOf(membershipId: string): Promise<string[]> {
  const found = await rows<{ name: string }>(
    "select r.name from role_assignment a join role r on r.id = a.role_id where a.membership_id = $1 order by 1",
    [membershipId],
  );
  return found.map(({ name }) => name);
}

async function findMember(page: Page, letters: string, name: string): Promise<void> {
  await page.goto(MEMBERS);
  await page.getByRole("searchbox", { name: "Search by name or e-mail" }).fill(letters);
  await expect(page).toHaveURL(new RegExp(`search=${letters}`));
  await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
}

/** Answers the toast that offers to take it back. */
async function applyReview(page: Page): Promise<Locator> {
  await page.getByRole("dialog").getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  return holdUndo(page);
}

test("a colleague gets what another has, except payments, until Friday, and Undo takes it back", async ({
  page,
}) => {
  const email = "leilani.kahale@northwind-grocers.example";
  const member = await membershipOf(email);
  const before = { grants: await grantsOf(member), roles: await rolesOf(member) };
  await signIn(page, OWNER);
  await findMember(page, "lei", "Leilani Kahale");
  await page.getByRole("link", { name: "Leilani Kahale", exact: true }).click();
  await page.getByRole("button", { name: "Copy access" }).click();
  await page.getByRole("searchbox", { name: /colleague/ }).fill("eli");
  await page.getByRole("button", { name: /Elif Yıldız/ }).click();
  const panel = page.getByRole("dialog", { name: "Give Leilani Kahale what Elif Yıldız has" });
  await panel.getByRole("checkbox", { name: "All of Payment" }).click();
  await selectFriday(panel.getByLabel("Until"));
  await panel.getByRole("button", { name: "Review" }).click();
  await expect(page.getByRole("dialog")).toContainText("0 permissions lost");
  await expect(page.getByRole("dialog")).not.toContainText("Edit Payment Info");
  const revision = await newest(member);
  const done = await applyReview(page);

  const after = await grantsOf(member);
  const given = after.filter(({ name }) => !before.grants.some((grant) => grant.name === name));
  expect(given.map(({ name }) => name)).toContain("edit_org_subscription_plan");
  expect(given.map(({ name }) => name).join()).not.toContain("payment");
  expect(given.every(({ friday }) => friday)).toBe(true);
  expect(await rolesOf(member)).not.toContain("Billing");
  const commands = await rows(
    "select distinct revision from audit_event where membership_id = $1 and revision > $2",
    [member, revision],
  );
  expect(commands).toHaveLength(1);

  await takeBack(page, done);
  expect(await grantsOf(member)).toEqual(before.grants);
  expect(await rolesOf(member)).toEqual(before.roles);
});

test("a role is given to two people in one act, seen in a second browser, and taken back", async ({
  page,
  browser,
}) => {
  const ids = await Promise.all(
    ["aarav.mehta", "giulia.conti"].map((name) => membershipOf(`${name}@northwind-grocers.example`)),
  );
  await signIn(page, OWNER);
  const other = await openAs(browser, ADMIN);
  await other.goto(`/o/${RETAILER}/people/${ids[0]}`);
  await expect(other.getByRole("heading", { name: "Aarav Mehta" })).toBeVisible();
  await page.goto(MEMBERS);
  await page.getByRole("checkbox", { name: "Select Aarav Mehta" }).click();
  await page.getByRole("checkbox", { name: "Select Giulia Conti" }).click();
  await page.getByRole("button", { name: "Assign role" }).click();
  await page.getByRole("dialog").getByLabel("Role").selectOption({ label: "Auditor" });
  await page.getByRole("dialog").getByRole("button", { name: "Review" }).click();
  await expect(page.getByRole("dialog")).toContainText("2 changes for 2 people");
  const done = await applyReview(page);
  for (const id of ids) expect(await rolesOf(id)).toContain("Auditor");
  await expect(other.getByRole("link", { name: "Auditor" })).toBeVisible();
  await takeBack(page, done);
  for (const id of ids) expect(await rolesOf(id)).not.toContain("Auditor");
  await expect(other.getByRole("link", { name: "Auditor" })).toBeHidden();
});

test("what a role gives says so, and leaving the role, with what else goes, takes it away", async ({
  page,
}) => {
  const member = await membershipOf("gareth.pugh@northwind-grocers.example");
  await signIn(page, OWNER);
  await page.goto(`/o/${RETAILER}/people/${member}`);
  await page.getByRole("button", { name: "Why? View Audit Log" }).click();
  const panel = page.getByRole("dialog", { name: "View Audit Log" });
  await expect(panel).toContainText("role Auditor");
  await expect(panel).toContainText("Also takes");
  await expect(panel).toContainText("other holder");
  await panel.getByRole("button", { name: "Review: Leave the role Auditor" }).click();
  const done = await applyReview(page);
  expect(await rolesOf(member)).not.toContain("Auditor");
  await expect(page.getByRole("button", { name: "Why not? View Audit Log" })).toBeVisible();
  await takeBack(page, done);
  expect(await rolesOf(member)).toContain("Auditor");
});

test("people are invited together; a wrong address is named; an invitation is cancelled", async ({
  page,
}) => {
  await signIn(page, OWNER);
  await page.goto(`/o/${RETAILER}/invitations?invite=true`);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail addresses").fill("ines.one@example.com, nobody");
  await dialog.getByRole("button", { name: "Invite" }).click();
  await expect(dialog.getByRole("alert")).toContainText("nobody");
  await dialog.getByLabel("E-mail addresses").fill("ines.one@example.com\njoao.two@example.com");
  await dialog.getByRole("checkbox", { name: "Viewer" }).click();
  await dialog.getByRole("button", { name: "Invite 2 people" }).click();
  // The demonstration writes its letters to files, so no link is left to hand over.
  await expect(page.getByText("Invited 2 people.")).toBeVisible();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Cancel the invitation of joao.two@example.com" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel the invitation" }).click();
  // What lies behind a dialog counts as hidden as long as it is open.
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(
    page.getByRole("button", { name: "Cancel the invitation of joao.two@example.com" }),
  ).toBeHidden();
  const found = await rows<{ email: string; status: string }>(
    "select p.email, i.status from invitation i join person p on p.id = i.person_id where p.email in ($1, $2) order by 1",
    ["ines.one@example.com", "joao.two@example.com"],
  );
  expect(found.map(({ status }) => status)).toEqual(["pending", "cancelled"]);
});

test("invitations are taken back at once by Undo, and an invitation that changes nothing offers none", async ({
  page,
}) => {
  await signIn(page, OWNER);
  await page.goto(`/o/${RETAILER}/members?invite=true`);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail addresses").fill("undone.guest@example.com");
  await dialog.getByRole("button", { name: "Invite" }).click();
  await takeBack(page, await holdUndo(page, "Invited 1 person."));
  expect(await membershipsOf("undone.guest@example.com")).toBe(0);
  await page.goto(`/o/${RETAILER}/members?invite=true`);
  await dialog.getByLabel("E-mail addresses").fill(VIEWER);
  await dialog.getByRole("button", { name: "Invite" }).click();
  await expect(page.getByText("Nothing to change: it is so already.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  expect(await membershipsOf(VIEWER)).toBe(1);
});

test("a plain member sees his own access, read-only, and nothing else, also by typing addresses", async ({
  page,
}) => {
  const [own, other] = [await membershipOf(VIEWER), await membershipOf(OWNER)];
  await signIn(page, VIEWER);
  await page.goto(`/o/${RETAILER}/people/${own}`);
  await expect(page.getByRole("heading", { name: "Oskar Brandt" })).toBeVisible();
  for (const act of ["Copy access …", "Add permissions", "Assign role", "More acts"])
    await expect(page.getByRole("button", { name: act })).toHaveCount(0);
  for (const path of [MEMBERS, `/o/${RETAILER}/invitations`, `/o/${RETAILER}/people/${other}`]) {
    await page.goto(path);
    await expect(page.getByText("You may not see this")).toBeVisible();
    await expect(page.getByText(OWNER)).toHaveCount(0);
  }
  for (const path of ["members", "members-export", "invitations", `persons/${other}`])
    expect((await page.request.get(`/api/console/organizations/${RETAILER}/${path}`)).status()).toBe(403);
});

test("the list is exported as it is filtered, and no cell is a formula", async ({ page }) => {
  await signIn(page, OWNER);
  const answer = await page.request.get(`/api/console/organizations/${RETAILER}/members-export?search=elif`);
  const lines = (await answer.text()).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("elif.yildiz@northwind-grocers.example");
  expect(lines.join("\n")).not.toMatch(/(^|[,"])[=+@]/m);
});

test("axe finds nothing on the lists, a person, the panel and the dialogs; 390 px need no sideways scroll", async ({
  page,
}) => {
  test.slow();
  const member = await membershipOf("elif.yildiz@northwind-grocers.example");
  await signIn(page, OWNER);
  const open = async (path: string, ready: string) => {
    await page.goto(`/o/${RETAILER}${path}`);
    await expect(page.getByText(ready).first()).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  };
  await open("/members", "Aarav Mehta");
  await open("/members?invite=true", "E-mail addresses");
  await open("/invitations?status=all", "rosalind.okoro@");
  await open(`/people/${member}`, "Effective access");
  await open(`/people/${member}?view=history`, "Given the role");
  await open(`/people/${member}?copy=`, "Choose the colleague");
});

async function membershipsOf(email: string): Promise<number> {
  const found = await rows(
    "select m.id from membership m join person p on p.id = m.person_id where p.email = $1 and m.organization_id = $2",
    [email, RETAILER],
  );
  return found.length;
}
