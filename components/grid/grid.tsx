"use client";
import { type CSSProperties, memo, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { HEADS, type Item, type Layout, type Spot } from "./geometry";
import { type Face, GridRow, isSameList } from "./grid-row";
import type { GridKeys } from "./use-grid-keys";
import { useWindows } from "./use-windows";

export interface GridProps {
  /** Begins the ids of the cells: one document may have several grids. */
  readonly id: string;
  readonly label: string;
  readonly rows: number;
  /** All rows there are, loaded or not. */
  readonly total: number;
  readonly columns: number;
  readonly layout: Layout;
  readonly keys: GridKeys;
  /** It takes no press yet. */
  readonly busy?: boolean;
  /** What a row is made from: as long as each of it stays the same, the row is not drawn again. */
  readonly made: (row: number) => readonly unknown[];
  /** The same for all heads of columns. */
  readonly headsMade: readonly unknown[];
  readonly rowKey: (row: number) => string;
  readonly rowHead: (row: number) => Face;
  readonly cell: (row: number, column: number) => Face;
  readonly corner: ReactNode;
  readonly columnHead: (column: number) => ReactNode;
  /** What a cell says is also its title; it gets one when it is pointed at, as there are a thousand. */
  readonly titled?: boolean;
  readonly onDetails?: (spot: Spot) => void;
  readonly onNearEnd?: () => void;
  readonly className?: string;
}

/** The virtual grid: only what is in sight is in the document, both ways. One tab stop; arrows move inside. */
export function Grid(props: GridProps) {
  const { id, rows, columns, keys, total, layout, onDetails } = props;
  const { active, range, press, onKeyDown } = keys;
  const { scroller, down, across, rowsShown, shown } = useWindows({ ...props, active });
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={total + 1}
      aria-colcount={columns + 1}
      aria-multiselectable="true"
      aria-busy={props.busy}
      aria-activedescendant={rows > 0 ? `${id}-${active.row}-${active.column}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={({ target, shiftKey }) => withSpot(target, (spot) => press(spot, shiftKey))}
      onPointerOver={props.titled ? ({ target }) => entitle(target) : undefined}
      onContextMenu={(event) =>
        withSpot(event.target, (spot) => {
          event.preventDefault();
          onDetails?.(spot);
        })
      }
      style={pixelsOf(layout)}
      className={cn(
        "group/grid relative min-h-0 overflow-auto bg-surface focus-visible:outline-offset-[-2px]",
        props.className,
      )}
    >
      <div
        role="presentation"
        style={{ height: down.getTotalSize(), width: across.getTotalSize() + 24 }}
        className="grid-lines relative"
      >
        <HeadRow {...props} active={active} shown={shown} />
        {rowsShown.map(({ index, start }) => (
          <GridRow
            key={props.rowKey(index)}
            id={id}
            index={index}
            top={start}
            shown={shown}
            layout={layout}
            active={active.row === index ? active.column : null}
            range={index >= range.top && index <= range.bottom ? range : null}
            made={props.made(index)}
            head={props.rowHead}
            cell={props.cell}
          />
        ))}
      </div>
    </div>
  );
}

/** For the grid's own styles: one value for all, rather than one in each cell. */
const pixelsOf = ({ row, column, head, names }: Layout) =>
  ({
    "--row": `${row}px`,
    "--column": `${column}px`,
    "--head": `${head}px`,
    "--names": `${names}px`,
  }) as CSSProperties;

const OWN_PRESS = "a, button, input, label, [role=checkbox], [role=menuitem]";

/** One listener for all cells and heads: the spot is read off what was pressed, unless that takes presses itself. */
function withSpot(target: EventTarget, act: (spot: Spot) => void): void {
  const element = target instanceof Element ? target : null;
  const cell = element?.closest<HTMLElement>("[data-row]");
  if (!element || !cell) return;
  const inner = element.closest(OWN_PRESS);
  if (inner && cell.contains(inner)) return;
  act({ row: Number(cell.dataset.row), column: Number(cell.dataset.column) });
}

function entitle(target: EventTarget): void {
  if (target instanceof HTMLElement && target.role === "gridcell") target.title = target.ariaLabel ?? "";
}

interface HeadsProps
  extends Pick<GridProps, "id" | "layout" | "corner" | "columnHead" | "headsMade">,
    Pick<GridKeys, "active"> {
  readonly shown: readonly Item[];
}

/** Not drawn again while one scrolls down: a head may look at many rows. */
const HeadRow = memo(
  function HeadRow(props: HeadsProps) {
    const { layout, shown, corner, active } = props;
    const at = active.row === HEADS ? active.column : null;
    return (
      <div
        role="row"
        aria-rowindex={1}
        tabIndex={-1}
        style={{ height: layout.head }}
        className="sticky top-0 z-20 w-full border-b bg-surface"
      >
        <div
          role="columnheader"
          aria-colindex={1}
          tabIndex={-1}
          style={{ width: layout.names, height: layout.head - 1 }}
          className="sticky left-0 z-30 flex items-end border-r bg-surface p-2"
        >
          {corner}
        </div>
        {shown.map(({ index, start }) => (
          <Head
            key={index}
            {...props}
            index={index}
            start={start}
            isActive={at === index}
            isLit={active.column === index}
          />
        ))}
      </div>
    );
  },
  (a, b) =>
    a.shown === b.shown &&
    a.active.row === b.active.row &&
    a.active.column === b.active.column &&
    isSameHead(a, b),
);

interface HeadProps extends Omit<HeadsProps, "corner" | "shown" | "active"> {
  readonly index: number;
  readonly start: number;
  readonly isActive: boolean;
  readonly isLit: boolean;
}

const Head = memo(
  function Head({ id, index, start, layout, isActive, isLit, columnHead }: HeadProps) {
    return (
      <div
        id={`${id}-${HEADS}-${index}`}
        role="columnheader"
        aria-colindex={index + 2}
        tabIndex={-1}
        data-row={HEADS}
        data-column={index}
        data-active={isActive || undefined}
        data-lit={isLit || undefined}
        style={{ left: start, width: layout.column }}
        className="grid-head absolute top-0 h-full"
      >
        {columnHead(index)}
      </div>
    );
  },
  (a, b) =>
    a.index === b.index &&
    a.start === b.start &&
    a.isActive === b.isActive &&
    a.isLit === b.isLit &&
    isSameHead(a, b),
);

type MadeHead = Pick<HeadsProps, "layout" | "headsMade">;

function isSameHead(a: MadeHead, b: MadeHead): boolean {
  return a.layout === b.layout && isSameList(a.headsMade, b.headsMade);
}
