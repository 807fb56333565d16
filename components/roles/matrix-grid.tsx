"use client";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useRef } from "react";
import { MatrixHead } from "./matrix-head";
import type { Column, Row } from "./matrix-model";
import { MatrixRow, ROW } from "./matrix-row";
import { cellId, type Place } from "./use-grid";

export const ROWS_PER_PAGE = 10;

interface MatrixGridProps {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  /** The role whose column is marked. */
  readonly at: string | null;
  readonly active: Place;
  readonly onActive: (place: Place) => void;
  readonly onPress: (place: Place) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onRole: (id: string) => void;
}

/** Permissions by roles. Only the rows in sight are there, and the one that the keyboard is at. */
export function MatrixGrid({
  rows,
  columns,
  at,
  active,
  onActive,
  onPress,
  onKeyDown,
  onRole,
}: MatrixGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const moved = useRef(active.column > 0);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    initialRect: { width: 1000, height: 600 },
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(active.row < rows.length ? [active.row] : [])])].sort(
        (a, b) => a - b,
      ),
  });
  const press = useLatest((place: Place) => {
    onActive(place);
    onPress(place);
  });
  const { row: activeRow, column: activeColumn } = active;
  useEffect(() => {
    if (moved.current) reveal(scroller.current, activeRow, activeColumn);
    moved.current = true;
  }, [activeRow, activeColumn]);
  const template = `minmax(var(--first),1fr) repeat(${columns.length}, 104px)`;
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label="Roles and permissions"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={rows.length > 0 ? cellId(active) : undefined}
      onKeyDown={onKeyDown}
      className="group/grid max-h-[max(24rem,calc(100dvh-20rem))] overflow-auto rounded-lg border bg-surface text-[13px] [--first:9.5rem] sm:[--first:17rem]"
    >
      <div className="w-full min-w-max">
        <MatrixHead columns={columns} at={at} template={template} onRole={onRole} />
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <MatrixRow
                key={row.kind === "group" ? row.name : row.permission.id}
                row={row}
                index={index}
                columns={columns}
                active={index === activeRow ? activeColumn : -1}
                template={template}
                start={start}
                onPress={press}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Scrolls so far that neither the sticky head nor the sticky first column covers the cell. */
function reveal(scroller: HTMLElement | null, row: number, column: number): void {
  const head = scroller?.querySelector<HTMLElement>("[data-head]")?.offsetHeight ?? 0;
  const first = scroller?.querySelector<HTMLElement>("[data-first]")?.offsetWidth ?? 0;
  if (!scroller) return;
  const top = row * ROW;
  const room = scroller.clientHeight - head;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + ROW > scroller.scrollTop + room) scroller.scrollTop = top + ROW - room;
  if (column === 0) return;
  const left = (column - 1) * 104;
  const width = scroller.clientWidth - first;
  if (left < scroller.scrollLeft) scroller.scrollLeft = left;
  else if (left + 104 > scroller.scrollLeft + width) scroller.scrollLeft = left + 104 - width;
}

/** A handler that stays the same object, so that what gets it is not drawn anew. */
function useLatest(handler: (place: Place) => void): (place: Place) => void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  return useCallback((place) => latest.current(place), []);
}
