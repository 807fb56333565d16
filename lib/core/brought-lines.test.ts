import { expect, test } from "vitest";
import { member, NOW, role, snapshot } from "@/lib/testing/snapshot";
import { changesOf } from "./brought-lines";
import type { Permission } from "./permission";
import type { BroughtTable } from "./table";

const permissions = snapshot({}).permissions.map(
  (each): Permission => ({ ...each, description: null, grouping: "TEST", createdAt: NOW, updatedAt: NOW }),
);
const renamed = permissions.map((each) => (each.id === "view_items" ? { ...each, name: "see items" } : each));
const standing = {
  members: [member("bob")],
  roles: [role("clerk", [], { name: "Clerk" })],
  permissions: renamed,
};

function read(kind: BroughtTable["kind"], ...rows: readonly Readonly<Record<string, string>>[]) {
  const lines = rows.map((cells, index) => ({ line: index + 2, cells }));
  return changesOf({ kind, columns: new Set(rows.flatMap(Object.keys)), lines }, standing, NOW);
}

const SAME = [{ line: 3, column: null, message: expect.stringContaining("Line 2 is about the same") }];
const email = "bob@example.com";

test("a permission that one line calls by its name and another by its id is one, so order decides nothing", () => {
  const access = read(
    "access",
    { email, permission: "See Items", direct: "yes" },
    { email: ` ${email.toUpperCase()}`, permission: "view_items", direct: "no" },
  );
  expect(access.report.refused).toEqual(SAME);
  expect(access.changes).toHaveLength(1);
});

test("a role that one line calls by its name and another by its id is one", () => {
  const members = read(
    "members",
    { email, role: "clerk", assigned: "yes" },
    { email, role: "", role_id: "clerk", assigned: "no" },
  );
  expect(members.report.refused).toEqual(SAME);
  const roles = read(
    "roles",
    { role: "Clerk", level: "organization", permission: "view_order", given: "yes" },
    { role: "clerk", permission: "view_order", given: "no" },
  );
  expect(roles.report.refused).toEqual(SAME);
});
