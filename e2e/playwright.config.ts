import { defineConfig, devices } from "@playwright/test";
import { findFreePort } from "../lib/boot/port";
import { browser } from "./support/browser";

// This file is read once more in every worker; the address has to be the same in all of them.
process.env.E2E_URL ??= `http://localhost:${await findFreePort()}`;

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  globalSetup: "./support/server-setup.ts",
  forbidOnly: process.env.CI !== undefined,
  fullyParallel: true,
  workers: 2,
  // Two cores carry the product, its database and two browsers: what is slow here is not wrong.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  // What is measured is measured alone, after everything else.
  projects: [
    { name: "journeys", testIgnore: "large.spec.ts" },
    { name: "large", testMatch: "large.spec.ts", dependencies: ["journeys"] },
  ],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.E2E_URL,
    launchOptions: browser(),
    trace: "retain-on-failure",
  },
});
