import { expect, test } from "vitest";
import type { Change } from "@/lib/core/change";
import { decide } from "@/lib/core/decide";
import type { Principal } from "@/lib/core/principal";
import type { Member, Role } from "@/lib/core/state";
import { inverse } from "@/lib/core/undo";
import { as, command, member, NOW, role, snapshot } from "@/lib/testing/snapshot";
import { mayGive, SIX, SUBSETS } from "./lattice-oracle";
import { type Targets, WAYS } from "./lattice-ways";
import { report } from "./report";

let next = 0;
const TO: Targets = {
  member: "bob",
  others: ["ann", "cid"],
  role: "wanted",
  empty: "empty",
  newId: () => `id-${next++}`,
};
const [BOB, ANN, CID] = ["bob", "ann", "cid"].map((name) => member(name));
const TARGETS = [BOB, ANN, CID].flatMap((each) => each ?? []);

interface Asker {
  readonly principal: Principal;
  readonly actor: readonly Member[];
  readonly roles: readonly Role[];
}

/** The same set, held by every way in which someone can hold it. */
const HOLDING: Readonly<Record<string, (held: readonly string[]) => Asker>> = {
  directly: (permissions) => ({ principal: as("cal"), actor: [member("cal", { permissions })], roles: [] }),
  "by a role": (permissions) => ({
    principal: as("cal"),
    actor: [member("cal", { roles: ["his"] })],
    roles: [role("his", permissions)],
  }),
  "by a narrowed token": (permissions) => ({
    principal: as("cal", { narrowedTo: permissions }),
    actor: [member("cal", { permissions: SIX })],
    roles: [],
  }),
};

function may(asker: Asker, changes: readonly Change[], members: readonly Member[], roles: readonly Role[]) {
  const facts = { actor: asker.actor, members, roles: [...asker.roles, ...roles] };
  return decide(asker.principal, command(...changes), snapshot(facts)).ok;
}

/** The command that takes back that a boss has taken `wanted` from Bob. */
function undone(wanted: readonly string[]): readonly Change[] {
  const boss = {
    actor: [member("boss", { permissions: SIX })],
    members: [member("bob", { permissions: wanted })],
  };
  const removed = wanted.map(
    (permission) => ({ kind: "remove-permission", member: "bob", permission }) as const,
  );
  const verdict = decide(as("boss"), command(...removed), snapshot(boss));
  if (!verdict.ok) throw new Error(verdict.refusals[0].message);
  return inverse(verdict.decision.effects, TO.newId, NOW) ?? [];
}

const UNDO = { name: "undo", right: "people", eachAlone: true, changes: undone } as const;

test.each([...WAYS, UNDO])(
  "by $name nobody gives what he may not, and everybody what he may",
  async (way) => {
    const wrong: string[] = [];
    let cases = 0;
    for (const wanted of SUBSETS) {
      const changes = way.changes(wanted, TO);
      const roles = [role("wanted", wanted), role("empty", [])];
      for (const [how, holding] of Object.entries(HOLDING)) {
        for (const held of SUBSETS) {
          const nothingAsked = "eachAlone" in way && wanted.length === 0;
          const expected = nothingAsked || mayGive(held, wanted, way.right);
          cases++;
          if (may(holding(held), changes, TARGETS, roles) !== expected)
            wrong.push(`${held.join("+")} ${how} gives ${wanted.join("+")}: ${expected}`);
        }
      }
    }
    await report({ promise: `No one gives what he does not hold: ${way.name}`, cases, wrong: wrong.length });
    expect(wrong.slice(0, 5)).toEqual([]);
  },
);

test.each(WAYS)("while viewing as someone else nobody gives anything by $name", async (way) => {
  const wrong: string[] = [];
  for (const wanted of SUBSETS.slice(1)) {
    const principal = as("cal", { actingAs: { personId: "boss", label: "boss@example.com" } });
    const actor = [member("cal", { permissions: SIX }), member("boss", { permissions: SIX })];
    const roles = [role("wanted", wanted), role("empty", [])];
    const changes = way.changes(wanted, TO);
    if (may({ principal, actor, roles: [] }, changes, TARGETS, roles)) wrong.push(wanted.join("+"));
  }
  const cases = SUBSETS.length - 1;
  await report({ promise: `Viewing as someone else gives nothing: ${way.name}`, cases, wrong: wrong.length });
  expect(wrong).toEqual([]);
});

const TAKING: Readonly<Record<string, Change>> = {
  remove: { kind: "remove-member", member: "vic" },
  suspend: { kind: "suspend-member", member: "vic" },
  "take away": { kind: "remove-permission", member: "vic", permission: "view_order" },
  "set to nothing": { kind: "set-permissions", member: "vic", permissions: [] },
};

test.each(Object.entries(TAKING))("nobody changes who holds more: %s", async (name, change) => {
  const wrong: string[] = [];
  let cases = 0;
  for (const victim of SUBSETS) {
    const members = [member("vic", { permissions: [...victim, "view_order"] })];
    for (const [how, holding] of Object.entries(HOLDING)) {
      for (const held of SUBSETS) {
        // He holds view_order besides the six, which the caller does not: without grant-any it is always more.
        const expected = held.includes("edit_org_users") && held.includes("grant_any_permission");
        const alike = mayGive(held, victim, "people");
        const equals = [member("vic", { permissions: victim })];
        cases += 2;
        if (may(holding(held), [change], members, []) !== expected) wrong.push(`${held.join("+")} ${how}`);
        const nothing = name === "take away" || (name === "set to nothing" && victim.length === 0);
        const allowed = nothing ? held.includes("edit_org_users") : alike;
        if (may(holding(held), [change], equals, []) !== allowed)
          wrong.push(`${held.join("+")} ${how}, ${victim.join("+")}`);
      }
    }
  }
  await report({ promise: `No one changes someone who holds more: ${name}`, cases, wrong: wrong.length });
  expect(wrong.slice(0, 5)).toEqual([]);
});
