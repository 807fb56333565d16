import { ChevronDown, ChevronRight } from "lucide-react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { ACTIVE, MatrixCell } from "./matrix-cell";
import type { Column, Row } from "./matrix-model";
import { cellId, type Place } from "./use-grid";

/** The height of a row in pixels. */
export const ROW = 34;

interface MatrixRowProps {
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly Column[];
  /** The column that the keyboard is at; -1: another row's. */
  readonly active: number;
  readonly template: string;
  /** Where it begins, in pixels. */
  readonly start: number;
  readonly onPress: (place: Place) => void;
}

// The keys are the grid's: a cell takes only the pointer.
export const MatrixRow = memo(function MatrixRow({
  row,
  index,
  columns,
  active,
  template,
  start,
  onPress,
}: MatrixRowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={cn(
        "absolute inset-x-0 grid border-b",
        row.kind === "group" ? "bg-sunken" : "hover:bg-sunken/60",
      )}
      style={{ gridTemplateColumns: template, height: ROW, transform: `translateY(${start}px)` }}
    >
      <RowHead
        row={row}
        id={cellId({ row: index, column: 0 })}
        active={active === 0}
        onPress={() => onPress({ row: index, column: 0 })}
      />
      {columns.map((column, at) => (
        <MatrixCell
          key={column.role.id}
          row={row}
          column={column}
          index={index}
          at={at + 1}
          active={active === at + 1}
          onPress={onPress}
        />
      ))}
    </div>
  );
});

interface RowHeadProps {
  readonly row: Row;
  readonly id: string;
  readonly active: boolean;
  readonly onPress: () => void;
}

function RowHead({ row, id, active, onPress }: RowHeadProps) {
  const look = cn("sticky left-0 z-10 flex min-w-0 items-center gap-1.5 border-r px-3", active && ACTIVE);
  if (row.kind === "permission") {
    return (
      <div
        id={id}
        role="rowheader"
        aria-colindex={1}
        title={row.permission.description ?? row.permission.name}
        className={cn(look, "bg-surface")}
      >
        <span className="line-clamp-2 leading-4 max-sm:text-xs sm:line-clamp-1 sm:pl-5">{row.label}</span>
      </div>
    );
  }
  const Icon = row.open ? ChevronDown : ChevronRight;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and the keys.
    <div
      id={id}
      role="rowheader"
      tabIndex={-1}
      aria-colindex={1}
      aria-expanded={row.open}
      onClick={onPress}
      className={cn(look, "cursor-pointer bg-sunken font-medium")}
    >
      <Icon className="size-3.5 shrink-0 text-muted" aria-hidden />
      <span className="truncate">{row.label}</span>
      <span className="font-normal text-muted text-xs tabular-nums">{row.permissions.length}</span>
    </div>
  );
}
