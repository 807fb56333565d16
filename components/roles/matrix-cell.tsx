import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { MatrixMark } from "./matrix-mark";
import { type Column, cellInWords, cellOf, type Row } from "./matrix-model";
import { cellId, type Place } from "./use-grid";

export const ACTIVE =
  "group-focus-visible/grid:outline-2 group-focus-visible/grid:outline-accent group-focus-visible/grid:-outline-offset-2";

interface MatrixCellProps {
  readonly row: Row;
  readonly column: Column;
  readonly index: number;
  /** The column that it is in; 0 is the row's header. */
  readonly at: number;
  readonly active: boolean;
  readonly onPress: (place: Place) => void;
}

/** One role and one permission, or one role and a whole group. */
export const MatrixCell = memo(function MatrixCell({
  row,
  column,
  index,
  at,
  active,
  onPress,
}: MatrixCellProps) {
  const cell = cellOf(row, column);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and the keys.
    <div
      id={cellId({ row: index, column: at })}
      role="gridcell"
      tabIndex={-1}
      aria-colindex={at + 1}
      aria-label={cellInWords(row, column, cell)}
      aria-readonly={cell.lock !== null}
      title={cell.lock ?? (cell.by ? `Follows from ${cell.by}` : undefined)}
      onClick={() => onPress({ row: index, column: at })}
      className={cn(
        "flex items-center justify-center",
        cell.pending && "bg-warn-soft",
        cell.lock === null && "cursor-pointer",
        active && ACTIVE,
      )}
    >
      <MatrixMark look={cell.look} pending={row.kind === "group" ? null : cell.pending} lock={cell.lock} />
    </div>
  );
});
