import { expect, type Page } from "@playwright/test";

import { startReceiver } from "../lib/testing/receiver";
import { expectAccessible } from "./support/axe";
import { rows } from "./support/database";
import { expectFitsPhone } from "./support/narrow";
import { SOFTWARE_OWNER, signIn, VIEWER } from "./support/sign-in";
import { test } from "./support/test";

/** An organization of the asker's own, so that no other journey is heard of. */
async function found(page: Page): Promise<string> {
  const answer = await page.evaluate(async () => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ name: "Listening Post" });
    return (await (
      await fetch("/api/v1/organizations", { method: "POST", headers, body })
    ).json()) as unknown;
  });
  return (answer as { id: string }).id;
}

/** Puts off the next attempt of what was answered so, which would come by itself before one has looked; answers how many. */
async function putOff(organization: string, status: number, by: "1 hour" | "0 hours"): Promise<number> {
  const put = await rows(
    `with put as (
       update webhook_delivery set next_at = now() + $3::interval
       where organization_id = $1 and status = 'WAITING' and answer_status = $2 returning job
     )
     update pgboss.job j set start_after = now() + $3::interval from put where j.id = put.job returning j.id`,
    [organization, status, by],
  );
  return put.length;
}

test("a webhook is added, refuses twice, accepts, and every message carries the signature that the receiver verifies", async ({
  page,
}) => {
  const receiver = await startReceiver();
  await signIn(page, SOFTWARE_OWNER);
  await page.goto("/welcome");
  const organization = await found(page);
  await page.goto(`/o/${organization}/webhooks`);
  await expect(page.getByText("No webhooks yet")).toBeVisible();
  await page.getByRole("button", { name: "Add webhook" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill(receiver.url);
  await dialog.getByRole("button", { name: "Organization renamed" }).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add webhook" }).click();
  receiver.know((await page.getByTestId("secret").textContent()) ?? "");
  await page.getByRole("button", { name: "Done" }).click();

  receiver.answers.push({ status: 500, text: "not yet" }, { status: 503, text: "still not" });
  await page.evaluate(async (id) => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ name: "Hearing Post" });
    await fetch(`/api/v1/organizations/${id}/settings`, { method: "PUT", headers, body });
  }, organization);
  await page.getByRole("button", { name: "Messages" }).click();
  const message = page.getByRole("list", { name: "Messages" }).getByRole("listitem").first();
  await expect(message).toContainText("organization.renamed");
  for (const status of [500, 503]) {
    await expect.poll(() => putOff(organization, status, "1 hour")).toBe(1);
    await expect(message).toContainText(`answered ${status}`);
    await putOff(organization, status, "0 hours");
  }
  await expect(message).toContainText("Delivered");
  await expect(message).toContainText("3 attempts, answered 204");
  expect(receiver.received).toHaveLength(3);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  expect(receiver.received[2]?.body).toMatchObject({
    type: "organization.renamed",
    data: { organization_id: organization, after: { name: "Hearing Post" } },
  });

  await message.getByRole("button", { name: "Send again" }).click();
  await expect.poll(() => receiver.received.length).toBe(4);
  await page.getByRole("button", { name: "Send test" }).click();
  await expect.poll(() => receiver.received.at(-1)?.body.type).toBe("webhook.test");
  expect(receiver.refused()).toBe(0);
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.getByRole("button", { name: "Edit" }).click();
  await expect(dialog.getByLabel("Address")).toHaveValue(receiver.url);
  await dialog.getByLabel("Address").fill("no address");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("Address").fill(`${receiver.url}?moved`);
  await dialog.getByRole("button", { name: "Role created" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: `${receiver.url}?moved` })).toBeVisible();
  await expect(page.getByText("Hears of: Role created, Organization renamed.")).toBeVisible();

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete webhook" }).click();
  await expect(page.getByText("No webhooks yet")).toBeVisible();
  await receiver.stop();
});

test("who may not change the settings sees no webhooks, and is told why", async ({ page }) => {
  await signIn(page, VIEWER);
  await page.goto("/");
  await expect(page).toHaveURL(/\/o\//);
  await expect(page.getByRole("link", { name: "Webhooks" })).toHaveCount(0);
  await page.goto(`${new URL(page.url()).pathname.split("/").slice(0, 3).join("/")}/webhooks`);
  await expect(page.getByRole("alert").filter({ hasText: "This could not be loaded." })).toBeVisible();
});
