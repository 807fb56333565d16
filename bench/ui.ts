import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import { type Browser, chromium } from "@playwright/test";
import { browser } from "../e2e/support/browser";
import { startProduct } from "../e2e/support/server";
import { OWNER, RETAILER, signIn } from "../e2e/support/sign-in";
import { findFreePort } from "../lib/boot/port";
import { type Round, tickAndScroll, type Visit, visit } from "./ui-page";

/**
 * `npm run bench:ui [-- L --folder F]`: what the console costs in the browser, at full speed and with the processor slowed
 * fourfold. Prints two tables and writes them to bench/results/ui.json. L, 100,000 people by 1,000 permissions, takes
 * minutes to load; a folder that is named is kept with its data.
 */
const { values, positionals } = parseArgs({
  options: { folder: { type: "string" } },
  allowPositionals: true,
});
const SIZES = positionals.includes("L") ? (["M", "L"] as const) : (["M"] as const);
const SLOWDOWNS = [1, 4];
const ROUNDS = 3;
const SCREENS = ["", "/members", "/access", "/roles", "/projects", "/audit", "/tokens", "/settings"];

const folder = values.folder ?? (await mkdtemp(path.join(tmpdir(), "grantdesk-bench-ui-")));
await mkdir(folder, { recursive: true });
await chmod(folder, 0o755);
const port = await findFreePort();
const baseURL = `http://localhost:${port}`;
const product = await startProduct({ DATA_DIR: folder, PORT: String(port), PUBLIC_URL: baseURL });
const chrome = await chromium.launch(browser());
const screens = [];
for (const screen of SCREENS) screens.push(await measureScreen(chrome, screen));
console.table(screens);
const matrices = [];
for (const size of SIZES) {
  await load(size);
  for (const slowdown of SLOWDOWNS) matrices.push(await measureMatrix(chrome, size, slowdown));
}
console.table(matrices);
await chrome.close();
await product.stop();
if (values.folder === undefined) await rm(folder, { recursive: true });
await mkdir("bench/results", { recursive: true });
await writeFile("bench/results/ui.json", `${JSON.stringify({ screens, matrices }, null, 2)}\n`);

async function measureScreen(from: Browser, screen: string) {
  const page = await openAs(from, OWNER);
  const cdp = await page.context().newCDPSession(page);
  const cost = await visit(page, cdp, `/o/${RETAILER}${screen}`, "main h1");
  await page.context().close();
  return { screen: screen || "/", ...rounded(cost) };
}

/** The best of three rounds: a neighbour on the same processor can only make one look worse. */
async function measureMatrix(from: Browser, size: string, slowdown: number) {
  const email = `owner@bulk-${size.toLowerCase()}.example`;
  const page = await openAs(from, email);
  const organization = new URL(page.url()).pathname.split("/")[2];
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const cost = await visit(page, cdp, `/o/${organization}/access`, "[role=gridcell]");
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await tickAndScroll(page, 40));
  await page.context().close();
  const best = (of: "tick" | "longTask" | "nodes") => Math.min(...rounds.map((round) => round[of]));
  const nodes = Math.max(...rounds.map((round) => round.nodes));
  return { size, slowdown, ...rounded(cost), tick: best("tick"), longTask: best("longTask"), nodes };
}

async function openAs(from: Browser, email: string) {
  const page = await (await from.newContext({ baseURL, viewport: { width: 1440, height: 900 } })).newPage();
  await signIn(page, email);
  await page.goto("/");
  await page.waitForURL(/\/o\//);
  await page.waitForLoadState("networkidle");
  return page;
}

function load(size: string) {
  const args = ["--conditions=react-server", "--import", "tsx", "lib/boot/data.ts", "--size", size];
  const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: "" };
  return promisify(execFile)(process.execPath, args, { env });
}

function rounded({ javascript, prefetched, lcp, cls }: Visit) {
  const kilobytes = { javascript: Math.round(javascript), prefetched: Math.round(prefetched) };
  return { ...kilobytes, lcp: Math.round(lcp), cls: Number(cls.toFixed(4)) };
}
