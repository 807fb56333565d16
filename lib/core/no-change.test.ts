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

test("a set says nothing of what the organization does not see", () => {
  const holder = member("bob", { permissions: ["view_items", "unseen_here"] });
  const facts = snapshot({ actor: [editor], members: [holder] });
  const set = (...permissions: readonly string[]) =>
    decide(as("ed"), command({ kind: "set-permissions", member: "bob", permissions }), facts);
  expect(kinds(set("view_items"))).toEqual([]);
  expect(set()).toMatchObject({ ok: true, decision: { effects: [{ permissionName: "view_items" }] } });
});

test("who may edit roles and see nobody learns from a refusal of nobody", () => {
  const holder = member("cleo", { roles: ["clerk"], permissions: ["view_order"] });
  const facts = { members: [holder], roles: [role("clerk", ["view_items"])] };
  const ended = (rights: readonly string[]) => {
    const actor = [member("ro", { permissions: ["edit_org_roles", "view_items", ...rights] })];
    return decide(as("ro"), command({ kind: "delete-role", role: "clerk" }), snapshot({ ...facts, actor }));
  };
  const said = (by: string) => ({ ok: false, refusals: [{ message: expect.stringContaining(by) }] });
  expect(ended([])).toMatchObject(said("Someone"));
  expect(JSON.stringify(ended([]))).not.toContain("cleo@");
  expect(ended(["view_org_users"])).toMatchObject(said("cleo@example.com"));
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
