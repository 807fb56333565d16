import { expect, type Locator, type Page } from "@playwright/test";

/**
 * The toast that offers to take back what was done, held under the pointer: it goes by itself after ten seconds, and
 * what is looked at meanwhile may take longer.
 */
export async function holdUndo(page: Page, said = ""): Promise<Locator> {
  const toast = page
    .getByRole("region", { name: /^Notifications/ })
    .getByRole("listitem")
    .filter({ hasText: said })
    .filter({ has: page.getByRole("button", { name: "Undo" }) });
  await toast.hover();
  return toast;
}

/** Takes back what the toast is about, and waits until it is. */
export async function takeBack(page: Page, toast: Locator): Promise<void> {
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Taken back.")).toBeVisible();
}
