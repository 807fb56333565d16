"use client";
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { BLOCK, HEADS, type Item, type Layout, type Spot } from "./geometry";
import { useSlices } from "./use-slices";

interface Windowed {
  readonly rows: number;
  /** All rows there are, loaded or not. */
  readonly total: number;
  readonly columns: number;
  readonly layout: Layout;
  readonly active: Spot;
  readonly onNearEnd?: (() => void) | undefined;
}

// What the server draws before anyone has measured the window.
const UNMEASURED = { width: 1180, height: 760 };

/** The windows over rows and columns, the active cell kept in sight, and the next page asked for in time. */
export function useWindows({ rows, columns, active, layout, total, onNearEnd }: Windowed) {
  const scroller = useRef<HTMLDivElement>(null);
  // Not at once: a step that moves both windows is drawn once, not once for each.
  const down = useVirtualizer({
    useFlushSync: false,
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => layout.row,
    overscan: 6,
    initialRect: UNMEASURED,
    scrollPaddingStart: layout.head,
    paddingStart: layout.head,
  });
  const across = useVirtualizer({
    useFlushSync: false,
    horizontal: true,
    count: columns,
    getScrollElement: () => scroller.current,
    estimateSize: () => layout.column,
    overscan: 1,
    rangeExtractor: inBlocks,
    initialRect: UNMEASURED,
    paddingStart: layout.names,
    scrollPaddingStart: layout.names,
  });
  const { row, column } = active;
  const settled = useRef(false);
  useEffect(() => {
    // Where one begins is in sight already, and a page that has just come must not move.
    if (settled.current || column > 0) {
      if (row !== HEADS) down.scrollToIndex(row);
      if (column !== HEADS) across.scrollToIndex(column);
    }
    settled.current = true;
  }, [row, column, down, across]);
  const items = { rows: down.getVirtualItems(), columns: across.getVirtualItems() };
  const last = items.rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows - 20 && rows < total) onNearEnd?.();
  }, [last, rows, total, onNearEnd]);
  const drawn = useSlices(items, down.range?.startIndex ?? 0);
  return { scroller, down, across, rowsShown: drawn.rows, shown: useSame(drawn.columns) };
}

function inBlocks(range: Range): number[] {
  const [first = 0] = defaultRangeExtractor(range);
  const end = Math.min(range.count, range.endIndex + range.overscan + 1);
  const from = first - (first % BLOCK);
  const to = Math.min(range.count, Math.ceil(end / BLOCK) * BLOCK);
  return Array.from({ length: to - from }, (_, at) => from + at);
}

/** The same list as long as it shows the same columns, so that rows that stay in sight are not drawn again. */
function useSame(items: readonly Item[]): readonly Item[] {
  const kept = useRef(items);
  const same =
    kept.current.length === items.length &&
    kept.current[0]?.index === items[0]?.index &&
    kept.current[0]?.start === items[0]?.start &&
    kept.current.at(-1)?.start === items.at(-1)?.start;
  if (!same) kept.current = items;
  return kept.current;
}
