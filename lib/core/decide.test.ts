import { describe, expect, test } from "vitest";
import { add, bob, code, editor, kinds, owner, plain, remove } from "@/lib/testing/cast";
import { as, command, member, NOW, project, role, snapshot } from "@/lib/testing/snapshot";
import type { Change } from "./change";
import { decide } from "./decide";

describe("who may act", () => {
  test("an organization that one does not belong to does not exist", () => {
    expect(code(decide(as("mallory"), command(add("bob", "view_items")), snapshot({ members: [bob] })))).toBe(
      "not-found",
    );
  });
  test("a member without the right is told so", () => {
    expect(
      code(
        decide(as("pia"), command(add("bob", "view_items")), snapshot({ actor: [plain], members: [bob] })),
      ),
    ).toBe("not-allowed");
  });
  test("a suspended or invited member is nobody", () => {
    for (const status of ["SUSPENDED", "INVITED"] as const) {
      const actor = [{ ...owner, status }];
      expect(
        code(decide(as("olga"), command(add("bob", "view_items")), snapshot({ actor, members: [bob] }))),
      ).toBe("not-found");
    }
  });
  test("a deactivated organization is closed to its own people and open to operators", () => {
    const closed = { status: "DEACTIVATED" } as const;
    expect(
      code(
        decide(
          as("olga"),
          command(add("bob", "view_items")),
          snapshot({ actor: [owner], members: [bob], organization: closed }),
        ),
      ),
    ).toBe("not-found");
    const operator = member("otto", { permissions: ["Operator"], organization: "system" });
    expect(
      code(
        decide(
          as("otto"),
          command(add("bob", "view_items")),
          snapshot({ actor: [operator], members: [bob], organization: closed }),
        ),
      ),
    ).toBe("ok");
  });
  test("a narrowed credential narrows: it can do no more than both it and its owner", () => {
    const asToken = as("olga", { narrowedTo: ["view_items"] });
    expect(
      code(decide(asToken, command(add("bob", "view_items")), snapshot({ actor: [owner], members: [bob] }))),
    ).toBe("not-allowed");
  });
  test("a credential that is bound elsewhere finds nothing here", () => {
    expect(
      code(
        decide(
          as("olga", { organizationId: "other" }),
          command(add("bob", "view_items")),
          snapshot({ actor: [owner], members: [bob] }),
        ),
      ),
    ).toBe("not-found");
  });
  test("viewing as someone else changes nothing", () => {
    const viewing = as("olga", { actingAs: { personId: "olga", label: "olga" } });
    expect(
      code(decide(viewing, command(add("bob", "view_items")), snapshot({ actor: [owner], members: [bob] }))),
    ).toBe("not-allowed");
  });
  test("an administrator of the organization administers its projects", () => {
    const inProject = member("bob", { project: "apollo" });
    const verdict = decide(
      as("ed"),
      { ...command(add("bob/apollo", "CAN_VIEW_DATA")), projectId: "apollo" },
      snapshot({ actor: [editor], members: [inProject], projects: [project("apollo")] }),
    );
    expect(code(verdict)).toBe("ok");
  });
});

describe("net effects", () => {
  test("what already is so yields no effect", () => {
    const verdict = decide(
      as("olga"),
      command(add("pia", "view_items"), remove("pia", "view_order")),
      snapshot({ actor: [owner], members: [plain] }),
    );
    expect(verdict.ok).toBe(true);
    expect(kinds(verdict)).toEqual([]);
  });
  test("removing what someone who holds more does not have yields no effect either", () => {
    const more = member("max", { permissions: ["view_order"] });
    const facts = snapshot({ actor: [editor], members: [more] });
    expect(kinds(decide(as("ed"), command(remove("max", "view_items")), facts))).toEqual([]);
    expect(code(decide(as("ed"), command(remove("max", "view_items")), facts))).toBe("ok");
  });
  test("added and removed in one command is nothing", () => {
    expect(
      kinds(
        decide(
          as("olga"),
          command(add("bob", "view_items"), remove("bob", "view_items")),
          snapshot({ actor: [owner], members: [bob] }),
        ),
      ),
    ).toEqual([]);
  });
  test("one bad change in a list refuses the list", () => {
    const verdict = decide(
      as("olga"),
      command(add("bob", "view_items"), add("bob", "no_such_thing")),
      snapshot({ actor: [owner], members: [bob] }),
    );
    expect(verdict).toMatchObject({ ok: false, refusals: [{ code: "unknown-permission", changeIndex: 1 }] });
  });
  test("a permission of another level is unknown", () => {
    expect(
      code(
        decide(
          as("olga"),
          command(add("bob", "CAN_VIEW_DATA")),
          snapshot({ actor: [owner], members: [bob] }),
        ),
      ),
    ).toBe("unknown-permission");
  });
  test("an expiry in the past is a mistake", () => {
    expect(
      code(
        decide(
          as("olga"),
          command(add("bob", "view_items", "2026-05-01T00:00:00.000Z")),
          snapshot({ actor: [owner], members: [bob] }),
        ),
      ),
    ).toBe("invalid");
  });
  test("a role that replaces another keeps the assignment's id and its beginning", () => {
    const roles = [role("clerk", ["view_items"]), role("buyer", ["view_order"])];
    const change: Change = {
      kind: "set-roles",
      member: "cleo",
      roles: [{ role: "buyer", assignment: "fresh" }],
    };
    const verdict = decide(
      as("olga"),
      command(change),
      snapshot({ actor: [owner], members: [member("cleo", { roles: ["clerk"] })], roles }),
    );
    expect(kinds(verdict)).toEqual(["role.unassigned", "role.assigned"]);
    expect(verdict.ok && verdict.decision.effects[1]?.after).toMatchObject({
      id: "cleo-clerk",
      assignedAt: NOW,
    });
  });
});

test("a command on an older revision is stale", () => {
  const verdict = decide(
    as("olga"),
    { ...command(add("bob", "view_items")), expectedRevision: 6 },
    snapshot({ actor: [owner], members: [bob] }),
  );
  expect(code(verdict)).toBe("stale");
});

test("more changes than one command may hold are refused before any is looked at", () => {
  const many = Array.from({ length: 1001 }, () => add("bob", "view_items"));
  expect(code(decide(as("olga"), command(...many), snapshot({ actor: [owner], members: [bob] })))).toBe(
    "too-many",
  );
});
