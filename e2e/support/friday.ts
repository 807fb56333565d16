import type { Locator } from "@playwright/test";

/** Chooses the next Friday, whatever today is: on a Thursday it is called tomorrow. Answers its end as an ISO time. */
export async function selectFriday(until: Locator): Promise<string> {
  const friday = until.locator("option", { hasText: "end of Friday" }).first();
  await until.selectOption(await friday.getAttribute("value"));
  return until.inputValue();
}
