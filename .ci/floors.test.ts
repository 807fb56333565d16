import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Floors = Readonly<Record<string, readonly [lowest: string, why: string]>>;
type Packages = Readonly<Record<string, { readonly version?: string }>>;

const floors: Floors = JSON.parse(readFileSync(".ci/floors.json", "utf8"));
const { packages }: { packages: Packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));

/** Negative where `one` comes before `other`. A pre-release comes before its release. */
function compare(one: string, other: string): number {
  const [[a, aBefore], [b, bBefore]] = [parts(one), parts(other)];
  const index = a.findIndex((number, at) => number !== b[at]);
  if (index >= 0) return (a[index] ?? 0) - (b[index] ?? 0);
  return Number(bBefore) - Number(aBefore);
}

function parts(version: string): [numbers: number[], isBefore: boolean] {
  const found = /^(\d+)\.(\d+)\.(\d+)(-)?/.exec(version);
  if (!found) throw new Error(`${version} is no version.`);
  return [found.slice(1, 4).map(Number), found[4] !== undefined];
}

/** Every copy that is below its floor, wherever it lies. */
function below(installed: Packages): string[] {
  return Object.entries(installed).flatMap(([path, { version }]) => {
    const [lowest, why] = floors[path.split("node_modules/").at(-1) ?? ""] ?? [];
    if (path === "" || lowest === undefined || version === undefined) return [];
    return compare(version, lowest) < 0 ? [`${path} is ${version}, below ${lowest}: ${why}`] : [];
  });
}

test("no installed copy of a package is below the lowest version that is allowed", () => {
  expect(below(packages)).toEqual([]);
  const direct = ["next", "react", "react-dom", "next-auth", "prisma", "pg", "nodemailer", "zod"];
  for (const name of direct) expect(Object.keys(packages)).toContain(`node_modules/${name}`);
});

test.each([
  ["node_modules/next", "16.3.2"],
  ["node_modules/next", "15.99.99"],
  ["node_modules/next", "16.3.3-canary.1"],
  ["node_modules/a/node_modules/cookie", "0.6.0"],
  ["node_modules/a/node_modules/@prisma/client", "6.99.0"],
])("a copy below its floor is found: %s %s", (path, version) => {
  expect(below({ ...packages, [path]: { version } })).toHaveLength(1);
});

test.each([
  ["node_modules/next", "16.10.0"],
  ["node_modules/next", "16.3.3"],
  ["node_modules/cookies", "0.1.0"],
])("a copy at its floor or above is none: %s %s", (path, version) => {
  expect(below({ ...packages, [path]: { version } })).toEqual([]);
});
