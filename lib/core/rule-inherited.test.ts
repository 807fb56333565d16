import { describe, expect, test } from "vitest";
import { code, kinds, owner, remove } from "@/lib/testing/cast";
import { as, command, member, role, snapshot } from "@/lib/testing/snapshot";
import type { Change } from "./change";
import { decide } from "./decide";

describe("only direct grants are ticked", () => {
  test("what a role gives cannot be removed at the person, and the refusal says where it is from", () => {
    const clerk = member("cleo", { roles: ["clerk"] });
    const verdict = decide(
      as("olga"),
      command(remove("cleo", "view_items")),
      snapshot({ actor: [owner], members: [clerk], roles: [role("clerk", ["view_items"])] }),
    );
    expect(verdict).toMatchObject({
      ok: false,
      refusals: [{ code: "inherited", message: expect.stringContaining("role clerk") }],
    });
  });
  test("nor at someone suspended, who would have it again", () => {
    const away = member("cleo", { roles: ["clerk"], status: "SUSPENDED" });
    const facts = { actor: [owner], members: [away], roles: [role("clerk", ["view_items"])] };
    expect(code(decide(as("olga"), command(remove("cleo", "view_items")), snapshot(facts)))).toBe(
      "inherited",
    );
  });
  test("a direct grant beside a role's can", () => {
    const clerk = member("cleo", { roles: ["clerk"], permissions: ["view_items"] });
    const verdict = decide(
      as("olga"),
      command(remove("cleo", "view_items")),
      snapshot({ actor: [owner], members: [clerk], roles: [role("clerk", ["view_items"])] }),
    );
    expect(kinds(verdict)).toEqual(["permission.removed"]);
  });
  test("a built-in role is the same for everyone", () => {
    const change: Change = { kind: "edit-role", role: "Viewer", add: ["view_order"], remove: [] };
    expect(
      code(
        decide(
          as("olga"),
          command(change),
          snapshot({ actor: [owner], roles: [role("Viewer", [], { organizationId: null })] }),
        ),
      ),
    ).toBe("built-in");
  });
});
