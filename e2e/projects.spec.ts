import { expect, type Locator, type Page } from "@playwright/test";

import { expectAccessible } from "./support/axe";
import { rows } from "./support/database";
import { expectFitsPhone } from "./support/narrow";
import { FIRM, GUEST, grantsIn, PORTAL, peopleIn, projectOf } from "./support/projects";
import { OPERATOR, openAs, SOFTWARE_OWNER, signIn, signInByForm } from "./support/sign-in";
import { test } from "./support/test";
import { holdUndo, takeBack } from "./support/toast";

const PROJECTS = `/o/${FIRM}/projects`;

const cell = (page: Page, person: string, permission: string): Locator =>
  page.getByRole("gridcell", { name: new RegExp(`^${person}, ${permission}:`) });

async function create(page: Page, name: string): Promise<string> {
  await page.goto(PROJECTS);
  await page.getByRole("button", { name: "New project" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByText(`Created ${name}.`)).toBeVisible();
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return projectOf(name);
}

async function remove(page: Page, name: string): Promise<void> {
  await page.goto(PROJECTS);
  await page.getByRole("button", { name: `Acts on ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const sure = page.getByRole("button", { name: "Delete project" });
  await expect(sure).toBeDisabled();
  await page.getByLabel(/^Type/).fill(name);
  await sure.click();
  await expect(page.getByText(`${name} is deleted.`)).toBeVisible();
}

async function addColleagues(page: Page, names: readonly string[], permissions: readonly string[]) {
  await page.getByRole("button", { name: "Add people" }).click();
  const dialog = page.getByRole("dialog");
  for (const name of names) {
    await dialog.getByRole("searchbox").fill(name.slice(0, 4));
    await dialog.getByRole("checkbox", { name, exact: true }).check();
  }
  for (const name of permissions) await dialog.getByRole("checkbox", { name, exact: true }).check();
  await dialog.getByRole("button", { name: `Add ${names.length} people` }).click();
  await expect(dialog).toBeHidden();
}

test("a project: colleagues join, permissions are set, what comes from the organization is locked with its source", async ({
  page,
}) => {
  await signIn(page, SOFTWARE_OWNER);
  const id = await create(page, "Field trials");
  await addColleagues(page, ["Ravi Krishnan", "Sofia Marques"], ["Run Tasks"]);
  await expect(page.getByText("Added 2 people to Field trials.")).toBeVisible();
  expect(await peopleIn(id)).toEqual(["ravi.krishnan ACTIVE", "sofia.marques ACTIVE"]);
  expect(await grantsIn(id, "ravi.krishnan@lumenforge.example")).toEqual(["CAN_RUN_TASKS", "CAN_VIEW_DATA"]);

  await expect(cell(page, "Sofia Marques", "Administer")).toHaveAccessibleName(/from the organization/);
  await cell(page, "Sofia Marques", "Administer").click();
  await expect(page.getByRole("dialog").getByText("from the organization").first()).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await grantsIn(id, "sofia.marques@lumenforge.example")).not.toContain("CAN_PERFORM_ADMIN_ACTIONS");

  await page.getByRole("button", { name: "Show who and why" }).click();
  const panel = page.getByRole("dialog", { name: "From the organization" });
  await expect(panel.getByRole("listitem").filter({ hasText: "Sofia Marques" })).toContainText(
    "by the role Admin",
  );
  await page.keyboard.press("Escape");

  await cell(page, "Ravi Krishnan", "View Technical Interface").click();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("1 change applied.")).toBeVisible();
  expect(await grantsIn(id, "ravi.krishnan@lumenforge.example")).toContain("CAN_VIEW_TECHNICAL_INTERFACE");
  await remove(page, "Field trials");
  expect(await projectOf("Field trials")).toBe("undefined");
});

test("someone is removed from a project and comes back with Undo, with what he had", async ({ page }) => {
  await signIn(page, SOFTWARE_OWNER);
  const id = await create(page, "Night shift");
  await addColleagues(page, ["Ravi Krishnan", "Emma Lindgren"], ["Run Tasks"]);
  await page.getByRole("checkbox", { name: "Select Emma Lindgren" }).check();
  await page.getByRole("button", { name: "Remove Emma Lindgren" }).click();
  const review = page.getByRole("dialog");
  await expect(review).toContainText("Run Tasks");
  await review.getByRole("button", { name: "Apply" }).click();
  const said = await holdUndo(page, "Removed Emma Lindgren from Night shift.");
  expect(await peopleIn(id)).toEqual(["ravi.krishnan ACTIVE"]);

  await takeBack(page, said);
  expect(await grantsIn(id, "emma.lindgren@lumenforge.example")).toEqual(["CAN_RUN_TASKS", "CAN_VIEW_DATA"]);
  await remove(page, "Night shift");
});

test("strangers are invited by e-mail, Undo takes it back, an invitation is cancelled", async ({ page }) => {
  await signIn(page, SOFTWARE_OWNER);
  const id = await create(page, "Open house");
  await page.getByRole("button", { name: "Add people" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "By e-mail" }).click();
  await dialog.getByLabel("E-mail addresses").fill("not an address");
  await dialog.getByRole("button", { name: /^Add/ }).click();
  await expect(dialog.getByRole("alert")).toContainText("Not an e-mail address");
  await dialog.getByLabel("E-mail addresses").fill("wren@guests.example, finch@guests.example");
  await dialog.getByRole("checkbox", { name: "Project operator" }).check();
  await dialog.getByRole("button", { name: "Add 2 people" }).click();
  await expect(dialog).toBeHidden();
  expect(await peopleIn(id)).toEqual(["finch INVITED", "wren INVITED"]);

  await page.getByRole("link", { name: "Invitations" }).last().click();
  await expect(page.getByText("2 invitations")).toBeVisible();
  await page.getByRole("button", { name: "Cancel the invitation of wren@guests.example" }).click();
  await page.getByRole("button", { name: "Cancel the invitation", exact: true }).click();
  await expect(page.getByText("The invitation of wren@guests.example is cancelled.")).toBeVisible();
  expect(await peopleIn(id)).toEqual(["finch INVITED"]);

  await page.getByRole("button", { name: "Add people" }).click();
  await dialog.getByRole("button", { name: "By e-mail" }).click();
  await dialog.getByLabel("E-mail addresses").fill("heron@guests.example");
  await dialog.getByRole("button", { name: "Add 1 person" }).click();
  await takeBack(page, await holdUndo(page, "Invited 1 person to Open house."));
  expect(await peopleIn(id)).toEqual(["finch INVITED"]);
  await remove(page, "Open house");
});

test("a project is renamed and called as before with Undo; the default one stays", async ({ page }) => {
  await signIn(page, SOFTWARE_OWNER);
  const id = await create(page, "Draft name");
  await page.getByRole("link", { name: "Settings" }).last().click();
  await page.getByLabel("Name of the project").fill("Better name");
  await page.getByRole("button", { name: "Save name" }).click();
  const said = await holdUndo(page, "Renamed Draft name");
  await expect(page.getByRole("heading", { level: 1, name: "Better name" })).toBeVisible();
  expect(await projectOf("Better name")).toBe(id);
  await said.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Draft name" })).toBeVisible();
  expect(await projectOf("Draft name")).toBe(id);
  await remove(page, "Draft name");
  await page.getByRole("button", { name: "Acts on Default" }).click();
  await expect(page.getByRole("menuitem", { name: "The default project stays" })).toBeDisabled();
});

test("an operator switches on what is switched on project by project; others see that it is", async ({
  page,
  browser,
}) => {
  await signIn(page, SOFTWARE_OWNER);
  const id = await create(page, "Gated");
  await page.goto(`${PROJECTS}/${id}/settings`);
  await expect(page.getByText("Switched off", { exact: true })).toBeVisible();
  await expect(page.getByRole("switch")).toHaveCount(0);

  const operator = await openAs(browser, OPERATOR);
  await operator.goto(`${PROJECTS}/${id}/settings`);
  const gate = operator.getByRole("switch", { name: /CAN_IMPERSONATE_OTHER_USERS/ });
  await expect(gate).not.toBeChecked();
  await gate.click();
  await expect(gate).toBeChecked();
  expect(await rows("select from permission_gate where project_id = $1", [id])).toHaveLength(1);
  await expect(page.getByText("Switched on", { exact: true })).toBeVisible();
  await remove(page, "Gated");
});

test("who is in one project alone finds it after signing in, and nothing else of the organization", async ({
  page,
}) => {
  await signInByForm(page, GUEST);
  const own = await projectOf("Search rewrite");
  await expect(page).toHaveURL(new RegExp(`/projects/${own}$`));
  const rail = page.getByRole("navigation", { name: "Main" });
  await expect(rail.getByRole("link")).toHaveText(["Your projects", "Search rewrite"]);
  await expect(page.getByRole("button", { name: "Add people" })).toBeHidden();
  await expect(cell(page, "Björk Hauksdóttir", "View Technical Interface")).toHaveAccessibleName(/: direct/);

  for (const path of ["members", "invitations", `projects/${PORTAL}`]) {
    await page.goto(`/o/${FIRM}/${path}`);
    await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  }
  const desk = await page.request.get(`/api/console/organizations/${FIRM}/desk`);
  expect(await desk.json()).toMatchObject({
    onlyProjects: true,
    permissions: [],
    projects: [{ id: own }],
  });
  for (const path of ["members", "people", "invitations", "overview", "audit", `projects/${PORTAL}`]) {
    const answer = await page.request.get(`/api/console/organizations/${FIRM}/${path}`);
    expect(answer.status(), path).toBe(404);
  }

  await page.goto(`/o/${FIRM}`);
  await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
  const before = await grantsIn(own, GUEST);
  await page.goto(`${PROJECTS}/${own}`);
  await cell(page, "Björk Hauksdóttir", "Administer").click();
  const dialog = page.getByRole("dialog", { name: "Administer" });
  await expect(dialog.getByText("Not held")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Add directly" })).toBeHidden();
  await dialog.getByRole("button", { name: "Close" }).click();

  // What the screen does not offer is refused all the same: here by a change that was put into the browser's store.
  const [{ id: member } = { id: "" }] = await rows<{ id: string }>(
    "select m.id from membership m join person p on p.id = m.person_id where m.project_id = $1 and p.email = $2",
    [own, GUEST],
  );
  const pending = {
    kind: "add-permission",
    member,
    permission: "CAN_PERFORM_ADMIN_ACTIONS",
    expiresAt: null,
  };
  await page.evaluate(([key, steps]) => localStorage.setItem(key, steps), [
    `grantdesk:pending:${FIRM}:${own}`,
    JSON.stringify([{ changes: [pending] }]),
  ] as const);
  await page.reload();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText(/You need CAN_PERFORM_ADMIN_ACTIONS/)).toBeVisible();
  expect(await grantsIn(own, GUEST)).toEqual(before);
});

async function expectFit(page: Page, path: string): Promise<void> {
  await page.goto(`${PROJECTS}${path}`);
  await expect(page.getByRole("status")).toHaveCount(0);
  await expect(page.getByRole("heading").first()).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
}

test("axe finds nothing on the projects, light or dark, and 390 px are wide enough", async ({ page }) => {
  await signIn(page, SOFTWARE_OWNER);
  for (const path of ["", `/${PORTAL}`, `/${PORTAL}/invitations?status=all`, `/${PORTAL}/settings`])
    await expectFit(page, path);
});

test("nor on what opens from them", async ({ page }) => {
  await signIn(page, SOFTWARE_OWNER);
  const panels = ["?add=colleagues", "?add=emails", "?panel=organization"].map(
    (panel) => `/${PORTAL}${panel}`,
  );
  for (const path of ["?create=true", ...panels]) {
    await expectFit(page, path);
    await expect(page.getByRole("dialog")).toBeVisible();
  }
});
