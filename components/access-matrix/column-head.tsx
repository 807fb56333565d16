import { ChevronLeft, ChevronRight, Lock } from "lucide-react";
import { TickBox } from "@/components/grid/tick-box";
import { type Column, groupInWords, spanOf } from "./columns";

interface ColumnHeadProps {
  readonly column: Column;
  readonly columns: readonly Column[];
  readonly index: number;
  readonly width: number;
  /** Why nobody can be given this permission here; undefined: one can. */
  readonly gate: string | undefined;
  /** Whether everyone shown holds the group's permissions directly. */
  readonly held: boolean | "some";
  /** Null: nothing can be ticked here. */
  readonly onGroup: (() => void) | null;
  readonly onFold: (group: string) => void;
}

/** A column's name, read from below; above the first of a group the group's name, its box, and the way to fold it. */
export function ColumnHead({ column, index, gate, ...rest }: ColumnHeadProps) {
  const folded = column.kind === "folded";
  const name = folded
    ? `${groupInWords(column.group)}, ${column.permissions.length} permissions`
    : column.permission.displayName;
  const title = folded ? name : `${name}: ${column.permission.description ?? column.permission.name}`;
  return (
    <>
      {column.first ? <GroupHead column={column} index={index} {...rest} /> : null}
      <span
        title={gate ? `${title}. ${gate}` : title}
        className={`absolute inset-x-0 top-7 bottom-0 flex cursor-pointer flex-col items-center justify-end gap-1 pb-2 hover:bg-sunken ${column.first ? "border-l" : ""}`}
      >
        <span
          className={`max-h-[136px] rotate-180 overflow-hidden text-ellipsis whitespace-nowrap text-[13px] [writing-mode:vertical-rl] ${gate ? "text-muted" : ""}`}
        >
          {name}
        </span>
        {gate ? <Lock className="size-3 shrink-0 text-warn" aria-label={gate} /> : null}
      </span>
    </>
  );
}

function GroupHead({ column, columns, index, width, held, onGroup, onFold }: Omit<ColumnHeadProps, "gate">) {
  const group = groupInWords(column.group);
  const folded = column.kind === "folded";
  const act = `${folded ? "Unfold" : "Fold"} ${group}`;
  const Fold = folded ? ChevronRight : ChevronLeft;
  const span = spanOf(columns, index);
  return (
    <span
      style={{ width: span * width - 1 }}
      className="absolute top-0 left-0 z-10 flex h-7 items-center gap-0.5 overflow-hidden border-l bg-surface pl-0.5"
    >
      {onGroup ? (
        <TickBox label={`All of ${group} for everyone shown`} checked={held} onChange={onGroup} />
      ) : null}
      <button
        type="button"
        tabIndex={-1}
        aria-expanded={!folded}
        aria-label={act}
        title={act}
        onClick={() => onFold(column.group)}
        className="flex h-7 min-w-0 flex-1 items-center gap-0.5 text-left font-medium text-muted text-xs hover:text-ink"
      >
        <Fold className="size-3 shrink-0" aria-hidden />
        <span className="truncate">{span > 1 ? group : ""}</span>
      </button>
    </span>
  );
}
