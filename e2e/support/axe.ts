import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * axe finds nothing, in light and in dark. It measures colours as they are painted, so nothing may be half faded in
 * (a toast is for 400 ms) while it looks: motion is reduced for as long, and what still moves is waited for.
 */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveClass(new RegExp(`(^|\\s)${colorScheme}(\\s|$)`));
    await expect.poll(() => page.evaluate(moving)).toEqual([]);
    const { violations } = await finder(page, colorScheme).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${colorScheme}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
    );
    expect(found).toEqual([]);
  }
  await page.emulateMedia({ reducedMotion: "no-preference" });
}

/** All of its rules in light; in dark those about colours again, since nothing but colours differs there. */
function finder(page: Page, colorScheme: "light" | "dark"): AxeBuilder {
  const all = new AxeBuilder({ page });
  return colorScheme === "light" ? all : all.withRules(["color-contrast", "link-in-text-block"]);
}

function moving(): string[] {
  const ends = (animation: Animation) =>
    animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;
  return document
    .getAnimations()
    .filter((animation) => animation.playState === "running" && ends(animation))
    .map((animation) => `${animation.effect?.getComputedTiming().endTime} ms`);
}
