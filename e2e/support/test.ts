import { test as base, type Page } from "@playwright/test";

/** Playwright's own test, whose page is a patient one. */
export const test = base.extend({
  page: async ({ page }, use) => {
    await use(patient(page));
  },
});

/**
 * The same page, whose `goto` and `reload` end once the page's own script has taken over. Where that is still on its way,
 * a press is nobody's: it is lost, and all that waits for its effect waits for nothing.
 */
export function patient(page: Page): Page {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  page.goto = async (...args) => {
    const response = await goto(...args);
    await page.waitForFunction(hasTakenOver);
    return response;
  };
  page.reload = async (...args) => {
    const response = await reload(...args);
    await page.waitForFunction(hasTakenOver);
    return response;
  };
  return page;
}

/** React notes what it has taken over: the document once it listens, the body once all around the screen is its own. */
function hasTakenOver(): boolean {
  const has = (node: object, name: string) => Object.keys(node).some((key) => key.startsWith(name));
  return has(document, "__reactContainer$") && has(document.body, "__reactFiber$");
}
