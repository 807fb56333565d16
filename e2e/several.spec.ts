import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { rows } from "./support/database";
import { SOFTWARE_OWNER, signIn } from "./support/sign-in";
import { test } from "./support/test";

/** An organization of the asker's own with three open invitations and three tokens. */
async function prepare(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const send = async (path: string, body: unknown) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      return (await answer.json()) as { id: string };
    };
    const { id } = await send("/organizations", { name: "Several" });
    await send(
      `/organizations/${id}/invitations`,
      ["ann", "ben", "cem"].map((each) => ({
        email: `${each}@several.example`,
        permissions: ["view_items"],
      })),
    );
    for (const name of ["One", "Two", "Three"])
      await send("/api-keys", { name, organization_id: id, permissions: ["view_items"] });
    return id;
  });
}

const pending = async (organization: string) =>
  (
    await rows<{ email: string }>(
      "select p.email from invitation i join person p on p.id = i.person_id where i.organization_id = $1 and i.status = 'pending'",
      [organization],
    )
  ).map(({ email }) => email);

test("several invitations are cancelled, and several tokens revoked, each in one act", async ({ page }) => {
  await signIn(page, SOFTWARE_OWNER);
  await page.goto("/welcome");
  const organization = await prepare(page);
  await page.goto(`/o/${organization}/invitations`);
  await page.getByRole("checkbox", { name: "Select the invitation of ann@several.example" }).click();
  await page.getByRole("checkbox", { name: "Select the invitation of cem@several.example" }).focus();
  await page.keyboard.press("Space");
  const bar = page.getByRole("region", { name: "Selected invitations" });
  await expect(bar).toContainText("2 selected");
  await expectAccessible(page);
  await bar.getByRole("button", { name: "Cancel 2 invitations" }).click();
  await page.getByRole("button", { name: "Cancel the invitations" }).click();
  await expect(page.getByText("Cancelled 2 invitations.")).toBeVisible();
  await expect(bar).toBeHidden();
  expect(await pending(organization)).toEqual(["ben@several.example"]);
  const revisions =
    "select count(distinct revision) from audit_event where organization_id = $1 and kind = $2";
  expect(await rows(revisions, [organization, "invitation.cancelled"])).toEqual([{ count: "1" }]);

  await page.goto(`/o/${organization}/tokens?whose=all`);
  await page.getByRole("checkbox", { name: "Select every token shown that you may revoke" }).click();
  await page.getByRole("checkbox", { name: "Select Two" }).click();
  const tokens = page.getByRole("region", { name: "Selected tokens" });
  await expect(tokens).toContainText("2 selected");
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await tokens.getByRole("button", { name: "Revoke 2 tokens" }).click();
  await page.getByRole("button", { name: "Revoke tokens" }).click();
  await expect(page.getByText("Revoked 2 tokens.")).toBeVisible();
  const left = "select name from api_token where organization_id = $1 and revoked_at is null";
  expect(await rows(left, [organization])).toEqual([{ name: "Two" }]);
  expect(await rows(revisions, [organization, "token.revoked"])).toEqual([{ count: "1" }]);
});
