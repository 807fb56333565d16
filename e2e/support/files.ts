import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";

/** Saves a table by the dialog's link, as a person does. */
export async function saved(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("link", { name }).click();
  return readFile(await (await download).path(), "utf8");
}

/** Chooses a file for the dialog to read. */
export const bring = (page: Page, name: string, text: string) =>
  page.getByLabel("Import a file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
