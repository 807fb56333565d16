import { ChevronLeft, ChevronRight } from "lucide-react";
import { memo, type ReactNode } from "react";
import { type Column, groupInWords } from "./columns";
import { COLUMN_WIDTH, HEADER_HEIGHT } from "./geometry";

interface GridHeaderProps {
  readonly columns: readonly Column[];
  readonly shown: readonly { readonly index: number; readonly start: number }[];
  readonly nameWidth: number;
  readonly active: number;
  readonly corner: ReactNode;
  readonly onFold: (group: string) => void;
  readonly onColumn: (column: Column) => void;
}

/** The column heads: the group's name where it begins, and each permission's name, read from below. */
export const GridHeader = memo(function GridHeader({
  columns,
  shown,
  nameWidth,
  active,
  corner,
  onFold,
  onColumn,
}: GridHeaderProps) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      tabIndex={-1}
      style={{ height: HEADER_HEIGHT }}
      className="sticky top-0 z-20 w-full border-b bg-surface"
    >
      <div
        role="columnheader"
        aria-colindex={1}
        tabIndex={-1}
        style={{ width: nameWidth, height: HEADER_HEIGHT }}
        className="sticky left-0 z-30 flex items-end border-r bg-surface p-2"
      >
        {corner}
      </div>
      {shown.map(({ index, start }) => {
        const column = columns[index];
        return column ? (
          <Head
            key={index}
            column={column}
            index={index}
            left={start}
            active={index === active}
            span={spanOf(columns, index)}
            onFold={onFold}
            onColumn={onColumn}
          />
        ) : null;
      })}
    </div>
  );
});

/** How many columns the group that begins here has. */
function spanOf(columns: readonly Column[], index: number): number {
  const group = columns[index]?.group;
  let end = index;
  while (columns[end]?.group === group && (end === index || !columns[end]?.first)) end += 1;
  return end - index;
}

interface HeadProps {
  readonly column: Column;
  readonly index: number;
  readonly left: number;
  readonly active: boolean;
  readonly span: number;
  readonly onFold: (group: string) => void;
  readonly onColumn: (column: Column) => void;
}

function Head({ column, index, left, active, span, onFold, onColumn }: HeadProps) {
  const group = groupInWords(column.group);
  const folded = column.kind === "folded";
  const name = folded ? `${group}, ${column.permissions.length} permissions` : column.permission.displayName;
  const Fold = folded ? ChevronRight : ChevronLeft;
  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      tabIndex={-1}
      style={{ left, width: COLUMN_WIDTH }}
      className={`absolute top-0 h-full ${column.first ? "border-l" : ""}`}
    >
      {column.first ? (
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={!folded}
          aria-label={`${folded ? "Unfold" : "Fold"} ${group}`}
          title={`${folded ? "Unfold" : "Fold"} ${group}`}
          onClick={() => onFold(column.group)}
          style={{ width: Math.max(span, 1) * COLUMN_WIDTH }}
          className="absolute top-0 left-0 flex h-7 items-center gap-0.5 overflow-hidden px-1 text-left font-medium text-muted text-xs hover:text-ink"
        >
          <Fold className="size-3 shrink-0" aria-hidden />
          <span className="truncate">{span > 1 ? group : ""}</span>
        </button>
      ) : null}
      <button
        type="button"
        tabIndex={-1}
        onClick={() => onColumn(column)}
        title={folded ? name : `${name}: ${column.permission.description ?? column.permission.name}`}
        className={`absolute inset-x-0 top-7 bottom-0 flex items-end justify-center pb-2 hover:bg-sunken ${active ? "bg-accent-soft" : ""}`}
      >
        <span className="max-h-[150px] rotate-180 overflow-hidden text-ellipsis whitespace-nowrap text-[13px] [writing-mode:vertical-rl]">
          {name}
        </span>
      </button>
    </div>
  );
}
