import { expect, test } from "vitest";
import { endOfGifts, giftsUntil, netOf, type PendingChange } from "./pending";
import { copyOf } from "./toggles";

const FRIDAY = "2026-11-27T22:59:59.000Z";

type Shown = Parameters<typeof copyOf>[0];
type Shape = { readonly grants?: readonly [string, string | null][]; readonly roles?: readonly string[] };

/** Two people as far as copying looks at them. */
function shown(people: Readonly<Record<string, Shape>>): Shown {
  const members = Object.entries(people).map(([id, { grants = [], roles = [] }]) => [
    id,
    {
      id,
      grants: grants.map(([permissionId, expiresAt]) => ({ permissionId, expiresAt })),
      assignments: roles.map((roleId) => ({ roleId, expiresAt: null })),
    },
  ]);
  return { members: new Map(members as never), roles: new Map(), accessOf: () => new Map() };
}

test("copying a row gives what is missing, with its end and its roles, and takes nothing", () => {
  const after = shown({
    giver: {
      grants: [
        ["view", null],
        ["edit", FRIDAY],
      ],
      roles: ["billing"],
    },
    taker: {
      grants: [
        ["view", null],
        ["own", null],
      ],
    },
  });
  expect(copyOf(after, "giver", "taker")).toEqual([
    { kind: "add-permission", member: "taker", permission: "edit", expiresAt: FRIDAY },
    { kind: "assign-role", member: "taker", role: "billing", expiresAt: null },
  ]);
});

test("an end that is chosen for what is pending is the last word on all that gives, and on nothing that takes", () => {
  const add: PendingChange = { kind: "add-permission", member: "a", permission: "x", expiresAt: null };
  const remove: PendingChange = { kind: "remove-permission", member: "a", permission: "y" };
  const net = netOf([{ changes: [add, remove] }, { changes: giftsUntil([add, remove], FRIDAY) }]);
  expect(net).toEqual([remove, { ...add, expiresAt: FRIDAY }]);
  expect(endOfGifts(net)).toBe(FRIDAY);
  expect(endOfGifts([...net, { ...add, permission: "z" }])).toBeNull();
  expect(endOfGifts([remove])).toBeUndefined();
});
