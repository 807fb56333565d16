import { describe, expect, test } from "vitest";
import { as, command, grant, member, NOW, person, project, role, snapshot } from "@/lib/testing/snapshot";
import type { Change } from "./change";
import { decide, type Verdict } from "./decide";

const owner = member("olga", { permissions: ["edit_org_users", "grant_any_permission", "edit_org_roles"] });
const editor = member("ed", { permissions: ["edit_org_users", "edit_org_roles", "view_items"] });
const plain = member("pia", { permissions: ["view_items"] });
const bob = member("bob");

const add = (name: string, permission: string, expiresAt: string | null = null): Change => ({ kind: "add-permission", member: name, permission, expiresAt });
const remove = (name: string, permission: string): Change => ({ kind: "remove-permission", member: name, permission });

function code(verdict: Verdict): string {
  return verdict.ok ? "ok" : verdict.refusals[0].code;
}
function kinds(verdict: Verdict): string[] {
  return verdict.ok ? verdict.decision.effects.map((effect) => effect.kind) : [];
}

describe("who may act", () => {
  test("an organization that one does not belong to does not exist", () => {
    expect(code(decide(as("mallory"), command(add("bob", "view_items")), snapshot({ members: [bob] })))).toBe("not-found");
  });
  test("a member without the right is told so", () => {
    expect(code(decide(as("pia"), command(add("bob", "view_items")), snapshot({ actor: [plain], members: [bob] })))).toBe("not-allowed");
  });
  test("a suspended or invited member is nobody", () => {
    for (const status of ["SUSPENDED", "INVITED"] as const) {
      const actor = [{ ...owner, status }];
      expect(code(decide(as("olga"), command(add("bob", "view_items")), snapshot({ actor, members: [bob] })))).toBe("not-found");
    }
  });
  test("a deactivated organization is closed to its own people and open to operators", () => {
    const closed = { status: "DEACTIVATED" } as const;
    expect(code(decide(as("olga"), command(add("bob", "view_items")), snapshot({ actor: [owner], members: [bob], organization: closed })))).toBe("not-found");
    const operator = member("otto", { permissions: ["Operator"], organization: "system" });
    expect(code(decide(as("otto"), command(add("bob", "view_items")), snapshot({ actor: [operator], members: [bob], organization: closed })))).toBe("ok");
  });
  test("a narrowed credential narrows: it can do no more than both it and its owner", () => {
    const asToken = as("olga", { narrowedTo: ["view_items"] });
    expect(code(decide(asToken, command(add("bob", "view_items")), snapshot({ actor: [owner], members: [bob] })))).toBe("not-allowed");
  });
  test("a credential that is bound elsewhere finds nothing here", () => {
    expect(code(decide(as("olga", { organizationId: "other" }), command(add("bob", "view_items")), snapshot({ actor: [owner], members: [bob] })))).toBe("not-found");
  });
  test("viewing as someone else changes nothing", () => {
    const viewing = as("olga", { actingAs: { personId: "olga", label: "olga" } });
    expect(code(decide(viewing, command(add("bob", "view_items")), snapshot({ actor: [owner], members: [bob] })))).toBe("not-allowed");
  });
  test("an administrator of the organization administers its projects", () => {
    const inProject = member("bob", { project: "apollo" });
    const verdict = decide(as("ed"), { ...command(add("bob/apollo", "CAN_VIEW_DATA")), projectId: "apollo" }, snapshot({ actor: [editor], members: [inProject], projects: [project("apollo")] }));
    expect(code(verdict)).toBe("ok");
  });
});

