import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { OWNER, RETAILER, signIn } from "./support/sign-in";
import { test } from "./support/test";

test("what is not there is not found within the shell, and another's organization outside of it", async ({
  page,
}) => {
  await signIn(page, OWNER);
  for (const path of ["nowhere/at/all", `projects/${randomUUID()}`, `people/${randomUUID()}`]) {
    expect((await page.goto(`/o/${RETAILER}/${path}`))?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  }
  expect((await page.goto(`/o/${randomUUID()}/members`))?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
});
