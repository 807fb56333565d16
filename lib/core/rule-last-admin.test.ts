import { describe, expect, test } from "vitest";
import { add, bob, code, owner, remove } from "@/lib/testing/cast";
import { as, command, grant, member, project, role, snapshot } from "@/lib/testing/snapshot";
import { decide } from "./decide";

describe("someone can always administer", () => {
  const alone = [{ projectId: null, others: false, othersThroughRoles: [] }];
  const adminRole = role("admins", ["edit_org_users", "edit_org_roles", "grant_any_permission"]);
  const byRole = member("olga", { roles: ["admins"] });
  test("not by removing, suspending, demoting or leaving", () => {
    for (const change of [
      remove("olga", "edit_org_users"),
      { kind: "suspend-member", member: "olga" },
      { kind: "remove-member", member: "olga" },
      { kind: "set-permissions", member: "olga", permissions: [] },
    ] as const) {
      expect(
        code(
          decide(
            as("olga"),
            command(change),
            snapshot({ actor: [owner], members: [owner], administration: alone }),
          ),
        ),
      ).toBe("last-admin");
    }
  });
  test("not by letting the right run out", () => {
    const change = add("olga", "edit_org_users", "2026-12-01T00:00:00.000Z");
    expect(
      code(
        decide(
          as("olga"),
          command(change),
          snapshot({ actor: [owner], members: [owner], administration: alone }),
        ),
      ),
    ).toBe("last-admin");
  });
  test("not by unassigning, editing or deleting the role", () => {
    const words = { actor: [byRole], members: [byRole], roles: [adminRole] };
    expect(
      code(
        decide(
          as("olga"),
          command({ kind: "unassign-role", member: "olga", role: "admins" }),
          snapshot({ ...words, administration: alone }),
        ),
      ),
    ).toBe("last-admin");
    expect(
      code(
        decide(
          as("olga"),
          command({ kind: "delete-role", role: "admins" }),
          snapshot({ ...words, administration: alone }),
        ),
      ),
    ).toBe("last-admin");
    const edited = {
      actor: [byRole],
      members: [],
      roles: [adminRole],
      administration: [{ projectId: null, others: false, othersThroughRoles: ["admins"] }],
    };
    expect(
      code(
        decide(
          as("olga"),
          command({ kind: "edit-role", role: "admins", add: [], remove: ["edit_org_users"] }),
          snapshot(edited),
        ),
      ),
    ).toBe("last-admin");
  });
  test("an invited or suspended administrator does not count, nor one whose right will end", () => {
    const others = [
      member("sue", { permissions: ["edit_org_users"], status: "SUSPENDED" }),
      member("ian", { permissions: ["edit_org_users"], status: "INVITED" }),
      member("eve", { permissions: [grant("edit_org_users", "2027-01-01T00:00:00.000Z")] }),
    ];
    const verdict = decide(
      as("olga"),
      command({ kind: "remove-member", member: "olga" }),
      snapshot({ actor: [owner], members: [owner, ...others], administration: alone }),
    );
    expect(code(verdict)).toBe("last-admin");
  });
  test("handing over in one command is fine", () => {
    const verdict = decide(
      as("olga"),
      command(add("bob", "edit_org_users"), { kind: "remove-member", member: "olga" }),
      snapshot({ actor: [owner], members: [owner, bob], administration: alone }),
    );
    expect(code(verdict)).toBe("ok");
  });
  test("a project keeps its own last administrator", () => {
    const lead = member("bob", { project: "apollo", permissions: ["CAN_PERFORM_ADMIN_ACTIONS"] });
    const words = {
      actor: [owner],
      members: [lead],
      projects: [project("apollo")],
      administration: [{ projectId: "apollo", others: false, othersThroughRoles: [] }],
    };
    expect(
      code(
        decide(
          as("olga"),
          command({ kind: "set-permissions", member: "bob/apollo", permissions: ["CAN_VIEW_DATA"] }),
          snapshot(words),
        ),
      ),
    ).toBe("last-admin");
  });
});
