import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { withClient } from "../lib/boot/connection";
import { findFreePort, isPortFree } from "../lib/boot/port";
import { findPostgres, startPostgres } from "../lib/boot/postgres";
import { startProduct } from "./support/server";

test("the first page renders, and the browser has nothing to complain of", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  const response = await page.goto("/");
  expect(response?.status()).toBe(200);
  expect(response?.headers()["x-powered-by"]).toBeUndefined();
  await expect(page).toHaveTitle(/Grantdesk/);
  expect(complaints).toEqual([]);
});

test("a path that nothing answers to is not found", async ({ request }) => {
  expect((await request.get("/there-is-no-such-page")).status()).toBe(404);
});

test("a start beside one that runs says so and leaves that alone", async ({ request }) => {
  const beside = await startProduct({
    DATA_DIR: String(process.env.E2E_DATA_DIR),
    PORT: String(await findFreePort()),
  });
  expect(await beside.ended).toBe(1);
  expect(beside.output()).toContain("Grantdesk is running already from this folder.");
  expect((await request.get("/")).status()).toBe(200);

  const onItsPort = await startProduct({ PORT: new URL(String(process.env.E2E_URL)).port });
  expect(await onItsPort.ended).toBe(1);
  expect(onItsPort.output()).toContain("already. If that is Grantdesk, end it first");
});

test("Ctrl-C ends all that was started, and the next start finds its data", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-e2e-"));
  const port = await findFreePort();
  const first = await startProduct({ DATA_DIR: folder, PORT: String(port) });
  expect(first.output()).toContain("Loading the demonstration data");
  expect(await first.stop()).toBe(0);
  expect(await isPortFree("127.0.0.1", port)).toBe(true);
  expect(await findPostgres(folder, "grantdesk")).toBeUndefined();

  const second = await startProduct({ DATA_DIR: folder, PORT: String(port) });
  expect(second.output()).toContain("Grantdesk is at");
  await second.stop();
  await rm(folder, { recursive: true });
});

test("with DATABASE_URL that server is used, and gets no demonstration data", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-e2e-"));
  const postgres = await startPostgres(folder);
  const url = postgres.url("postgres");
  const unused = path.join(folder, "unused");
  const settings = { DATABASE_URL: url, NEXTAUTH_SECRET: "s".repeat(32), DATA_DIR: unused };
  const product = await startProduct({ ...settings, PORT: String(await findFreePort()) });
  expect(product.output()).toContain("Grantdesk is at");
  const count = "select from organization where kind <> 'SYSTEM'";
  expect((await withClient(url, (client) => client.query(count))).rowCount).toBe(0);
  expect(existsSync(unused)).toBe(false);
  await product.stop();
  await postgres.stop();
  await rm(folder, { recursive: true });
});

test("a wrong variable is named at the start", async () => {
  const wrong = await startProduct({ PORT: "http" });
  expect(await wrong.ended).toBe(1);
  expect(wrong.output()).toContain("PORT: ");
});
