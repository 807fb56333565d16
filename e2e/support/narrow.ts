import { expect, type Page } from "@playwright/test";

/** Nothing scrolls sideways on the page, once it has settled: what is drawn by its width is drawn after it. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const spare = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(spare).toBeLessThanOrEqual(0);
}

/** The same at 390 px, the width of a phone; the window is wide again afterwards. */
export async function expectFitsPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1440, height: 900 });
}
