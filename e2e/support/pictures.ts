import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import { findFreePort } from "../../lib/boot/port";
import { browser } from "./browser";
import { startProduct } from "./server";
import { OPERATOR, OWNER, RETAILER, signIn } from "./sign-in";

/** `npm run pictures`: the README's pictures, taken anew from the demonstration data. */
const PICTURES = [
  { name: "matrix", email: OWNER, path: `/o/${RETAILER}/access`, theme: "light" },
  { name: "overview", email: OWNER, path: `/o/${RETAILER}`, theme: "light" },
  {
    name: "support",
    email: OPERATOR,
    path: "/support/people/3c90c3cc-0d44-4b50-8888-8dd25736052a",
    theme: "dark",
  },
] as const;

const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-pictures-"));
await chmod(folder, 0o755);
const port = await findFreePort();
const baseURL = `http://localhost:${port}`;
const product = await startProduct({ DATA_DIR: folder, PORT: String(port), PUBLIC_URL: baseURL });
await mkdir("public/pictures", { recursive: true });
const chrome = await chromium.launch(browser());
for (const { name, email, path: at, theme } of PICTURES) {
  const context = await chrome.newContext({
    baseURL,
    viewport: { width: 1280, height: 800 },
    colorScheme: theme,
  });
  const page = await context.newPage();
  await signIn(page, email);
  await page.goto(at);
  await page.waitForLoadState("networkidle", { timeout: 5000 }).catch(() => undefined);
  await page.screenshot({ path: `public/pictures/${name}.png` });
  await context.close();
}
await chrome.close();
await product.stop();
await rm(folder, { recursive: true });
