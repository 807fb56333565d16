"use client";
import { useMemo, useState } from "react";
import type { Wanted } from "@/components/data/wanted";
import type { DeskView } from "@/lib/core/view";
import { cellOf, columnsOf, rowsOf, targetsOf, withEdits } from "./matrix-model";
import { countEdits, editsOf } from "./pending-edits";
import { isBuiltIn, plural, type RoleScope } from "./role-model";
import type { Place } from "./use-grid";
import type { Panels } from "./use-panels";
import { useSteps } from "./use-steps";

/** What the matrix shows, and what a press on a place in it does. */
export function useRoleMatrix(desk: DeskView, scope: RoleScope, panels: Panels) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [notice, setNotice] = useState<string | null>(null);
  const { steps, push, back, clear } = useSteps(`roles:${desk.organization.id}:${scope.level}`);
  const { permissions } = scope;
  // What can be changed comes first: on a narrow screen the rest is out of sight.
  const roles = useMemo(
    () => [...scope.roles].sort((a, b) => Number(isBuiltIn(a)) - Number(isBuiltIn(b))),
    [scope.roles],
  );
  const mayEdit = desk.may.editRoles;
  const edits = useMemo(() => editsOf(steps, roles), [steps, roles]);
  const base = useMemo(() => columnsOf(roles, permissions, mayEdit), [roles, permissions, mayEdit]);
  const columns = useMemo(() => withEdits(base, edits, permissions), [base, edits, permissions]);
  const differing = panels.differs === "yes" ? columns : null;
  const words = panels.search;
  const rows = useMemo(
    () => rowsOf(permissions, { words, differing, closed }),
    [permissions, words, differing, closed],
  );
  const press = ({ row: at, column: index }: Place) => {
    const [row, column] = [rows[at], columns[index - 1]];
    setNotice(null);
    if (!row) return;
    if (!column) {
      if (row.kind === "group") setClosed(toggled(closed, row.name));
      return;
    }
    const cell = cellOf(row, column);
    if (cell.lock) return setNotice(cell.lock);
    push({
      role: column.role.id,
      permissions: targetsOf(row).map(({ id }) => id),
      give: cell.look !== "given",
    });
  };
  const count = countEdits(edits);
  return {
    rows,
    columns,
    edits,
    count,
    summary: `${plural(count, "change")} in ${plural(edits.length, "role")}`,
    changes: edits.map(
      ({ role, add, remove }): Wanted => ({ kind: "edit-role", role: role.id, add, remove }),
    ),
    notice,
    press,
    back,
    clear,
  };
}

function toggled(set: ReadonlySet<string>, value: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
