import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
// Before anything loads the actions: it gives them their requests.
import "@/lib/testing/doors/console";
import { makeMember } from "@/lib/testing/fixtures";
import { cookieOf, makeViewScene, trace, view } from "@/lib/testing/view-scene";
import { DOORS } from "./lattice/doors";
import { HOWS, makeScene } from "./lattice/scene";
import { mayGive, SIX, SUBSETS } from "./lattice-oracle";
import { WAYS } from "./lattice-ways";
import { report, rounds } from "./report";

const { owner } = useDatabase("base");

const NAMES = [...WAYS.map(({ name }) => name), "undo"];
const rightOf = (name: string) => WAYS.find((way) => way.name === name)?.right ?? "people";

/** A caller's set, what is wanted, and a way; sets that differ in one alone are what a rule gets wrong. */
const aCase = fc.record({
  way: fc.constantFrom(...NAMES),
  how: fc.constantFrom(...HOWS),
  wanted: fc.constantFrom(...SUBSETS.slice(1)),
  held: fc.constantFrom(...SUBSETS),
  near: fc.boolean(),
  flipped: fc.constantFrom(...SIX),
});

/** What the act needs is held in half of the cases, and all that is wanted but for one permission that may lack. */
function heldIn({
  way,
  held,
  wanted,
  near,
  flipped,
}: {
  way: string;
  held: readonly string[];
  wanted: readonly string[];
  near: boolean;
  flipped: string;
}) {
  if (!near) return held;
  const needed = { people: "edit_org_users", roles: "edit_org_roles", tokens: "create_api_key", never: "" }[
    rightOf(way)
  ];
  const all = new Set([needed, ...wanted]);
  if (all.has(flipped)) all.delete(flipped);
  else all.add(flipped);
  return SIX.filter((name) => all.has(name));
}

test("on PostgreSQL, by operations and through doors, nobody gives what he may not, and everybody what he may", async () => {
  const wrong: string[] = [];
  let cases = 0;
  for (const each of fc.sample(aCase, rounds(15, 1500))) {
    const { way, how, wanted } = each;
    const held = heldIn(each);
    const expected = mayGive(held, wanted, rightOf(way));
    for (const [door, tries] of Object.entries(DOORS)) {
      const attempt = tries(way)?.(await makeScene(owner, how, held, wanted), wanted);
      if (!attempt) continue;
      cases++;
      if ((await attempt) !== expected)
        wrong.push(`${door}: ${held.join("+")} ${how} gives ${wanted.join("+")} by ${way}: ${expected}`);
    }
  }
  await report({
    promise: "No one gives what he does not hold: operations and doors",
    cases,
    wrong: wrong.length,
  });
  expect(wrong.slice(0, 10)).toEqual([]);
});

test("an operator who views as someone else gives nothing by any way, through operations and doors", async () => {
  const scene = await makeViewScene(owner);
  const bob = await makeMember(
    owner,
    { organizationId: scene.organizationId },
    { permissions: ["view_items"] },
  );
  const own = await makeScene(owner, "directly", SIX, ["view_items"]);
  const principal = await view(scene);
  const cookie = await cookieOf(scene);
  const to = { ...own.to, member: bob.memberId, others: [], newId: randomUUID };
  const looking = {
    ...own,
    organizationId: scene.organizationId,
    principal,
    headers: cookie,
    cookie,
    bob,
    to,
  };
  const before = await trace(owner);
  const wrong: string[] = [];
  let cases = 0;
  for (const way of NAMES) {
    for (const [door, tries] of Object.entries(DOORS)) {
      const attempt = tries(way)?.(looking, ["view_order"]);
      if (attempt) cases++;
      if (attempt && (await attempt)) wrong.push(`${door}: ${way}`);
    }
  }
  await report({
    promise: "Viewing as someone else gives nothing: operations and doors",
    cases,
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
  expect(await trace(owner)).toEqual(before);
});
