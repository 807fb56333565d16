import { describe, expect, test } from "vitest";
import { add, owner, remove } from "@/lib/testing/cast";
import { as, command, grant, member, NOW, person, project, role, snapshot } from "@/lib/testing/snapshot";
import type { Change } from "./change";
import { type Decision, decide } from "./decide";
import type { Member, State } from "./state";
import { hasInverse, inverse } from "./undo";

test("a way back is offered where there is one, and nowhere else", () => {
  const offered = (kind: string, before: unknown = null) => hasInverse({ kind, before });
  expect(offered("permission.added")).toBe(true);
  expect(offered("member.removed", { status: "ACTIVE" })).toBe(true);
  expect(offered("member.removed", { status: "INVITED" })).toBe(false);
  for (const kind of ["token.created", "webhook.deleted", "session.ended", "organization.created"])
    expect(offered(kind)).toBe(false);
});

test("an event of which too little is left offers none, instead of breaking the page", () => {
  expect(hasInverse({ kind: "permission.removed", before: null })).toBe(false);
});

const FUTURE = "2027-01-01T00:00:00.000Z";

/** Does it, looks at what there is then, and takes it back at `now`. */
function thereAndBack(changes: readonly Change[], members: readonly Member[], now = NOW): State {
  const facts = {
    actor: [owner],
    roles: [role("one", []), role("two", [])],
    projects: [project("apollo")],
    people: members.map((each) => each.person),
  };
  const done = decided(changes, { ...facts, members });
  const back = inverse(done.effects, () => "new", now);
  return decided(back ?? [], { ...facts, members: [...done.after.members.values()] }).after;
}

function decided(changes: readonly Change[], facts: Parameters<typeof snapshot>[0]): Decision {
  const verdict = decide(as("olga"), command(...changes), snapshot(facts));
  if (!verdict.ok) throw new Error(verdict.refusals[0].message);
  return verdict.decision;
}

const statuses = (state: State) =>
  Object.fromEntries([...state.members.values()].map(({ id, status }) => [id, status]));

describe("who is in a project is brought back with his organization, in whatever order the rows come", () => {
  const both = (status: Member["status"]) => [
    member("bob", { status }),
    member("bob", { project: "apollo", status }),
  ];
  test.each([
    ["suspend-member", "ACTIVE"],
    ["remove-member", "ACTIVE"],
    ["remove-member", "SUSPENDED"],
    ["restore-member", "SUSPENDED"],
  ] as const)("after %s of someone %s", (kind, status) => {
    for (const rows of [both(status), both(status).reverse()])
      expect(statuses(thereAndBack([{ kind, member: "bob" }], rows))).toEqual({
        bob: status,
        "bob/apollo": status,
      });
  });
});

test("each role gets back the id of its record, which another one had taken over", () => {
  const rows = [member("bob", { roles: ["one", "two"] })];
  const roles = [{ role: "two", assignment: "new" }];
  const after = thereAndBack([{ kind: "set-roles", member: "bob", roles }], rows);
  const ids = after.members.get("bob")?.assignments.map(({ roleId, id }) => [roleId, id]);
  expect(Object.fromEntries(ids ?? [])).toEqual({ one: "bob-one", two: "bob-two" });
});

test("two roles never have one record: what came between is said", () => {
  const taken = member("bob", { roles: ["two"] });
  const again: Change = { kind: "assign-role", member: "bob", role: "one", assignment: "bob-two" };
  const facts = { actor: [owner], members: [taken], roles: [role("one", []), role("two", [])] };
  expect(decide(as("olga"), command(again), snapshot(facts))).toMatchObject({
    ok: false,
    refusals: [{ code: "conflict", memberId: "bob" }],
  });
});

test("what would have ended meanwhile does not come back, and keeps nothing else from it", () => {
  const rows = [member("bob", { permissions: [grant("view_items", FUTURE), "view_order"] })];
  const taken = [remove("bob", "view_items"), remove("bob", "view_order")];
  const held = (state: State) => state.members.get("bob")?.grants.map(({ permissionId }) => permissionId);
  expect(held(thereAndBack(taken, rows))?.sort()).toEqual(["view_items", "view_order"]);
  expect(held(thereAndBack(taken, rows, FUTURE))).toEqual(["view_order"]);
  expect(held(thereAndBack([add("bob", "view_items")], rows, FUTURE))).toEqual(["view_order"]);
});

test("who comes back has what he had, and not what is given to everyone who joins", () => {
  const rows = [member("bob", { permissions: ["view_items"] })];
  const removed = decided([{ kind: "remove-member", member: "bob" }], { actor: [owner], members: rows });
  const changes = inverse(removed.effects, () => "new", NOW) ?? [];
  const empty = snapshot({ actor: [owner], people: [person("bob")] });
  const permissions = empty.permissions.map((each) =>
    each.id === "view_order" ? { ...each, isDefault: true } : each,
  );
  const verdict = decide(as("olga"), command(...changes), { ...empty, permissions });
  expect(verdict.ok && verdict.decision.after.members.get("bob")?.grants).toMatchObject([
    { permissionId: "view_items" },
  ]);
});
