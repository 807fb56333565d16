import { access, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.join(import.meta.dirname, "../..");

test("every file that the table of promises names is there", async () => {
  const table = await readFile(path.join(root, "lib/SECURITY.md"), "utf8");
  const named = [...table.matchAll(/`([^`\s]+)`/g)].map(([, name = ""]) => name);
  const inTree = named.filter(
    (name) => name.includes("/") && !name.includes("*") && !name.startsWith("test-results/"),
  );
  const controls = named
    .filter((name) => /^[a-z-]+\.ts$/.test(name))
    .map((name) => `lib/proof/controls/${name}`);
  const there = async (name: string) =>
    access(path.join(root, name)).then(
      () => [],
      () => [name],
    );

  expect(inTree.length).toBeGreaterThan(30);
  expect(controls.length).toBeGreaterThan(10);
  expect((await Promise.all([...inTree, ...controls].map(there))).flat()).toEqual([]);
});
