import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { controls } from "./controls";

const root = path.join(import.meta.dirname, "../..");

test("every control takes out a guard that stands in the program exactly once", async () => {
  const stale = await Promise.all(
    controls.map(async (control) => {
      if ("sql" in control) return [];
      const program = await readFile(path.join(root, control.file), "utf8").catch(() => "");
      const count = program.split(control.guard).length - 1;
      return count === 1 ? [] : [`${control.name}: ${count} times in ${control.file}`];
    }),
  );

  expect(stale.flat()).toEqual([]);
});

test("every control has a name of its own", () => {
  const names = controls.map(({ name }) => name);

  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test("every control whose tests may be left out says without what", async () => {
  const silent = await Promise.all(
    controls.map(async ({ name, caughtBy, needs }) => {
      const tests = await readFile(path.join(root, caughtBy.file), "utf8").catch(() => "");
      return !tests.includes("leftOut(") || needs ? [] : [name];
    }),
  );

  expect(silent.flat()).toEqual([]);
});

test("every control names a test that exists", async () => {
  const missing = await Promise.all(
    controls.map(async ({ name, caughtBy }) => {
      const tests = await readFile(path.join(root, caughtBy.file), "utf8").catch(() => "");
      return tests ? [] : [`${name}: ${caughtBy.file}`];
    }),
  );

  expect(missing.flat()).toEqual([]);
});
