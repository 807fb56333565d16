import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const LINK = /\]\(([^)#:]+)\)/g;
const NAMED = /`((?:app|components|e2e|lib|prisma)\/[^`<…]+)`/g;

/** What a text links to or names from the top of the repository. */
function namedIn(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const links = [...text.matchAll(LINK)].map(([, to]) => path.join(path.dirname(file), to ?? ""));
  return [...links, ...[...text.matchAll(NAMED)].map(([, name]) => name ?? "")];
}

test.each(["lib/CONTRIBUTING.md", "lib/boot/RUNNING.md", "README.md"])(
  "what %s points at is there",
  (file) => {
    const named = namedIn(file);
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((each) => !existsSync(each))).toEqual([]);
  },
);

test("a file that is gone is missed", () => {
  expect(namedIn("lib/CONTRIBUTING.md")).toContain("lib/core/guards.ts");
  expect(existsSync("lib/core/guards-that-are-gone.ts")).toBe(false);
});
