import { describe, expect, test } from "vitest";
import { add, owner, remove } from "@/lib/testing/cast";
import { as, command, member, NOW, person, project, role, snapshot } from "@/lib/testing/snapshot";
import type { AddMember, Change } from "./change";
import { type Decision, decide } from "./decide";
import type { Member, Project, Role, Snapshot } from "./state";
import { inverse } from "./undo";

const LATER = "2026-06-02T12:00:00.000Z";
const LATEST = "2026-06-03T12:00:00.000Z";

interface World {
  readonly members: readonly Member[];
  readonly roles: readonly Role[];
  readonly projects: readonly Project[];
}

function facts({ members, roles, projects }: World, now: string): Snapshot {
  const people = [person("zoe"), ...members.map((each) => each.person)];
  return { ...snapshot({ actor: [owner], members, roles, projects, people }), now };
}

function done(
  world: World,
  now: string,
  ...changes: readonly Change[]
): Decision & { readonly world: World } {
  const boss = {
    ...owner,
    grants: [...owner.grants, ...member("olga", { permissions: ["edit_projects", "Operator"] }).grants],
  };
  const verdict = decide(as("olga"), command(...changes), { ...facts(world, now), actor: [boss] });
  if (!verdict.ok) throw new Error(verdict.refusals[0].message);
  const { members, roles, projects } = verdict.decision.after;
  const after = {
    members: [...members.values()],
    roles: [...roles.values()],
    projects: [...projects.values()],
  };
  return { ...verdict.decision, world: after };
}

/** What is said when the first command is undone after the others. */
function undone(first: readonly Change[], ...since: readonly Change[]) {
  const begun = {
    members: [member("bob", { permissions: ["view_order"], roles: ["clerk"] })],
    roles: [role("clerk", [])],
    projects: [project("apollo")],
  };
  const made = done(begun, NOW, ...first);
  const world = since.reduce((now, change) => done(now, LATER, change).world, made.world);
  const undoes = made.effects;
  const boss = {
    ...owner,
    grants: [...owner.grants, ...member("olga", { permissions: ["edit_projects", "Operator"] }).grants],
  };
  const back = { ...command(...(inverse(undoes, () => "new", LATEST) ?? [])), undoes };
  const verdict = decide(as("olga"), back, { ...facts(world, LATEST), actor: [boss] });
  return verdict.ok ? "ok" : verdict.refusals[0].code;
}

const GATED = "CAN_IMPERSONATE_OTHER_USERS";
const joins = (permissions: readonly string[] = []): AddMember => ({
  kind: "add-member",
  member: "zoe",
  project: null,
  person: { personId: "zoe" },
  permissions,
  roles: [],
});
const assign = (name: string, expiresAt: string | null = null): Change => ({
  kind: "assign-role",
  member: name,
  role: "clerk",
  assignment: `${name}-new`,
  expiresAt,
});
const away: Change = { kind: "unassign-role", member: "bob", role: "clerk" };
const makes: Change = {
  kind: "create-role",
  role: "new",
  level: "ORGANIZATION",
  name: "New",
  description: null,
  permissions: ["view_items"],
};
const founds: Change = { kind: "create-project", project: "zeus", name: "Zeus" };
const END = "2027-01-01T00:00:00.000Z";

describe("an undo takes nothing along that was made since", () => {
  test.each<[string, Change, Change[]]>([
    ["a grant given anew", add("bob", "view_items"), [remove("bob", "view_items"), add("bob", "view_items")]],
    ["a grant given an end", add("bob", "view_items"), [add("bob", "view_items", END)]],
    ["a grant taken that was given an end", add("bob", "view_order", END), [remove("bob", "view_order")]],
    ["a grant taken and given for a while", remove("bob", "view_order"), [add("bob", "view_order", END)]],
    ["a role given an end", assign("bob", END), [assign("bob", null)]],
    ["a role taken that was given an end", assign("bob", END), [away]],
    ["a role taken and given for a while", away, [assign("bob", END)]],
    ["a person who was given more", joins(), [add("zoe", "view_items")]],
    ["a person who was given a role", joins(), [assign("zoe")]],
    ["a person who was suspended", joins(), [{ kind: "suspend-member", member: "zoe" }]],
    ["a role that was edited", makes, [{ kind: "edit-role", role: "new", add: ["view_order"], remove: [] }]],
    [
      "a role that somebody was given",
      makes,
      [{ kind: "assign-role", member: "bob", role: "new", assignment: "a" }],
    ],
    [
      "a gate that somebody was let through",
      { kind: "open-gate", project: "apollo", permission: GATED },
      [{ ...joins([GATED]), project: "apollo" }],
    ],
    [
      "a project that somebody has joined",
      founds,
      [
        {
          kind: "add-member",
          member: "b2",
          project: "zeus",
          person: { personId: "zoe" },
          permissions: [],
          roles: [],
        },
      ],
    ],
  ])("%s", (_, first, since) => {
    expect(undone([first])).toBe("ok");
    expect(undone([first], ...since)).toBe("wrong-state");
  });
  test("what came with it goes with it", () => {
    expect(undone([joins(["view_items"]), assign("zoe")])).toBe("ok");
    expect(undone([makes, { kind: "assign-role", member: "bob", role: "new", assignment: "a" }])).toBe("ok");
  });
  test("what others changed beside it is not in its way", () => {
    expect(undone([add("bob", "view_items")], add("bob", "edit_items"), joins())).toBe("ok");
    expect(undone([add("bob", "view_items")], remove("bob", "view_items"))).toBe("ok");
  });
});
