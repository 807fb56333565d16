import { describe, expect, test } from "vitest";
import { add, code, editor, owner, remove } from "@/lib/testing/cast";
import { as, command, grant, member, role, snapshot } from "@/lib/testing/snapshot";
import type { Change } from "./change";
import { decide } from "./decide";

const sue = member("sue", { permissions: ["view_order"], status: "SUSPENDED" });
const plain = member("pim", { status: "SUSPENDED" });
const roles = [role("auditor", ["view_order"])];
const facts = { actor: [editor], members: [sue, plain], roles };
const asked = (...changes: readonly Change[]) => code(decide(as("ed"), command(...changes), snapshot(facts)));

describe("who is suspended keeps his rows, and they are under the same rule", () => {
  test("nobody puts onto him what he does not hold himself, for others to bring to life", () => {
    expect(asked(add("pim", "grant_any_permission"))).toBe("above-your-own");
    expect(asked({ kind: "set-permissions", member: "pim", permissions: ["view_order"] })).toBe(
      "above-your-own",
    );
    expect(asked({ kind: "assign-role", member: "pim", role: "auditor", assignment: "a" })).toBe(
      "above-your-own",
    );
    expect(asked(add("pim", "view_items"))).toBe("ok");
  });
  test("nobody takes from him, or removes him, who holds less", () => {
    expect(asked(remove("sue", "view_order"))).toBe("above-your-own");
    expect(asked({ kind: "remove-member", member: "sue" })).toBe("above-your-own");
    expect(asked({ kind: "remove-member", member: "pim" })).toBe("ok");
    expect(
      code(decide(as("olga"), command(remove("sue", "view_order")), snapshot({ ...facts, actor: [owner] }))),
    ).toBe("ok");
  });
  test("nobody brings him back for longer than he holds the same himself", () => {
    const actor = [
      member("ed", { permissions: ["edit_org_users", grant("view_order", "2026-07-01T00:00:00.000Z")] }),
    ];
    const restore = command({ kind: "restore-member", member: "sue" });
    expect(code(decide(as("ed"), restore, snapshot({ ...facts, actor })))).toBe("above-your-own");
  });
});

test("what brings an administrative permission along is not ordinary in a relaxed organization", () => {
  const catalogue = snapshot({ actor: [editor], members: [member("bob")] });
  const permissions = catalogue.permissions.map((each) =>
    each.id === "view_order"
      ? { ...each, implies: ["CAN_VIEW_DATA"] }
      : each.id === "CAN_VIEW_DATA"
        ? { ...each, administrative: true }
        : each,
  );
  const relaxed = { ...catalogue.organization, granting: "RELAXED" as const };
  const given = decide(as("ed"), command(add("bob", "view_order")), {
    ...catalogue,
    permissions,
    organization: relaxed,
  });
  expect(code(given)).toBe("above-your-own");
});
