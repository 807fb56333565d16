"use client";
import { useEffect, useLayoutEffect, useReducer, useRef } from "react";
import { BLOCK, type Item } from "./geometry";
import { cellsNewIn, isSameWindow, nextWindow, type Span, type Window } from "./slices";

interface Items {
  readonly rows: readonly Item[];
  readonly columns: readonly Item[];
}

// Milliseconds that drawing a slice may take: the browser needs the rest of the frame to lay it out and to paint it.
const SLICE = 9;
const FEWEST = 80;
const MOST = 1200;
const useBrowserLayoutEffect = typeof window === "undefined" ? useEffect : useLayoutEffect;

/**
 * Of the rows and columns that are wanted those that are drawn: all at first, and what a jump brings in slices, one a
 * frame, as many cells as this machine draws in time.
 */
export function useSlices(items: Items, seen: number): Items {
  const [, drawNext] = useReducer((count: number) => count + 1, 0);
  const drawn = useRef<Window | null>(null);
  const pace = useRef(FEWEST);
  const begun = performance.now();
  const wanted = windowOf(items);
  const next =
    wanted && drawn.current
      ? nextWindow(drawn.current, wanted, { cells: pace.current, block: BLOCK, seen })
      : wanted;
  useBrowserLayoutEffect(() => {
    const cells = next && drawn.current ? cellsNewIn(drawn.current, next) : 0;
    const took = Math.max(0.1, performance.now() - begun);
    // Few cells say more of what else is drawn than of themselves.
    if (cells >= FEWEST / 2)
      pace.current = Math.min(MOST, 1.25 * pace.current, Math.max(FEWEST, (cells * SLICE) / took));
    drawn.current = next;
    if (!next || !wanted || isSameWindow(next, wanted)) return;
    const frame = requestAnimationFrame(drawNext);
    return () => cancelAnimationFrame(frame);
  });
  if (!next || next === wanted) return items;
  return { rows: within(items.rows, next.rows), columns: within(items.columns, next.columns) };
}

function windowOf({ rows, columns }: Items): Window | null {
  const [row, lastRow] = [rows[0], rows.at(-1)];
  const [column, lastColumn] = [columns[0], columns.at(-1)];
  if (!row || !lastRow || !column || !lastColumn) return null;
  return {
    rows: { first: row.index, last: lastRow.index },
    columns: { first: column.index, last: lastColumn.index },
  };
}

const within = (items: readonly Item[], { first, last }: Span): readonly Item[] =>
  items.filter(({ index }) => index >= first && index <= last);
