import { expect, test } from "vitest";
import type { Permission } from "@/lib/core/permission";
import type { RoleView } from "@/lib/core/view";
import { cellInWords, cellOf, columnsOf, rowsOf, withEdits } from "./matrix-model";
import { countEdits, editsOf } from "./pending-edits";

const at = "2026-01-01T00:00:00.000Z";

function permission(id: string, more: Partial<Permission> = {}): Permission {
  return {
    id,
    name: id,
    displayName: id,
    description: null,
    grouping: "ORDERS",
    level: "ORGANIZATION",
    visibility: "BOTH",
    gated: false,
    administrative: false,
    isDefault: false,
    implies: [],
    createdAt: at,
    updatedAt: at,
    ...more,
  };
}

function role(id: string, permissionIds: string[], organizationId: string | null = "o"): RoleView {
  return {
    id,
    number: 1,
    organizationId,
    level: "ORGANIZATION",
    name: id,
    description: null,
    createdAt: at,
    updatedAt: at,
    permissionIds,
    holders: 0,
  };
}

const permissions = [
  permission("edit", { implies: ["view"] }),
  permission("view"),
  permission("gate", { gated: true }),
];
const own = role("Own", ["view"]);
const locked = role("Owner", ["edit"], null);

test("the last word on a permission counts, and what already is so is no change", () => {
  const steps = [
    { role: "Own", permissions: ["edit"], give: true },
    { role: "Own", permissions: ["edit"], give: false },
    { role: "Own", permissions: ["view"], give: true },
  ];
  expect(editsOf(steps, [own])).toEqual([]);
  const edits = editsOf([...steps, { role: "Own", permissions: ["edit", "view"], give: false }], [own]);
  expect(edits).toEqual([{ role: own, add: [], remove: ["view"] }]);
  expect(countEdits(edits)).toBe(1);
});

test("a change that someone else made meanwhile, or to a role that is gone, falls out", () => {
  const steps = [{ role: "Own", permissions: ["edit"], give: true }];
  expect(editsOf(steps, [role("Own", ["edit", "view"])])).toEqual([]);
  expect(editsOf(steps, [])).toEqual([]);
});

test("a cell says what is given, what follows, what is pending and what is locked", () => {
  const edits = editsOf(
    [
      { role: "Own", permissions: ["edit"], give: true },
      { role: "Own", permissions: ["view"], give: false },
    ],
    [own],
  );
  const [mine, builtIn] = withEdits(columnsOf([own, locked], permissions, true), edits, permissions);
  const [group, edit, view, gate] = rowsOf(permissions, { words: "", differing: null, closed: new Set() });
  if (!(mine && builtIn && group && edit && view && gate)) throw new Error("rows and columns are missing");
  const said = [edit, view, gate].map((row) => cellInWords(row, mine, cellOf(row, mine)));
  expect(said).toEqual([
    "Own, edit: given, will be added",
    "Own, view: follows from edit, will be removed",
    "Own, gate: not given, locked",
  ]);
  expect(cellOf(group, mine)).toMatchObject({ look: "some", lock: null });
  expect(cellOf(edit, builtIn).lock).toContain("built in");
});

test("only where roles differ leaves out what all give or all lack", () => {
  const columns = columnsOf([own, locked], permissions, true);
  const rows = rowsOf(permissions, { words: "", differing: columns, closed: new Set() });
  expect(rows.map(({ label }) => label)).toEqual(["Orders", "edit"]);
});
