import { memo, type ReactNode } from "react";
import { HEADS, isIn, type Layout, type Range } from "./geometry";
import type { Item } from "./use-windows";
import "./grid.css";

/** What a cell or a row's head shows and says. */
export interface Face {
  /** What a screen reader hears of it; a row's head is read from its content. */
  readonly words?: string | undefined;
  readonly title?: string | undefined;
  readonly className?: string | undefined;
  readonly readOnly?: boolean | undefined;
  readonly expanded?: boolean | undefined;
  readonly data?: Readonly<Record<`data-${string}`, string | boolean | undefined>> | undefined;
  readonly children?: ReactNode;
}

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly shown: readonly Item[];
  readonly layout: Layout;
  /** The column that the keyboard is at; null: in another row. */
  readonly active: number | null;
  /** Null: the range does not reach this row. */
  readonly range: Range | null;
  readonly made: readonly unknown[];
  readonly head: (row: number) => Face;
  readonly cell: (row: number, column: number) => Face;
}

/** A row of the grid; drawn again only where something in it has changed, whatever happens elsewhere. */
export const GridRow = memo(function GridRow(props: RowProps) {
  const { id, index, top, shown, layout, active, head } = props;
  const { children, className, expanded, title, words } = head(index);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      tabIndex={-1}
      style={{ height: layout.row, top }}
      className="absolute left-0 w-full outline-none"
    >
      <div
        id={`${id}-${index}-${HEADS}`}
        role="rowheader"
        aria-colindex={1}
        aria-expanded={expanded}
        aria-label={words}
        tabIndex={-1}
        title={title}
        data-row={index}
        data-column={HEADS}
        data-active={active === HEADS || undefined}
        style={{ width: layout.names }}
        className={`grid-head sticky left-0 z-10 flex h-full items-center border-r border-b px-2 ${className ?? "bg-surface"}`}
      >
        {children}
      </div>
      {shown.map((item) => (
        <Cell key={item.index} {...props} item={item} />
      ))}
    </div>
  );
}, isSame);

function Cell({ id, index, layout, active, range, cell, item }: RowProps & { readonly item: Item }) {
  const { words, title, className, readOnly, data, children } = cell(index, item.index);
  const isActive = active === item.index;
  const isChosen = range !== null && isIn(range, { row: index, column: item.index });
  return (
    <div
      id={`${id}-${index}-${item.index}`}
      role="gridcell"
      tabIndex={-1}
      aria-colindex={item.index + 2}
      aria-selected={isChosen}
      aria-readonly={readOnly}
      aria-label={words}
      title={title}
      className={`grid-cell ${className ?? ""}`}
      {...data}
      data-active={isActive || undefined}
      data-chosen={(isChosen && !isActive) || undefined}
      data-row={index}
      data-column={item.index}
      style={{ left: item.start, width: layout.column }}
    >
      {children}
    </div>
  );
}

/** What is drawn is told by these; `head` and `cell` are new at every render and say the same as long as `made` does. */
function isSame(a: RowProps, b: RowProps): boolean {
  return (
    a.index === b.index &&
    a.top === b.top &&
    a.shown === b.shown &&
    a.layout === b.layout &&
    a.active === b.active &&
    sameRange(a.range, b.range) &&
    a.made.length === b.made.length &&
    a.made.every((each, at) => each === b.made[at])
  );
}

function sameRange(a: Range | null, b: Range | null): boolean {
  if (a === null || b === null) return a === b;
  return a.left === b.left && a.right === b.right;
}
