import { expect, test } from "vitest";
import { add, bob, code, editor } from "@/lib/testing/cast";
import { as, command, grant, member, role, snapshot } from "@/lib/testing/snapshot";
import type { Change } from "./change";
import { decide } from "./decide";

const THURSDAY = "2030-01-03T00:00:00.000Z";
const FRIDAY = "2030-01-04T00:00:00Z";
const SATURDAY = "2030-01-05T00:00:00.000Z";

const untilFriday = { ...editor, grants: [...editor.grants, grant("view_order", FRIDAY)] };
const roles = [role("auditor", ["view_order"])];

function outcome(change: Change, actor = untilFriday, target = bob) {
  const facts = snapshot({ actor: [actor], members: [actor, target], roles });
  return code(decide(as("ed"), command(change), facts));
}

test("what one holds until Friday one hands out until Friday at most", () => {
  expect(outcome(add("bob", "view_order", THURSDAY))).toBe("ok");
  expect(outcome(add("bob", "view_order", FRIDAY))).toBe("ok");
  expect(outcome(add("bob", "view_order", SATURDAY))).toBe("above-your-own");
  expect(outcome(add("bob", "view_order"))).toBe("above-your-own");
});

test("nor does one keep it for longer oneself, by a grant or by a role", () => {
  expect(outcome(add("ed", "view_order"))).toBe("above-your-own");
  expect(outcome(add("ed", "view_order", SATURDAY))).toBe("above-your-own");
  const assign: Change = { kind: "assign-role", member: "ed", role: "auditor", assignment: "a" };
  expect(outcome(assign)).toBe("above-your-own");
  expect(outcome({ ...assign, expiresAt: FRIDAY })).toBe("ok");
});

test("nor does it go into a role, which has no end", () => {
  expect(outcome({ kind: "edit-role", role: "auditor", add: ["view_order"], remove: [] })).toBe("ok");
  const change: Change = {
    kind: "create-role",
    role: "new",
    level: "ORGANIZATION",
    name: "New",
    description: null,
    permissions: ["view_order"],
  };
  expect(outcome(change)).toBe("above-your-own");
});

test("of two ways of holding it the longer one counts", () => {
  const both = { ...untilFriday, assignments: [{ roleId: "auditor", expiresAt: null }] };
  const assigned = member("ed", { permissions: [], roles: ["auditor"] }).assignments;
  expect(outcome(add("bob", "view_order"), { ...both, assignments: assigned })).toBe("ok");
});

test("who comes back has what he had for as long as he had it", () => {
  const away = member("bob", { status: "SUSPENDED" });
  const restore: Change = { kind: "restore-member", member: "bob" };
  expect(outcome(restore, untilFriday, { ...away, grants: [grant("view_order", THURSDAY)] })).toBe("ok");
  expect(outcome(restore, untilFriday, { ...away, grants: [grant("view_order")] })).toBe("above-your-own");
});
