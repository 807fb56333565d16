import { describe, expect, test } from "vitest";
import { add, bob, code, editor, owner, remove } from "@/lib/testing/cast";
import { as, command, grant, member, person, role, snapshot } from "@/lib/testing/snapshot";
import type { Change } from "./change";
import { decide } from "./decide";

describe("no one hands out what he does not hold", () => {
  const inSnapshot = { actor: [editor], members: [bob], roles: [role("auditor", ["view_order"])] };
  test("not by a grant", () => {
    expect(code(decide(as("ed"), command(add("bob", "view_order")), snapshot(inSnapshot)))).toBe(
      "above-your-own",
    );
    expect(code(decide(as("ed"), command(add("bob", "view_items")), snapshot(inSnapshot)))).toBe("ok");
  });
  test("not by a set", () => {
    expect(
      code(
        decide(
          as("ed"),
          command({ kind: "set-permissions", member: "bob", permissions: ["view_order"] }),
          snapshot(inSnapshot),
        ),
      ),
    ).toBe("above-your-own");
  });
  test("not by a role assignment", () => {
    expect(
      code(
        decide(
          as("ed"),
          command({ kind: "assign-role", member: "bob", role: "auditor", assignment: "a" }),
          snapshot(inSnapshot),
        ),
      ),
    ).toBe("above-your-own");
  });
  test("not by putting it into a role", () => {
    const change: Change = { kind: "edit-role", role: "clerk", add: ["view_order"], remove: [] };
    expect(
      code(
        decide(
          as("ed"),
          command(change),
          snapshot({ ...inSnapshot, roles: [role("clerk", ["view_items"])] }),
        ),
      ),
    ).toBe("above-your-own");
  });
  test("not by a role of his own making", () => {
    const change: Change = {
      kind: "create-role",
      role: "new",
      level: "ORGANIZATION",
      name: "New",
      description: null,
      permissions: ["view_order"],
    };
    expect(code(decide(as("ed"), command(change), snapshot(inSnapshot)))).toBe("above-your-own");
  });
  test("not by bringing someone in", () => {
    const change: Change = {
      kind: "add-member",
      member: "new",
      project: null,
      person: { personId: "zoe" },
      permissions: ["view_order"],
      roles: [],
    };
    expect(
      code(decide(as("ed"), command(change), snapshot({ ...inSnapshot, people: [person("zoe")] }))),
    ).toBe("above-your-own");
  });
  test("not by restoring a suspended one who holds more", () => {
    const suspended = member("sue", { permissions: ["view_order"], status: "SUSPENDED" });
    expect(
      code(
        decide(
          as("ed"),
          command({ kind: "restore-member", member: "sue" }),
          snapshot({ ...inSnapshot, members: [suspended] }),
        ),
      ),
    ).toBe("above-your-own");
  });
  test("not by taking the end off a grant", () => {
    const ending = member("sue", { permissions: [grant("view_order", "2026-07-01T00:00:00.000Z")] });
    expect(
      code(
        decide(as("ed"), command(add("sue", "view_order")), snapshot({ ...inSnapshot, members: [ending] })),
      ),
    ).toBe("above-your-own");
  });
  test("not by a narrowed token that takes the end off what its owner holds", () => {
    const ending = member("ed", {
      permissions: ["edit_org_users", grant("view_order", "2026-07-01T00:00:00.000Z")],
    });
    const facts = snapshot({ actor: [ending], members: [ending] });
    const narrowed = as("ed", { narrowedTo: ["edit_org_users"] });
    expect(code(decide(narrowed, command(add("ed", "view_order")), facts))).toBe("above-your-own");
  });
  test("not by a token", () => {
    const maker = member("ed", { permissions: ["create_api_key", "view_items"] });
    const change: Change = {
      kind: "create-token",
      token: "t",
      name: null,
      redacted: "x",
      permissions: ["view_order"],
      expiresAt: null,
      unbound: false,
    };
    expect(code(decide(as("ed"), command(change), snapshot({ actor: [maker] })))).toBe("above-your-own");
  });
  test("nor changes someone who holds more, down or out", () => {
    const more = member("max", { permissions: ["view_order", "view_items"] });
    for (const change of [
      remove("max", "view_items"),
      { kind: "suspend-member", member: "max" },
      { kind: "remove-member", member: "max" },
    ] as const) {
      expect(code(decide(as("ed"), command(change), snapshot({ actor: [editor], members: [more] })))).toBe(
        "above-your-own",
      );
    }
  });
  test("nor edits a role that someone has who holds more", () => {
    const change: Change = { kind: "edit-role", role: "clerk", add: [], remove: ["view_items"] };
    const words = {
      actor: [editor],
      roles: [role("clerk", ["view_items"])],
      holdersHold: { clerk: ["view_items", "view_order"] },
    };
    expect(code(decide(as("ed"), command(change), snapshot(words)))).toBe("above-your-own");
  });
  test("not by relaxing the organization first", () => {
    const relax: Change = { kind: "set-granting", granting: "RELAXED" };
    const settings = ["edit_org_users", "edit_org_settings"];
    const by = (permissions: readonly string[]) =>
      code(decide(as("ed"), command(relax), snapshot({ actor: [member("ed", { permissions })] })));
    expect(by(settings)).toBe("above-your-own");
    expect(by([...settings, "grant_any_permission"])).toBe("ok");
  });
  test("except with grant_any_permission", () => {
    expect(
      code(
        decide(as("olga"), command(add("bob", "view_order")), snapshot({ ...inSnapshot, actor: [owner] })),
      ),
    ).toBe("ok");
  });
  test("a relaxed organization frees editors for ordinary permissions, never for administrative ones", () => {
    const relaxed = { ...inSnapshot, organization: { granting: "RELAXED" } as const };
    expect(code(decide(as("ed"), command(add("bob", "view_order")), snapshot(relaxed)))).toBe("ok");
    expect(code(decide(as("ed"), command(add("bob", "grant_any_permission")), snapshot(relaxed)))).toBe(
      "above-your-own",
    );
  });
});
