import { ChevronDown, ChevronRight } from "lucide-react";
import type { CSSProperties } from "react";
import { cn } from "@/components/ui/cn";
import { cellId } from "./matrix-grid";
import { MatrixMark } from "./matrix-mark";
import { type Column, cellInWords, cellOf, type Row } from "./matrix-model";

interface MatrixRowProps {
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly Column[];
  /** The column that the keyboard is at; -1: another row's. */
  readonly active: number;
  readonly style: CSSProperties;
  readonly onPress: (column: number) => void;
}

const ACTIVE =
  "group-focus-visible/grid:outline-2 group-focus-visible/grid:outline-accent group-focus-visible/grid:-outline-offset-2";

// The keys are the grid's: a cell takes only the pointer.
export function MatrixRow({ row, index, columns, active, style, onPress }: MatrixRowProps) {
  const isGroup = row.kind === "group";
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={cn("absolute inset-x-0 grid border-b", isGroup ? "bg-sunken" : "hover:bg-sunken/60")}
      style={style}
    >
      <RowHead
        row={row}
        id={cellId({ row: index, column: 0 })}
        active={active === 0}
        onPress={() => onPress(0)}
      />
      {columns.map((column, at) => {
        const cell = cellOf(row, column);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and the keys.
          <div
            key={column.role.id}
            id={cellId({ row: index, column: at + 1 })}
            role="gridcell"
            tabIndex={-1}
            aria-colindex={at + 2}
            aria-label={cellInWords(row, column, cell)}
            aria-readonly={cell.lock !== null}
            title={cell.lock ?? (cell.by ? `Follows from ${cell.by}` : undefined)}
            onClick={() => onPress(at + 1)}
            className={cn(
              "flex items-center justify-center",
              cell.pending && "bg-warn-soft",
              cell.lock === null && "cursor-pointer",
              active === at + 1 && ACTIVE,
            )}
          >
            <MatrixMark look={cell.look} pending={isGroup ? null : cell.pending} lock={cell.lock} />
          </div>
        );
      })}
    </div>
  );
}

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
