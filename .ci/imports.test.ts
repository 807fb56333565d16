import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

// [rule, file, what it imports]
const planted: [string, string, string][] = [
  ["room-core", "lib/core/a.ts", "@/lib/store/target"],
  ["room-core", "lib/core/b.ts", "../env"],
  ["room-store", "lib/store/a.ts", "../operations/target"],
  ["room-identity", "lib/identity/a.ts", "../operations/target"],
  ["room-operations", "lib/operations/a.ts", "@/lib/identity/target"],
  ["room-operations", "lib/operations/b.ts", "@/lib/web/target"],
  ["room-live", "lib/live/a.ts", "../operations/target"],
  ["room-hooks", "lib/hooks/a.ts", "@/lib/identity/target"],
  ["room-mail", "lib/mail/a.ts", "../core/target"],
  ["room-web", "lib/web/a.ts", "@/lib/identity/target"],
  ["room-dialects", "lib/dialects/v1/a.ts", "@/lib/store/target"],
  ["room-dialects", "lib/dialects/b.ts", "../store/target"],
  ["room-unknown", "lib/services/a.ts", "../core/target"],
  ["room-env", "lib/env.ts", "./core/target"],
  ["room-boot", "lib/boot/a.ts", "../store/target"],
  ["room-components", "components/a.tsx", "@/lib/operations/target"],
  ["room-components", "components/ui/b.tsx", "@/app/target"],
  ["room-components", "components/ui/c.tsx", "../../lib/env"],
  ["room-app", "app/(console)/a.tsx", "@/lib/store/target"],
  ["room-app", "app/b.tsx", "@/prisma/demo/target"],
  ["core-is-pure", "lib/core/c.ts", "node:crypto"],
  ["core-is-pure", "lib/core/d.ts", "pino"],
  ["core-knows-zod-by-type-only", "lib/core/e.ts", "zod"],
  ["dialects-are-strangers", "lib/dialects/v1/c.ts", "../crux/target"],
  ["client-only-in-store", "lib/operations/c.ts", "@/prisma/client/client"],
  ["sql-only-in-store", "lib/operations/d.ts", "pg"],
  ["sql-only-in-store", "app/c.tsx", "@prisma/adapter-pg"],
  ["sql-only-in-store", "lib/hooks/b.ts", "pg-boss"],
  ["queue-beside-the-server", "lib/operations/f.ts", "@/lib/store/jobs"],
  ["next-at-the-edge", "lib/operations/e.ts", "next/headers"],
  ["components-run-in-a-browser", "components/d.tsx", "node:fs"],
  ["tests-serve-nobody", "lib/store/b.ts", "../testing/target"],
  ["tests-serve-nobody", "lib/store/c.ts", "./target.test"],
  ["no-dev-dependency", "lib/web/b.ts", "knip"],
  ["in-package-json", "lib/web/c.ts", "semver"],
  ["no-cycle", "lib/web/d.ts", "./other"],
  ["found", "lib/web/e.ts", "@/lib/core/nowhere"],
];

const allowed: [string, string][] = [
  ["lib/core/ok.ts", "./target"],
  ["lib/store/ok.ts", "@/prisma/client/client"],
  ["lib/operations/ok.ts", "@/lib/store/target"],
  ["lib/operations/ok-env.ts", "../env"],
  ["lib/hooks/ok.ts", "@/lib/store/jobs"],
  ["lib/dialects/v1/ok.ts", "@/lib/operations/target"],
  ["lib/dialects/v1/ok-too.ts", "../target"],
  ["lib/operations/ok.test.ts", "../testing/target"],
  ["components/ok.tsx", "@/lib/core/target"],
  ["app/ok.tsx", "@/components/target"],
  ["app/ok-too.tsx", "@/lib/dialects/v1/target"],
];

const rooms = [
  "core",
  "store",
  "identity",
  "operations",
  "live",
  "web",
  "testing",
  "dialects/crux",
  "dialects/v1",
];
const targets = [
  ...rooms.map((room) => `lib/${room}/target.ts`),
  "lib/dialects/target.ts",
  "lib/store/target.test.ts",
];
targets.push(
  "lib/store/jobs.ts",
  "app/target.tsx",
  "components/target.tsx",
  "prisma/demo/target.ts",
  "prisma/client/client.ts",
);

type Violation = { from: string; rule: { name: string } };
let folder: string;
let violations: Violation[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "grantdesk-imports-"));
  await symlink(path.resolve("node_modules"), path.join(folder, "node_modules"));
  for (const file of ["package.json", "tsconfig.json", ".ci"]) {
    await cp(file, path.join(folder, file), { recursive: true });
  }
  const files: [string, string][] = [
    ...targets.map((file): [string, string] => [file, "export const target = 1;\n"]),
    ...allowed.map(([file, from]): [string, string] => [file, `import "${from}";\n`]),
    ...planted.map(([, file, from], index): [string, string] => [file, importOf(from, index)]),
    ["lib/web/other.ts", 'import "./d";\n'],
  ];
  for (const [file, content] of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), content);
  }
  violations = await cruise();
});

afterAll(() => rm(folder, { recursive: true }));

// Every second one as a type: that ties two rooms together as well, but is erased before most tools look.
function importOf(from: string, index: number): string {
  const erasable = /target$|client$/.test(from) && index % 2 === 1;
  return erasable
    ? `import type { target } from "${from}";\nexport type T = typeof target;\n`
    : `import "${from}";\n`;
}

async function cruise(): Promise<Violation[]> {
  const tool = ["node_modules/dependency-cruiser/bin/dependency-cruise.mjs", "--config", ".ci/imports.mjs"];
  const args = ["--import", "./.ci/typescript-6.mjs", ...tool, "--output-type", "json", "."];
  const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
  // It exits with the number of violations; what it has found stands on stdout all the same.
  const found = await promisify(execFile)(process.execPath, args, options).catch((error) => error);
  return JSON.parse(found.stdout).summary.violations;
}

test.each(planted)("%s finds %s importing %s", (rule, file) => {
  expect(
    violations.filter((violation) => violation.from === file).map((violation) => violation.rule.name),
  ).toContain(rule);
});

test.each(allowed)("%s may import %s", (file) => {
  expect(violations.filter((violation) => violation.from === file)).toEqual([]);
});

test("no rule is without a planted violation", async () => {
  const config: { forbidden: { name: string }[] } = (await import(path.resolve(".ci/imports.mjs"))).default;
  const rules = config.forbidden.map((rule) => rule.name);
  expect([...new Set(planted.map(([rule]) => rule))].toSorted()).toEqual(rules.toSorted());
});
