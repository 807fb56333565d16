import type { CDPSession, Page } from "@playwright/test";

/** What one visit of a page cost; times in milliseconds, JavaScript in kilobytes as it came over the wire. */
export interface Visit {
  /** What the page itself needed, until it had loaded. */
  readonly javascript: number;
  /** With what its links fetched beforehand, until nothing more came. */
  readonly prefetched: number;
  readonly lcp: number;
  readonly cls: number;
}

/** The slowest tick, the longest task while scrolling, and how many nodes the document held after it. */
export interface Round {
  readonly tick: number;
  readonly longTask: number;
  readonly nodes: number;
}

interface Seen {
  lcp: number;
  cls: number;
  readonly tasks: number[];
  readonly events: number[];
}

declare global {
  interface Window {
    seen: Seen;
  }
}

/** Opens the page with nothing cached, and waits until it is quiet and `ready` shows. */
export async function visit(page: Page, cdp: CDPSession, url: string, ready: string): Promise<Visit> {
  const scripts = await countScripts(cdp);
  // The compiler that runs this file names functions by a helper, which the page lacks.
  await page.addInitScript("globalThis.__name = (named) => named");
  await page.addInitScript(watch);
  await page.goto(url);
  const javascript = scripts.bytes() / 1000;
  await page.locator(ready).first().waitFor();
  await page.waitForLoadState("networkidle", { timeout: 10_000 }).catch(() => undefined);
  const { lcp, cls } = await page.evaluate(() => window.seen);
  return { javascript, prefetched: scripts.bytes() / 1000, lcp, cls };
}

/** Scrolls both ways and ticks three free cells of the matrix that is open. */
export async function tickAndScroll(page: Page, first: number): Promise<Round> {
  const grid = page.getByRole("grid");
  await grid.hover();
  await page.evaluate(() => {
    window.seen.tasks.length = 0;
    window.seen.events.length = 0;
  });
  for (let step = 0; step < 40; step++)
    await page.mouse.wheel(step % 4 === 3 ? 400 : 0, step % 4 === 3 ? 0 : 400);
  await twoFrames(page);
  const longTask = await page.evaluate(() => Math.max(0, ...window.seen.tasks));
  const free = grid.locator("[data-look=none][data-row]:not([data-pending])");
  for (let tick = 0; tick < 3; tick++) await free.nth(first + tick).click();
  await twoFrames(page);
  const [slowest, nodes] = await page.evaluate(() => [
    Math.max(0, ...window.seen.events),
    document.querySelectorAll("*").length,
  ]);
  return { tick: slowest ?? 0, longTask, nodes: nodes ?? 0 };
}

/** So that what was done has been painted, and its events have been counted. */
function twoFrames(page: Page): Promise<unknown> {
  return page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
}

async function countScripts(cdp: CDPSession): Promise<{ bytes(): number }> {
  const scripts = new Set<string>();
  let bytes = 0;
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  cdp.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type === "Script" || response.mimeType.includes("javascript")) scripts.add(requestId);
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  return { bytes: () => bytes };
}

/** Runs in the page, before anything of ours does. */
function watch(): void {
  const seen: Seen = { lcp: 0, cls: 0, tasks: [], events: [] };
  window.seen = seen;
  const observe = (type: string, more: object, each: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((found) => found.getEntries().forEach(each)).observe({
      type,
      buffered: true,
      ...more,
    });
  observe("largest-contentful-paint", {}, (entry) => {
    seen.lcp = entry.startTime;
  });
  observe("layout-shift", {}, (entry) => {
    const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!shift.hadRecentInput) seen.cls += shift.value;
  });
  observe("longtask", {}, (entry) => seen.tasks.push(entry.duration));
  observe("event", { durationThreshold: 16 }, (entry) => {
    const event = entry as PerformanceEntry & { interactionId: number };
    if (event.interactionId > 0) seen.events.push(entry.duration);
  });
}
