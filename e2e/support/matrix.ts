import { expect, type Locator, type Page } from "@playwright/test";
import { RETAILER } from "./sign-in";

/** The matrix of the demonstration's retailer, once it takes presses and keys. */
export async function openMatrix(page: Page, search: string): Promise<Locator> {
  await page.goto(`/o/${RETAILER}/access?search=${encodeURIComponent(search)}`);
  const grid = page.getByRole("grid");
  await expect(grid).toBeVisible();
  await expect(grid.getByRole("rowheader").first()).toBeVisible();
  // What the server drew takes no key before the browser has taken over.
  await expect(grid).not.toHaveAttribute("aria-busy", "true");
  return grid;
}

export const cell = (grid: Locator, person: string, permission: string) =>
  grid.getByRole("gridcell", { name: new RegExp(`^${person}, ${permission}:`) });