describe("net effects", () => {
  test("what already is so yields no effect", () => {
    const verdict = decide(as("olga"), command(add("pia", "view_items"), remove("pia", "view_order")), snapshot({ actor: [owner], members: [plain] }));
    expect(verdict.ok).toBe(true);
    expect(kinds(verdict)).toEqual([]);
  });
  test("added and removed in one command is nothing", () => {
    expect(kinds(decide(as("olga"), command(add("bob", "view_items"), remove("bob", "view_items")), snapshot({ actor: [owner], members: [bob] })))).toEqual([]);
  });
  test("one bad change in a list refuses the list", () => {
    const verdict = decide(as("olga"), command(add("bob", "view_items"), add("bob", "no_such_thing")), snapshot({ actor: [owner], members: [bob] }));
    expect(verdict).toMatchObject({ ok: false, refusals: [{ code: "unknown-permission", changeIndex: 1 }] });
  });
  test("a permission of another level is unknown", () => {
    expect(code(decide(as("olga"), command(add("bob", "CAN_VIEW_DATA")), snapshot({ actor: [owner], members: [bob] })))).toBe("unknown-permission");
  });
  test("an expiry in the past is a mistake", () => {
    expect(code(decide(as("olga"), command(add("bob", "view_items", "2026-05-01T00:00:00.000Z")), snapshot({ actor: [owner], members: [bob] })))).toBe("invalid");
  });
  test("a role that replaces another keeps the assignment's id and its beginning", () => {
    const roles = [role("clerk", ["view_items"]), role("buyer", ["view_order"])];
    const change: Change = { kind: "set-roles", member: "cleo", roles: [{ role: "buyer", assignment: "fresh" }] };
    const verdict = decide(as("olga"), command(change), snapshot({ actor: [owner], members: [member("cleo", { roles: ["clerk"] })], roles }));
    expect(kinds(verdict)).toEqual(["role.unassigned", "role.assigned"]);
    expect(verdict.ok && verdict.decision.effects[1]?.after).toMatchObject({ id: "cleo-clerk", assignedAt: NOW });
  });
});

describe("no one hands out what he does not hold", () => {
  const inSnapshot = { actor: [editor], members: [bob], roles: [role("auditor", ["view_order"])] };
  test("not by a grant", () => {
    expect(code(decide(as("ed"), command(add("bob", "view_order")), snapshot(inSnapshot)))).toBe("above-your-own");
    expect(code(decide(as("ed"), command(add("bob", "view_items")), snapshot(inSnapshot)))).toBe("ok");
  });
  test("not by a set", () => {
    expect(code(decide(as("ed"), command({ kind: "set-permissions", member: "bob", permissions: ["view_order"] }), snapshot(inSnapshot)))).toBe("above-your-own");
  });
  test("not by a role assignment", () => {
    expect(code(decide(as("ed"), command({ kind: "assign-role", member: "bob", role: "auditor", assignment: "a" }), snapshot(inSnapshot)))).toBe("above-your-own");
  });
  test("not by putting it into a role", () => {
    const change: Change = { kind: "edit-role", role: "clerk", add: ["view_order"], remove: [] };
    expect(code(decide(as("ed"), command(change), snapshot({ ...inSnapshot, roles: [role("clerk", ["view_items"])] })))).toBe("above-your-own");
  });
  test("not by a role of his own making", () => {
    const change: Change = { kind: "create-role", role: "new", level: "ORGANIZATION", name: "New", description: null, permissions: ["view_order"] };
    expect(code(decide(as("ed"), command(change), snapshot(inSnapshot)))).toBe("above-your-own");
  });
  test("not by bringing someone in", () => {
    const change: Change = { kind: "add-member", member: "new", project: null, person: { personId: "zoe" }, permissions: ["view_order"], roles: [] };
    expect(code(decide(as("ed"), command(change), snapshot({ ...inSnapshot, people: [person("zoe")] })))).toBe("above-your-own");
  });
  test("not by restoring a suspended one who holds more", () => {
    const suspended = member("sue", { permissions: ["view_order"], status: "SUSPENDED" });
    expect(code(decide(as("ed"), command({ kind: "restore-member", member: "sue" }), snapshot({ ...inSnapshot, members: [suspended] })))).toBe("above-your-own");
  });
  test("not by taking the end off a grant", () => {
    const ending = member("sue", { permissions: [grant("view_order", "2026-07-01T00:00:00.000Z")] });
    expect(code(decide(as("ed"), command(add("sue", "view_order")), snapshot({ ...inSnapshot, members: [ending] })))).toBe("above-your-own");
  });
  test("not by a token", () => {
    const maker = member("ed", { permissions: ["create_api_key", "view_items"] });
    const change: Change = { kind: "create-token", token: "t", name: null, redacted: "x", permissions: ["view_order"], expiresAt: null, unbound: false };
    expect(code(decide(as("ed"), command(change), snapshot({ actor: [maker] })))).toBe("above-your-own");
  });
  test("nor changes someone who holds more, down or out", () => {
    const more = member("max", { permissions: ["view_order", "view_items"] });
    for (const change of [remove("max", "view_items"), { kind: "suspend-member", member: "max" }, { kind: "remove-member", member: "max" }] as const) {
      expect(code(decide(as("ed"), command(change), snapshot({ actor: [editor], members: [more] })))).toBe("above-your-own");
    }
  });
  test("nor edits a role that someone has who holds more", () => {
    const change: Change = { kind: "edit-role", role: "clerk", add: [], remove: ["view_items"] };
    const words = { actor: [editor], roles: [role("clerk", ["view_items"])], holdersHold: { clerk: ["view_items", "view_order"] } };
    expect(code(decide(as("ed"), command(change), snapshot(words)))).toBe("above-your-own");
  });
  test("except with grant_any_permission", () => {
    expect(code(decide(as("olga"), command(add("bob", "view_order")), snapshot({ ...inSnapshot, actor: [owner] })))).toBe("ok");
  });
  test("a relaxed organization frees editors for ordinary permissions, never for administrative ones", () => {
    const relaxed = { ...inSnapshot, organization: { granting: "RELAXED" } as const };
    expect(code(decide(as("ed"), command(add("bob", "view_order")), snapshot(relaxed)))).toBe("ok");
    expect(code(decide(as("ed"), command(add("bob", "grant_any_permission")), snapshot(relaxed)))).toBe("above-your-own");
  });
});

