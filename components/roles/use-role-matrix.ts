"use client";
import { useMemo, useState } from "react";
import type { Wanted } from "@/components/data/wanted";
import type { DeskView } from "@/lib/core/view";
import { columnsOf, rowsOf, withEdits } from "./matrix-model";
import { countEdits, editsOf } from "./pending-edits";
import { isBuiltIn, plural, type RoleScope } from "./role-model";
import type { Panels } from "./use-panels";
import { useSteps } from "./use-steps";

/** What the matrix shows: roles and permissions with what is pending. */
export function useRoleMatrix(desk: DeskView, scope: RoleScope, panels: Panels) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const { presses, push, back, clear } = useSteps(`roles:${desk.organization.id}:${scope.level}`);
  const { permissions } = scope;
  // What can be changed comes first: on a narrow screen the rest is out of sight.
  const roles = useMemo(
    () => [...scope.roles].sort((a, b) => Number(isBuiltIn(a)) - Number(isBuiltIn(b))),
    [scope.roles],
  );
  const mayEdit = desk.may.editRoles;
  const edits = useMemo(() => editsOf(presses.flat(), roles), [presses, roles]);
  const base = useMemo(() => columnsOf(roles, permissions, mayEdit), [roles, permissions, mayEdit]);
  const columns = useMemo(() => withEdits(base, edits, permissions), [base, edits, permissions]);
  const differing = panels.differs === "yes" ? columns : null;
  const words = panels.search;
  const rows = useMemo(
    () => rowsOf(permissions, { words, differing, closed }),
    [permissions, words, differing, closed],
  );
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
    push,
    fold: (group: string) => setClosed(toggled(closed, group)),
    back,
    clear,
  };
}

function toggled(set: ReadonlySet<string>, value: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
