"use client";
import { type RefObject, useState } from "react";
import { HEADS, type Range, type Spot } from "@/components/grid/geometry";
import type { GridActs } from "@/components/grid/use-grid-keys";
import { type Cell, type Column, cellOf, type Row, targetsOf } from "./matrix-model";
import type { Step } from "./pending-edits";

interface Acts {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  /** One press: several steps that are taken back together. */
  readonly push: (press: readonly Step[]) => void;
  readonly back: () => void;
  readonly fold: (group: string) => void;
  readonly onRole: (id: string) => void;
  readonly onReview: () => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

interface Pressed {
  readonly row: Row;
  readonly column: Column;
  readonly cell: Cell;
}

/** What presses and keys do to the matrix of roles, and what it says to them. */
export function useRoleActs({ rows, columns, push, back, fold, onRole, onReview, searchRef }: Acts) {
  const [notice, setNotice] = useState<string | null>(null);
  const [copied, setCopied] = useState<Column | null>(null);
  const give = (press: readonly Step[]) => (press.length > 0 ? push(press) : undefined);
  const onToggle = (range: Range) => {
    const pressed = pressedIn(range, rows, columns);
    const free = pressed.filter(({ cell }) => cell.lock === null);
    setNotice(pressed.find(({ cell }) => cell.lock !== null)?.cell.lock ?? null);
    const all = free.every(({ cell }) => cell.look === "given");
    give(
      free.map(({ row, column }) => ({
        role: column.role.id,
        permissions: targetsOf(row).map(({ id }) => id),
        give: !all,
      })),
    );
  };
  const onHead = ({ row: at, column: index }: Spot) => {
    const [row, column] = [rows[at], columns[index]];
    setNotice(null);
    if (at === HEADS && column) onRole(column.role.id);
    else if (row?.kind === "group") fold(row.name);
  };
  const onPaste = ({ column: index }: Spot) => {
    const to = columns[index];
    if (!copied || !to || copied.role.id === to.role.id) return;
    setNotice(to.lock);
    const permissions = [...copied.gives].filter((id) => !to.gives.has(id));
    if (to.lock === null && permissions.length > 0) give([{ role: to.role.id, permissions, give: true }]);
  };
  const acts: GridActs = {
    rows: rows.length,
    columns: columns.length,
    onToggle,
    onHead,
    onDetails: (spot) =>
      spot.row === HEADS || spot.column === HEADS
        ? onHead(spot)
        : onToggle({ top: spot.row, bottom: spot.row, left: spot.column, right: spot.column }),
    onBack: back,
    onReview,
    onSearch: () => searchRef.current?.focus(),
    onCopy: ({ column: index }) => {
      const column = columns[index];
      if (!column) return;
      setCopied(column);
      setNotice(
        `Copied what ${column.role.name} gives. Ctrl V in another role's column gives that there as well.`,
      );
    },
    onPaste,
  };
  return { acts, notice };
}

/** The cells of a range; a group's row only where it was pressed alone, since its permissions stand below it. */
function pressedIn(
  { top, bottom, left, right }: Range,
  rows: readonly Row[],
  columns: readonly Column[],
): Pressed[] {
  const inRange = rows.slice(top, bottom + 1);
  const meant =
    inRange.length > 1 ? inRange.filter((row) => row.kind === "permission" || !row.open) : inRange;
  return columns
    .slice(left, right + 1)
    .flatMap((column) => meant.map((row) => ({ row, column, cell: cellOf(row, column) })));
}
