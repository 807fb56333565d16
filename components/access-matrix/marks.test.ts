import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The block of a theme in a style sheet: the first that begins with its selector. */
function themeIn(file: string, selector: string): string {
  const text = readFileSync(file, "utf8");
  const from = text.indexOf(`${selector} {`);
  return text.slice(from, text.indexOf("\n}", from));
}

test.each([":root", ".dark"])("the marks of %s are drawn in that theme's colours", (theme) => {
  const colours = themeIn("app/globals.css", theme);
  const drawn = [...themeIn("components/access-matrix/matrix.css", theme).matchAll(/%23([\da-f]{6})/g)];
  expect(drawn).not.toEqual([]);
  const unknown = drawn.filter(([, colour]) => !colours.includes(`#${colour};`));
  expect(unknown.map(([, colour]) => colour)).toEqual([]);
});
