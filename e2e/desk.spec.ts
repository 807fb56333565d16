import { expect, type Page } from "@playwright/test";
import { SAMPLE, TOKENS } from "../prisma/demo/samples";
import { expectAccessible } from "./support/axe";
import { rows } from "./support/database";
import { grantsOf, membershipId, personId } from "./support/facts";
import { expectNoSidewaysScroll } from "./support/narrow";
import { OPERATOR, OWNER, openAs, RETAILER, signIn, VIEWER } from "./support/sign-in";
import { test } from "./support/test";
import { holdUndo, takeBack } from "./support/toast";

const SYSTEM = "00000000-0000-4000-8000-000000000001";
const SUBJECT = "leilani.kahale@northwind-grocers.example";

test.describe.configure({ mode: "serial" });

interface Numbered {
  id: string;
  number: number;
}

async function personOf(email: string): Promise<Numbered> {
  const [found] = await rows<Numbered>("select id, number from person where email = $1", [email]);
  if (!found) throw new Error(`there is no ${email}`);
  return found;
}

/** What stands in a place of the system organization, newest first. */
function eventsAbout(personId: string) {
  return rows<{ kind: string; actor_label: string; subject_label: string; reason: string | null }>(
    `select kind, actor_label, subject_label, after ->> 'reason' as reason from audit_event
     where organization_id = $1 and person_id = $2 order by revision desc, sequence desc`,
    [SYSTEM, personId],
  );
}

async function holdsInSystem(personId: string, permission: string): Promise<boolean> {
  const found = await rows(
    `select from permission_grant g join membership m on m.id = g.membership_id join permission p on p.id = g.permission_id
     where m.organization_id = $1 and m.person_id = $2 and p.name = $3`,
    [SYSTEM, personId, permission],
  );
  return found.length === 1;
}

async function findByNumber(page: Page, { id, number }: Numbered): Promise<void> {
  await page.goto("/support");
  await page.getByRole("searchbox", { name: "E-mail, name, user id or uuid" }).fill(String(number));
  await expect(page).toHaveURL(/q=/);
  await page.getByRole("link", { name: SUBJECT }).click();
  await expect(page).toHaveURL(new RegExp(`/support/people/${id}`));
}

test("the overview shows numbers that lead to their lists", async ({ page }) => {
  await signIn(page, OWNER);
  await page.goto(`/o/${RETAILER}`);
  const [counted] = await rows<{ active: number }>(
    "select count(*)::int as active from membership where organization_id = $1 and project_id is null and status = 'ACTIVE'",
    [RETAILER],
  );
  const active = page.getByRole("link", { name: /^Active/ });
  await expect(active).toContainText(String(counted?.active));
  await expect(page.getByRole("region", { name: "Who can administer" })).toContainText("Maria Lindqvist");
  await page.getByText("As a table").click();
  await expect(page.getByRole("table", { name: /Changes per day/ })).toBeVisible();
  await expectAccessible(page);
  await active.click();
  await expect(page).toHaveURL(/\/members\?status=active/);
});

test("the audit log is filtered by its address, verified, exported and taken back from", async ({ page }) => {
  await signIn(page, OWNER);
  await page.goto(`/o/${RETAILER}/audit?door=projects`);
  await expect(page.getByText("through the projects API").first()).toBeVisible();
  await expect(page.getByText("through the console")).toHaveCount(0);
  await page.getByRole("button", { name: "Verify the log" }).click();
  await expect(page.getByText(/^Whole: all/)).toBeVisible();
  await expectAccessible(page);

  const csv = await page.request.get(
    `/api/console/organizations/${RETAILER}/audit-log/export?format=csv&door=projects`,
  );
  expect(csv.headers()["content-disposition"]).toContain("audit-log.csv");
  const [counted] = await rows<{ events: number }>(
    "select count(*)::int as events from audit_event where organization_id = $1 and door = 'projects'",
    [RETAILER],
  );
  expect((await csv.text()).split("\r\n").filter(Boolean)).toHaveLength(Number(counted?.events) + 1);
});

test("undo from the log is looked at first, and done", async ({ page, request }) => {
  // Nobody else gives him anything or takes it.
  const member = await membershipId(await personId("ulrike.maier@northwind-grocers.example"), RETAILER);
  const given = await request.patch(`/organizations/users/permissions/${member}/`, {
    headers: { authorization: `Token ${TOKENS.crux.secret}` },
    data: { permission_uuids: SAMPLE.permissions.slice(0, 1) },
  });
  expect(given.status()).toBe(204);
  expect(await grantsOf(member)).toHaveLength(1);
  const [last] = await rows<{ revision: number }>(
    "select max(revision)::int as revision from audit_event where membership_id = $1",
    [member],
  );
  await signIn(page, OWNER);
  await page.goto(`/o/${RETAILER}/audit?undo=${last?.revision}`);
  const dialog = page.getByRole("dialog", { name: `Undo revision ${last?.revision}` });
  await expect(dialog.getByText(/1 change/)).toBeVisible();
  await dialog.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByText(`Revision ${last?.revision} was taken back.`)).toBeVisible();
  expect(await grantsOf(member)).toEqual([]);
});

