import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { ACTION_PLANS } from "./registry/actions";
import { ENTRIES } from "./registry/entries";
import { PLANNED } from "./registry/plans";
import { FAMILY_ROUTES, OPEN_PAGES, OTHER_ROUTES, SIGNED_IN_PAGES } from "./registry/site";

useDatabase("base");

async function manifest(name: string): Promise<Record<string, unknown>> {
  const text = await readFile(`.next/server/${name}.json`, "utf8").catch(() => null);
  if (text === null) throw new Error("There is no build to compare with: `npm run build` first.");
  return JSON.parse(text);
}

test("the build serves no address that is not declared, and every one that is", async () => {
  const built = Object.keys(await manifest("app-paths-manifest"));
  const declared = [
    ...[...Object.values(FAMILY_ROUTES).flat(), ...Object.keys(OTHER_ROUTES)].map((each) => `${each}/route`),
    ...[...OPEN_PAGES, ...SIGNED_IN_PAGES].map((each) => `${each}/page`),
  ];
  expect(built.sort()).toEqual(declared.sort());
});

test("the build serves no server action that is not declared, and every one that is", async () => {
  const { node, edge } = (await manifest("server-reference-manifest")) as Record<
    string,
    Record<string, { filename: string; exportedName: string }>
  >;
  const built = Object.values({ ...node, ...edge }).map(
    ({ filename, exportedName }) => `${filename} ${exportedName}`,
  );
  const declared = Object.keys(ACTION_PLANS).map((name) => `app/(console)/actions.ts ${name}`);
  expect([...new Set(built)].sort()).toEqual(declared.sort());
});

test("the build has no page of the old router beside the one that says that something is broken", async () => {
  const old = Object.keys(await manifest("pages-manifest")).filter((page) => !page.startsWith("/_"));
  expect(old).toEqual(["/500"]);
});

test("every endpoint says who may call it, and every saying has its endpoint", () => {
  expect([...PLANNED].sort()).toEqual(ENTRIES.map(({ name }) => name).sort());
});

test("every endpoint that asks who calls says what it needs and checks what it is sent", () => {
  const silent = ENTRIES.filter(({ endpoint: { auth, needs } }) => auth === "principal" && !needs);
  expect(silent.map(({ name }) => name)).toEqual([]);
  const unread = ENTRIES.filter(({ endpoint: { path, params } }) => path.includes(":") && !params);
  expect(unread.map(({ name }) => name)).toEqual([]);
});

test("every prefix of a family is served by a route of its own, and no other", () => {
  const prefixes = new Map(ENTRIES.map(({ family }) => [family.door, family.prefixes]));
  for (const [door, routes] of Object.entries(FAMILY_ROUTES)) {
    const reached = routes.map((route) => route.replace("/[[...path]]", ""));
    const own = prefixes.get(door as never) ?? [];
    expect(
      reached.every((each) => own.some((prefix) => each === prefix || each.startsWith(`${prefix}/`))),
    ).toBe(true);
    expect(
      own.every((prefix) => reached.some((each) => each === prefix || each.startsWith(`${prefix}/`))),
    ).toBe(true);
  }
});
