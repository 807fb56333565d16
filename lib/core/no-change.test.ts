import { describe, expect, test } from "vitest";
import { editor, kinds } from "@/lib/testing/cast";
import { as, command, member, project, role, snapshot } from "@/lib/testing/snapshot";
import type { Change } from "./change";
import { decide } from "./decide";

describe("what changes nothing is refused to nobody", () => {
  const max = member("max", { permissions: ["view_order"], roles: ["clerk"] });
  const inProject = member("max", { project: "apollo" });
  const facts = {
    actor: [editor],
    members: [max, inProject],
    roles: [role("clerk", ["view_items"]), role("other", [])],
    projects: [project("apollo")],
  };
  test.each<Change>([
    { kind: "unassign-role", member: "max", role: "other" },
    { kind: "set-roles", member: "max", roles: [{ role: "clerk", assignment: "new" }] },
    { kind: "restore-member", member: "max" },
    { kind: "restore-member", member: "max/apollo" },
  ])("not at a person who holds more: $kind $member", (change) => {
    const verdict = decide(as("ed"), command(change), snapshot(facts));
    expect(verdict).toMatchObject({ ok: true });
    expect(kinds(verdict)).toEqual([]);
  });
});

test("who may end a role may end it whatever its holders hold in projects", () => {
  const roler = member("ro", { permissions: ["edit_org_roles", "view_items"] });
  const holder = member("cleo", { roles: ["clerk"] });
  const inProject = member("cleo", { project: "apollo", permissions: ["CAN_VIEW_DATA"] });
  const verdict = decide(
    as("ro"),
    command({ kind: "delete-role", role: "clerk" }),
    snapshot({
      actor: [roler],
      members: [holder, inProject],
      roles: [role("clerk", ["view_items"])],
      projects: [project("apollo")],
    }),
  );
  expect(kinds(verdict)).toEqual(["role.unassigned", "role.permission-removed", "role.deleted"]);
});
