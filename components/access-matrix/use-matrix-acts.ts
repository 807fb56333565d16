"use client";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { HEADS, type Range, type Spot } from "@/components/grid/geometry";
import type { GridActs } from "@/components/grid/use-grid-keys";
import { toast } from "@/components/ui/toast";
import type { Member } from "@/lib/core/state";
import type { SearchBox } from "./access-matrix";
import { type CellState, cellOf } from "./model";
import type { PendingChange } from "./pending";
import type { CopyActs } from "./person-items";
import { cellsIn, copyOf, permissionsOf, toggleOf } from "./toggles";
import type { MatrixModel } from "./use-matrix-model";
import type { MatrixView } from "./use-matrix-view";

interface Acts {
  readonly matrix: MatrixModel;
  readonly view: MatrixView;
  readonly push: (step: readonly PendingChange[]) => void;
  readonly setDetails: (spot: Spot) => void;
  readonly review: () => void;
  readonly searchBox: SearchBox;
  /** Nothing can be ticked: a press shows where the cell comes from. */
  readonly locked: boolean;
}

export interface MatrixActs extends GridActs {
  readonly onColumns: (permissions: readonly string[]) => void;
  readonly copying: Member | null;
  readonly copies: Omit<CopyActs, "choose">;
}

/** What presses and keys do to the matrix. */
export function useMatrixActs({
  matrix,
  view,
  push,
  setDetails,
  review,
  searchBox,
  locked,
}: Acts): MatrixActs {
  const [copying, setCopying] = useState<Member | null>(null);
  const { model, members, columns, pending, gates } = matrix;
  const rowIds = members.map(({ id }) => id);
  const toggle = (cells: readonly (readonly [string, string])[]) => {
    if (model) push(behindNoGate(toggleOf(model.after, cells), gates));
  };
  const onToggle = (range: Range) => {
    if (!model) return;
    const cells = cellsIn(range, rowIds, columns);
    const [single, second] = cells;
    const held = single && !second ? cellOf(model, single[0], single[1]) : null;
    if (locked || (held && isInheritedOnly(held))) setDetails({ row: range.top, column: range.left });
    else toggle(cells);
  };
  const onColumns = (permissions: readonly string[]) => {
    const ids = view.chosen.size > 0 ? [...view.chosen] : rowIds;
    if (!locked) toggle(ids.flatMap((id) => permissions.map((each): [string, string] => [id, each])));
  };
  const onHead = ({ row, column }: Spot) => {
    const id = rowIds[row];
    if (row === HEADS) onColumns(permissionsOf(columns[column]));
    else if (id) view.onChoose(id, !view.chosen.has(id));
  };
  const onDetails = (spot: Spot) => {
    const column = columns[spot.column];
    if (spot.row === HEADS && column) view.onFold(column.group);
    else if (spot.column === HEADS) onHead(spot);
    else setDetails(spot);
  };
  const copies = useCopies(matrix, copying, setCopying, push);
  return {
    rows: rowIds.length,
    columns: columns.length,
    onToggle,
    onColumns,
    onHead,
    onDetails,
    onBack: pending.back,
    onReview: review,
    onSearch: () => searchBox.current?.focus(),
    onCopy: ({ row }) => copies.copy(rowIds[row] ?? ""),
    onPaste: ({ row }) => copies.paste(rowIds[row] ?? ""),
    copying,
    copies,
  };
}

function useCopies(
  { model, members, gates }: MatrixModel,
  copying: Member | null,
  setCopying: (member: Member) => void,
  push: (step: readonly PendingChange[]) => void,
): MatrixActs["copies"] {
  const find = (id: string) => members.find((member) => member.id === id);
  return {
    copy: (id) => {
      const member = find(id);
      if (!member) return;
      setCopying(member);
      toast.info(`Copied what ${nameOf(member.person)} has. Ctrl V gives it to whoever you go to.`);
    },
    paste: (id) => {
      const member = find(id);
      if (!model || !copying || !member || copying.id === id) return;
      const step = copyOf(model.after, copying.id, id);
      if (step.length === 0)
        toast.info(`${nameOf(member.person)} has all that ${nameOf(copying.person)} was given.`);
      push(behindNoGate(step, gates));
    },
  };
}

/** Leaves out what the server would refuse for everyone here, and says so at once. */
function behindNoGate(
  changes: readonly PendingChange[],
  gates: ReadonlyMap<string, string>,
): readonly PendingChange[] {
  const gateOf = (change: PendingChange) =>
    change.kind === "add-permission" ? gates.get(change.permission) : undefined;
  const [why] = changes.flatMap((change) => gateOf(change) ?? []);
  if (why === undefined) return changes;
  toast.info(why);
  return changes.filter((change) => gateOf(change) === undefined);
}

/** Held, but by another way: unticking is not silently impossible, the ways are offered. */
function isInheritedOnly({ look, pending }: CellState): boolean {
  return look !== "none" && look !== "direct" && pending !== "remove";
}
