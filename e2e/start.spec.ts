import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "@playwright/test";

import { withClient } from "../lib/boot/connection";
import { findFreePort, isPortFree } from "../lib/boot/port";
import { findPostgres, startPostgres } from "../lib/boot/postgres";
import { startProduct } from "./support/server";
import { test } from "./support/test";

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
  const password = "the application's own";
  await withClient(url, (client) =>
    client.query(`create role grantdesk_app login password ${client.escapeLiteral(password)}`),
  );
  const appUrl = Object.assign(new URL(url), { username: "grantdesk_app", password }).href;
  const unused = path.join(folder, "unused");
  const settings = { NEXTAUTH_SECRET: "tests sign with this, nobody else", DATA_DIR: unused };
  const start = async (more: Record<string, string>) =>
    startProduct({ ...settings, ...more, PORT: String(await findFreePort()) });

  const mighty = await start({ DATABASE_URL: url });
  expect(await mighty.ended).toBe(1);
  expect(mighty.output()).toContain("could rewrite the audit: it is a superuser");

  const product = await start({ DATABASE_URL: appUrl, MIGRATE_DATABASE_URL: url });
  expect(product.output()).toContain("Grantdesk is at");
  const count = "select from organization where kind <> 'SYSTEM'";
  expect((await withClient(url, (client) => client.query(count))).rowCount).toBe(0);
  expect(await readdir(unused)).toEqual(["audit-heads"]);
  await product.stop();

  await withClient(url, (client) => client.query("alter role grantdesk_app set synchronous_commit = off"));
  const forgetful = await start({ DATABASE_URL: appUrl });
  expect(await forgetful.ended).toBe(1);
  expect(forgetful.output()).toContain("The database has synchronous_commit off");
  await postgres.stop();
  await rm(folder, { recursive: true });
});

test("demonstration data is not served to other machines", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-e2e-"));
  const open = await startProduct({ DATA_DIR: folder, HOST: "0.0.0.0", PORT: String(await findFreePort()) });
  expect(await open.ended).toBe(1);
  expect(open.output()).toContain("HOST=0.0.0.0 lets others in");
  await rm(folder, { recursive: true });
});

test("a wrong variable is named at the start", async () => {
  const wrong = await startProduct({ PORT: "http" });
  expect(await wrong.ended).toBe(1);
  expect(wrong.output()).toContain("PORT: ");
});
