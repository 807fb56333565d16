"use client";
import { useState } from "react";
import type { SearchBox } from "./access-matrix";
import type { Range, Spot } from "./geometry";
import { type CellState, cellOf } from "./model";
import type { PendingChange } from "./pending";
import { cellsIn, copyOf, toggleOf } from "./toggles";
import type { MatrixModel } from "./use-matrix-model";

interface Acts {
  readonly matrix: MatrixModel;
  readonly push: (step: readonly PendingChange[]) => void;
  readonly setDetails: (spot: Spot) => void;
  readonly review: () => void;
  readonly searchBox: SearchBox;
  /** Nothing can be ticked: a press shows where the cell comes from. */
  readonly locked: boolean;
}

/** What presses and keys do to the matrix. */
export function useMatrixActs({ matrix, push, setDetails, review, searchBox, locked }: Acts) {
  const [copied, setCopied] = useState<string | null>(null);
  const { model, members, columns, pending } = matrix;
  const rowIds = members.map(({ id }) => id);
  const onToggle = (range: Range) => {
    if (!model) return;
    const cells = cellsIn(range, rowIds, columns);
    const [single, second] = cells;
    const held = single && !second ? cellOf(model, single[0], single[1]) : null;
    if (locked || (held && isInheritedOnly(held))) setDetails({ row: range.top, column: range.left });
    else push(toggleOf(model.after, cells));
  };
  const onPaste = (row: number) => {
    const to = rowIds[row];
    if (model && copied && to && to !== copied) push(copyOf(model.after, copied, to));
  };
  return {
    rows: rowIds.length,
    columns: columns.length,
    onToggle,
    onDetails: setDetails,
    onBack: pending.back,
    onReview: review,
    onSearch: () => searchBox.current?.focus(),
    onCopy: (row: number) => setCopied(rowIds[row] ?? null),
    onPaste,
  };
}

/** Held, but by another way: unticking is not silently impossible, the ways are offered. */
function isInheritedOnly({ look, pending }: CellState): boolean {
  return look !== "none" && look !== "direct" && pending !== "remove";
}