describe("someone can always administer", () => {
  const alone = [{ projectId: null, others: false, othersThroughRoles: [] }];
  const adminRole = role("admins", ["edit_org_users", "edit_org_roles", "grant_any_permission"]);
  const byRole = member("olga", { roles: ["admins"] });
  test("not by removing, suspending, demoting or leaving", () => {
    for (const change of [remove("olga", "edit_org_users"), { kind: "suspend-member", member: "olga" }, { kind: "remove-member", member: "olga" }, { kind: "set-permissions", member: "olga", permissions: [] }] as const) {
      expect(code(decide(as("olga"), command(change), snapshot({ actor: [owner], members: [owner], administration: alone })))).toBe("last-admin");
    }
  });
  test("not by letting the right run out", () => {
    const change = add("olga", "edit_org_users", "2026-12-01T00:00:00.000Z");
    expect(code(decide(as("olga"), command(change), snapshot({ actor: [owner], members: [owner], administration: alone })))).toBe("last-admin");
  });
  test("not by unassigning, editing or deleting the role", () => {
    const words = { actor: [byRole], members: [byRole], roles: [adminRole] };
    expect(code(decide(as("olga"), command({ kind: "unassign-role", member: "olga", role: "admins" }), snapshot({ ...words, administration: alone })))).toBe("last-admin");
    expect(code(decide(as("olga"), command({ kind: "delete-role", role: "admins" }), snapshot({ ...words, administration: alone })))).toBe("last-admin");
    const edited = { actor: [byRole], members: [], roles: [adminRole], administration: [{ projectId: null, others: false, othersThroughRoles: ["admins"] }] };
    expect(code(decide(as("olga"), command({ kind: "edit-role", role: "admins", add: [], remove: ["edit_org_users"] }), snapshot(edited)))).toBe("last-admin");
  });
  test("an invited or suspended administrator does not count, nor one whose right will end", () => {
    const others = [member("sue", { permissions: ["edit_org_users"], status: "SUSPENDED" }), member("ian", { permissions: ["edit_org_users"], status: "INVITED" }), member("eve", { permissions: [grant("edit_org_users", "2027-01-01T00:00:00.000Z")] })];
    const verdict = decide(as("olga"), command({ kind: "remove-member", member: "olga" }), snapshot({ actor: [owner], members: [owner, ...others], administration: alone }));
    expect(code(verdict)).toBe("last-admin");
  });
  test("handing over in one command is fine", () => {
    const verdict = decide(as("olga"), command(add("bob", "edit_org_users"), { kind: "remove-member", member: "olga" }), snapshot({ actor: [owner], members: [owner, bob], administration: alone }));
    expect(code(verdict)).toBe("ok");
  });
  test("a project keeps its own last administrator", () => {
    const lead = member("bob", { project: "apollo", permissions: ["CAN_PERFORM_ADMIN_ACTIONS"] });
    const words = { actor: [owner], members: [lead], projects: [project("apollo")], administration: [{ projectId: "apollo", others: false, othersThroughRoles: [] }] };
    expect(code(decide(as("olga"), command({ kind: "set-permissions", member: "bob/apollo", permissions: ["CAN_VIEW_DATA"] }), snapshot(words)))).toBe("last-admin");
  });
});

