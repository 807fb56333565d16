import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { withClient } from "../lib/boot/connection";
import { findFreePort } from "../lib/boot/port";
import { startPostgres } from "../lib/boot/postgres";
import { openProxy } from "../lib/proof/faults/proxy";
import { expectAccessible } from "./support/axe";
import { cell, openMatrix } from "./support/matrix";
import { startProduct } from "./support/server";
import { OWNER, RETAILER, signInByForm } from "./support/sign-in";

// A product and a database of its own: the other journeys need theirs.
const port = await findFreePort();
test.use({ baseURL: `http://localhost:${port}` });

test("the database goes away under a matrix with changes: it says so, keeps them, and applies them when it is back", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-outage-"));
  await chmod(folder, 0o755);
  let postgres = await startPostgres(folder);
  const proxy = await openProxy();
  const lead = () => proxy.lead(Number(new URL(postgres.url("postgres")).port));
  await lead();
  const password = randomUUID();
  await withClient(postgres.url("postgres"), async (client) => {
    await client.query(`create role grantdesk_app login password ${client.escapeLiteral(password)}`);
    await client.query("create database grantdesk");
  });
  const ownerUrl = Object.assign(new URL(postgres.url("grantdesk")), { port: String(proxy.port) }).href;
  const product = await startProduct({
    DATABASE_URL: Object.assign(new URL(ownerUrl), { username: "grantdesk_app", password }).href,
    MIGRATE_DATABASE_URL: ownerUrl,
    DEMO_DATA: "true",
    NEXTAUTH_SECRET: "tests sign with this, nobody else",
    DATA_DIR: path.join(folder, "own"),
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
  });
  expect(product.output()).toContain("Grantdesk is at");

  await signInByForm(page, OWNER);
  const grid = await openMatrix(page, "Diego Rojas");
  await cell(grid, "Diego Rojas", "View Payment Info").click();
  await expect(page.getByText("1 change for 1 person")).toBeVisible();

  await postgres.stop();
  await proxy.lead(null);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("We cannot reach the database.")).toBeVisible();
  await expect(page.getByText("1 change for 1 person")).toBeVisible();
  await page.getByRole("button", { name: "Review" }).click();
  const review = page.getByRole("dialog", { name: "Review the changes" });
  await expect(review.getByRole("alert")).toContainText("We cannot reach the database.");
  await expect(review.getByRole("button", { name: "Apply" })).toBeDisabled();

  const other = await page.context().newPage();
  const refused = await other.goto(`/o/${RETAILER}/members`);
  expect([refused?.status(), refused?.headers()["retry-after"]]).toEqual([503, "1"]);
  await expect(other.getByRole("heading", { name: "We cannot reach the database" })).toBeVisible();
  await expectAccessible(other);

  const away = await page.context().newPage();
  await away.goto("/sign-in");
  await away.getByLabel("E-mail").fill(OWNER);
  await away.getByLabel("Password").fill("grantdesk demo");
  await away.getByRole("button", { name: "Sign in" }).click();
  await expect(away.getByText("Nothing was lost; try again in a moment.")).toBeVisible();

  // What others do is heard of again, by a stream that nobody opened by hand, and that may be back before anything is pressed.
  const heard = page.waitForResponse(
    (answer) => answer.url().includes("/api/events") && answer.status() === 200,
  );
  postgres = await startPostgres(folder);
  await lead();
  await other.getByRole("button", { name: "Try again" }).click();
  await expect(other.getByRole("heading", { name: "Members" })).toBeVisible();
  await review.getByRole("button", { name: "Try again" }).click();
  await heard;
  await review.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("1 change applied.")).toBeVisible();
  await expect(cell(grid, "Diego Rojas", "View Payment Info")).toHaveAccessibleName(/: direct/);

  expect(await product.stop()).toBe(0);
  await proxy.close();
  await postgres.stop();
  await rm(folder, { recursive: true });
});
