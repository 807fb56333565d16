import { memo, type ReactNode } from "react";
import { BLOCK, HEADS, type Item, isIn, type Layout, type Range } from "./geometry";
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
  const { id, index, top, layout, active, made, head } = props;
  return (
    <div role="row" aria-rowindex={index + 2} style={{ height: layout.row, top }} className="grid-row">
      <RowHead id={id} index={index} layout={layout} isActive={active === HEADS} made={made} head={head} />
      {blocksOf(props).map((block) => (
        <Cells key={block.from} {...props} {...block} />
      ))}
    </div>
  );
}, isSame);

interface RowHeadProps extends Pick<RowProps, "id" | "index" | "layout" | "made" | "head"> {
  readonly isActive: boolean;
}

/** Not drawn again while one scrolls sideways. */
const RowHead = memo(
  function RowHead({ id, index, layout, isActive, head }: RowHeadProps) {
    const { children, className, expanded, title, words } = head(index);
    return (
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
        data-active={isActive || undefined}
        style={{ width: layout.names }}
        className={`grid-head sticky left-0 z-10 flex h-full shrink-0 items-center border-r border-b px-2 ${className ?? "bg-surface"}`}
      >
        {children}
      </div>
    );
  },
  (a, b) =>
    a.id === b.id &&
    a.index === b.index &&
    a.layout === b.layout &&
    a.isActive === b.isActive &&
    isSameList(a.made, b.made),
);

interface Block {
  readonly from: number;
  readonly to: number;
  /** The pixels of the columns left out before it. */
  readonly lead: number;
}

/** The columns shown by `BLOCK`, so that those that stay in sight are not drawn again when others come and go. */
function blocksOf({ shown, layout, active, range }: RowProps) {
  const first = shown[0]?.index ?? 0;
  const ahead = (shown[0]?.start ?? layout.names) - layout.names;
  const last = shown.at(-1)?.index ?? -1;
  const blocks: (Block & Pick<RowProps, "active" | "range">)[] = [];
  for (let from = first; from <= last; from += BLOCK) {
    const to = Math.min(last, from + BLOCK - 1);
    const has = active !== null && active >= from && active <= to;
    const reaches = range !== null && range.left <= to && range.right >= from;
    const lead = from === first ? ahead : 0;
    blocks.push({ from, to, lead, active: has ? active : null, range: reaches ? range : null });
  }
  return blocks;
}

const Cells = memo(
  function Cells(props: RowProps & Block) {
    const { from, to } = props;
    return Array.from({ length: to - from + 1 }, (_, at) => cellAt(props, from + at));
  },
  (a, b) => a.from === b.from && a.to === b.to && a.lead === b.lead && isSame(a, { ...b, shown: a.shown }),
);

function cellAt(props: RowProps & Block, column: number): ReactNode {
  const { id, index, active, range, cell, from, lead } = props;
  const { words, title, className, readOnly, data, children } = cell(index, column);
  const isActive = active === column;
  const isChosen = range !== null && isIn(range, { row: index, column });
  return (
    <div
      key={column}
      id={`${id}-${index}-${column}`}
      role="gridcell"
      aria-colindex={column + 2}
      aria-selected={isChosen}
      aria-readonly={readOnly}
      aria-label={words}
      title={title}
      className={className ? `grid-cell ${className}` : "grid-cell"}
      {...data}
      data-active={isActive || undefined}
      data-chosen={(isChosen && !isActive) || undefined}
      data-row={index}
      data-column={column}
      style={lead > 0 && column === from ? { marginLeft: lead } : undefined}
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
    isSameList(a.made, b.made)
  );
}

/** Whether two lists hold the same, one by one. */
export function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}

function sameRange(a: Range | null, b: Range | null): boolean {
  if (a === null || b === null) return a === b;
  return a.left === b.left && a.right === b.right;
}