test("support finds a person by the integer id and grants a system permission among hundreds", async ({
  page,
}) => {
  const subject = await personOf(SUBJECT);
  await signIn(page, OPERATOR);
  await findByNumber(page, subject);
  await expect(page.getByRole("region", { name: "Northwind Grocers" })).toBeVisible();
  const part = page.getByRole("region", { name: "System permissions" });
  await expect(part.getByText(/of 3\d\d held/)).toBeVisible();
  await part.getByRole("searchbox").fill("market maker");
  await part.getByRole("checkbox", { name: "Market Maker" }).click();
  await expectAccessible(page);

  await page.reload();
  await expect(part.getByText("1 change for Leilani Kahale")).toBeVisible();
  await part.getByRole("button", { name: "Review" }).click();
  const review = page.getByRole("dialog", { name: "Review" });
  await expect(review.getByText("Gains")).toBeVisible();
  await review.getByLabel("Give until").selectOption({ index: 1 });
  await review.getByRole("button", { name: "Apply" }).click();
  const done = await holdUndo(page, "1 change for Leilani Kahale applied.");
  const ending = await rows(
    `select from permission_grant g join membership m on m.id = g.membership_id join permission p on p.id = g.permission_id
     where m.person_id = $1 and p.name = 'MarketMaker' and g.expires_at > now()`,
    [subject.id],
  );
  expect(ending).toHaveLength(1);
  expect(await holdsInSystem(subject.id, "MarketMaker")).toBe(true);

  await takeBack(page, done);
  expect(await holdsInSystem(subject.id, "MarketMaker")).toBe(false);
});

test("support views as that person, and nothing can be written meanwhile", async ({ page }) => {
  const subject = await personOf(SUBJECT);
  await signIn(page, OPERATOR);
  await findByNumber(page, subject);
  await page.getByRole("button", { name: "View as" }).click();
  await page.getByLabel("Why do you look?").fill("ticket 4711");
  await page.getByRole("button", { name: "View for 15 minutes" }).click();
  await expect(page).toHaveURL(new RegExp(`/o/${RETAILER}`));
  const banner = page.getByRole("region", { name: "Viewing as someone else" });
  await expect(banner).toContainText("Leilani Kahale");
  await expect(banner.getByRole("timer")).toHaveText(/^1[45]:\d\d$/);
  await expectAccessible(page);

  await page.goto("/support");
  await expect(page.getByText("Nothing here")).toBeVisible();
  const headers = { "sec-fetch-site": "same-origin" };
  const written = await page.request.post("/api/v1/organizations", {
    headers,
    data: { name: "Not allowed" },
  });
  expect(written.status()).toBe(401);
  expect((await page.request.get(`/api/v1/organizations/${RETAILER}`)).status()).toBe(200);
  expect(await rows("select from organization where name = 'Not allowed'")).toEqual([]);
  expect(await rows("select from audit_event where after ->> 'name' = 'Not allowed'")).toEqual([]);

  await page.goto("/");
  await banner.getByRole("button", { name: "Stop viewing" }).click();
  await expect(page).toHaveURL(new RegExp(`/support/people/${subject.id}`));
  await expect(banner).toHaveCount(0);
  const [ended, started] = await eventsAbout(subject.id);
  const both = { actor_label: OPERATOR, subject_label: SUBJECT };
  expect(ended).toMatchObject({ kind: "view-as.ended", ...both });
  expect(started).toMatchObject({ kind: "view-as.started", ...both, reason: "ticket 4711" });
});

test("who is no operator finds no support desk, and who may not read the audit sees no page of it", async ({
  browser,
}) => {
  const owner = await openAs(browser, OWNER);
  await owner.goto("/support");
  await expect(owner.getByText("Nothing here")).toBeVisible();
  expect((await owner.request.get("/api/console/support/people?search=maria")).status()).toBe(404);
  const viewer = await openAs(browser, VIEWER);
  await viewer.goto(`/o/${RETAILER}/audit`);
  await expect(viewer.getByText("You may not see this")).toBeVisible();
  await viewer.goto(`/o/${RETAILER}`);
  await expect(viewer).toHaveURL(/\/people\//);
});

test("the pages around signing in say the same to known and unknown addresses, and know a dead link", async ({
  page,
}) => {
  for (const email of [VIEWER, "nobody@nowhere.example"]) {
    await page.goto("/forgot-password");
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("button", { name: "Send the link" }).click();
    await expect(page.getByRole("status")).toHaveText(
      `If ${email} is known here, a letter is on its way. Look into the spam folder too.`,
    );
  }
  await expectAccessible(page);
  await page.goto("/accept-invitation#token=unknown");
  await expect(page.getByRole("heading", { name: "This invitation does not work" })).toBeVisible();
  await page.goto("/reset-password#token=unknown");
  await page.getByLabel("New password").fill("a password of some length");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await expectAccessible(page);
});

for (const width of [390, 1024]) {
  test(`nothing scrolls sideways at ${width}`, async ({ page }) => {
    const subject = await personOf(SUBJECT);
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, OPERATOR);
    for (const path of [
      `/o/${RETAILER}`,
      `/o/${RETAILER}/audit`,
      "/support?q=mar",
      `/support/people/${subject.id}`,
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("status")).toHaveCount(0);
      await expectNoSidewaysScroll(page);
    }
  });
}
