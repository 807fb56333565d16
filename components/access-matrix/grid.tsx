"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, type ReactNode, useEffect, useRef } from "react";
import type { Column } from "./columns";
import {
  COLUMN_WIDTH,
  HEADER_HEIGHT,
  isIn,
  NAME_WIDTH,
  NAME_WIDTH_NARROW,
  type Range,
  ROW_HEIGHT,
  type Spot,
} from "./geometry";
import { GridHeader } from "./grid-header";
import type { CellState } from "./model";
import type { Clash } from "./use-clashes";
import "./matrix.css";

export interface GridRow {
  readonly id: string;
  readonly name: string;
  readonly header: ReactNode;
}

/** A cell, and who else was at it while it was pending. */
export type MarkedCell = CellState & { readonly clash: Clash | null };

export interface GridProps {
  readonly label: string;
  readonly rows: readonly GridRow[];
  /** All rows there are, loaded or not. */
  readonly total: number;
  readonly columns: readonly Column[];
  readonly active: Spot;
  readonly range: Range;
  readonly narrow: boolean;
  readonly cell: (rowId: string, column: Column) => MarkedCell;
  readonly words: (row: GridRow, column: Column, state: MarkedCell) => string;
  readonly onPress: (spot: Spot, extend: boolean) => void;
  readonly onDetails: (spot: Spot) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void;
  readonly onNearEnd: () => void;
  readonly onFold: (group: string) => void;
  readonly onColumn: (column: Column) => void;
  readonly corner: ReactNode;
}

/** The virtual grid: only what is in sight is in the document, both ways. One tab stop; arrows move inside. */
export function Grid(props: GridProps) {
  const { rows, columns, active, total } = props;
  const { scroller, nameWidth, down, across } = useWindows(props);
  const shown = useSame(across.getVirtualItems());
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={`cell-${active.row}-${active.column}`}
      tabIndex={0}
      onKeyDown={props.onKeyDown}
      onClick={(event) => withSpot(event.target, (spot) => props.onPress(spot, event.shiftKey))}
      onContextMenu={(event) =>
        withSpot(event.target, (spot) => {
          event.preventDefault();
          props.onDetails(spot);
        })
      }
      className="relative min-h-0 flex-1 overflow-auto border-t bg-surface focus-visible:outline-offset-[-2px]"
    >
      <div
        role="presentation"
        style={{ height: down.getTotalSize(), width: across.getTotalSize() + 24 }}
        className="relative"
      >
        <GridHeader {...props} active={active.column} shown={shown} nameWidth={nameWidth} />
        {down.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return row ? (
            <Row
              key={row.id}
              {...props}
              row={row}
              index={index}
              top={start}
              shown={shown}
              nameWidth={nameWidth}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

type Item = { readonly index: number; readonly start: number };

/** The same list as long as it shows the same columns, so that rows that stay in sight are not drawn again. */
function useSame(items: readonly Item[]): readonly Item[] {
  const kept = useRef(items);
  const same =
    kept.current.length === items.length &&
    kept.current[0]?.index === items[0]?.index &&
    kept.current.at(-1)?.start === items.at(-1)?.start;
  if (!same) kept.current = items;
  return kept.current;
}

/** The two windows over rows and columns, the active cell kept in sight, and the next page asked for in time. */
function useWindows({ rows, columns, active, narrow, total, onNearEnd }: GridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const nameWidth = narrow ? NAME_WIDTH_NARROW : NAME_WIDTH;
  const down = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    scrollPaddingStart: HEADER_HEIGHT,
    paddingStart: HEADER_HEIGHT,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => COLUMN_WIDTH,
    overscan: 3,
    paddingStart: nameWidth,
    scrollPaddingStart: nameWidth,
  });
  useEffect(() => {
    down.scrollToIndex(active.row);
    across.scrollToIndex(active.column);
  }, [active, down, across]);
  const last = down.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - 20 && rows.length < total) onNearEnd();
  }, [last, rows.length, total, onNearEnd]);
  return { scroller, nameWidth, down, across };
}

/** One listener for all cells: the spot is read off the cell that was pressed. */
function withSpot(target: EventTarget, act: (spot: Spot) => void): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
  if (cell) act({ row: Number(cell.dataset.row), column: Number(cell.dataset.column) });
}

interface RowProps extends GridProps {
  readonly row: GridRow;
  readonly index: number;
  readonly top: number;
  readonly nameWidth: number;
  readonly shown: readonly Item[];
}

const Row = memo(function Row({
  row,
  index,
  top,
  nameWidth,
  shown,
  columns,
  active,
  range,
  cell,
  words,
}: RowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      tabIndex={-1}
      style={{ height: ROW_HEIGHT, top }}
      className="absolute left-0 w-full outline-none"
    >
      <div
        role="rowheader"
        aria-colindex={1}
        style={{ width: nameWidth }}
        className="sticky left-0 z-10 flex h-full items-center border-r border-b bg-surface px-2"
      >
        {row.header}
      </div>
      {shown.map(({ index: at, start }) => {
        const column = columns[at];
        if (!column) return null;
        const state = cell(row.id, column);
        const spot = { row: index, column: at };
        const isActive = active.row === index && active.column === at;
        return (
          <div
            key={at}
            id={`cell-${index}-${at}`}
            role="gridcell"
            tabIndex={-1}
            aria-colindex={at + 2}
            aria-selected={isIn(range, spot)}
            aria-label={words(row, column, state)}
            title={words(row, column, state)}
            className="matrix-cell"
            data-look={state.look}
            data-first={column.first}
            data-ends={state.expiresAt !== null}
            data-pending={state.pending ?? undefined}
            data-clash={state.clash !== null || undefined}
            data-active={isActive || undefined}
            data-chosen={(isIn(range, spot) && !isActive) || undefined}
            style={{ left: start, width: COLUMN_WIDTH }}
            data-row={index}
            data-column={at}
          />
        );
      })}
    </div>
  );
});