describe("only direct grants are ticked", () => {
  test("what a role gives cannot be removed at the person, and the refusal says where it is from", () => {
    const clerk = member("cleo", { roles: ["clerk"] });
    const verdict = decide(as("olga"), command(remove("cleo", "view_items")), snapshot({ actor: [owner], members: [clerk], roles: [role("clerk", ["view_items"])] }));
    expect(verdict).toMatchObject({ ok: false, refusals: [{ code: "inherited", message: expect.stringContaining("role clerk") }] });
  });
  test("a direct grant beside a role's can", () => {
    const clerk = member("cleo", { roles: ["clerk"], permissions: ["view_items"] });
    const verdict = decide(as("olga"), command(remove("cleo", "view_items")), snapshot({ actor: [owner], members: [clerk], roles: [role("clerk", ["view_items"])] }));
    expect(kinds(verdict)).toEqual(["permission.removed"]);
  });
  test("a built-in role is the same for everyone", () => {
    const change: Change = { kind: "edit-role", role: "Viewer", add: ["view_order"], remove: [] };
    expect(code(decide(as("olga"), command(change), snapshot({ actor: [owner], roles: [role("Viewer", [], { organizationId: null })] })))).toBe("built-in");
  });
});

describe("gates", () => {
  const inProject = member("bob", { project: "apollo" });
  const change: Change = { kind: "add-permission", member: "bob/apollo", permission: "CAN_IMPERSONATE_OTHER_USERS" };
  test("a gated permission is given only where its gate is open", () => {
    expect(code(decide(as("olga"), command(change), snapshot({ actor: [owner], members: [inProject], projects: [project("apollo")] })))).toBe("gated");
    const open = [project("apollo", { openGates: ["CAN_IMPERSONATE_OTHER_USERS"] })];
    expect(code(decide(as("olga"), command(change), snapshot({ actor: [owner], members: [inProject], projects: open })))).toBe("ok");
  });
  test("only an operator opens a gate", () => {
    const opening: Change = { kind: "open-gate", project: "apollo", permission: "CAN_IMPERSONATE_OTHER_USERS" };
    expect(code(decide(as("olga"), command(opening), snapshot({ actor: [owner], projects: [project("apollo")] })))).toBe("not-allowed");
  });
});

test("a command on an older revision is stale", () => {
  const verdict = decide(as("olga"), { ...command(add("bob", "view_items")), expectedRevision: 6 }, snapshot({ actor: [owner], members: [bob] }));
  expect(code(verdict)).toBe("stale");
});

test("more changes than one command may hold are refused before any is looked at", () => {
  const many = Array.from({ length: 1001 }, () => add("bob", "view_items"));
  expect(code(decide(as("olga"), command(...many), snapshot({ actor: [owner], members: [bob] })))).toBe("too-many");
});
