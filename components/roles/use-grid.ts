"use client";
import { type KeyboardEvent, type RefObject, useState } from "react";

export interface Place {
  readonly row: number;
  /** 0: the row's own header. */
  readonly column: number;
}

export function cellId({ row, column }: Place): string {
  return `role-cell-${row}-${column}`;
}

interface GridKeys {
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
  /** The column to begin at. */
  readonly first: number;
  readonly onPress: (place: Place) => void;
  readonly onReview: () => void;
  readonly onBack: () => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

/** The keys of the grid. One element has the focus; which cell is meant is said by aria-activedescendant. */
export function useGrid({ rows, columns, page, first, onPress, onReview, onBack, searchRef }: GridKeys) {
  const [active, setActive] = useState<Place>({ row: 0, column: first });
  const place = {
    row: Math.min(active.row, Math.max(rows - 1, 0)),
    column: Math.min(active.column, columns),
  };
  const to = (row: number, column: number) =>
    setActive({ row: Math.max(0, Math.min(rows - 1, row)), column: Math.max(0, Math.min(columns, column)) });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const act = actOf(event, place, { rows, columns, page });
    if (!act) return;
    event.preventDefault();
    if (typeof act !== "string") to(act.row, act.column);
    else if (act === "press") onPress(place);
    else if (act === "review") onReview();
    else if (act === "back") onBack();
    else searchRef.current?.focus();
  };
  return { active: place, setActive, onKeyDown };
}

type Act = Place | "press" | "review" | "back" | "search" | null;

function actOf(
  event: KeyboardEvent,
  { row, column }: Place,
  { rows, columns, page }: { rows: number; columns: number; page: number },
): Act {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key === "Enter") return "review";
  if (command && event.key.toLowerCase() === "z") return "back";
  const moves: Readonly<Record<string, Act>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: { row: command ? 0 : row, column: 0 },
    End: { row: command ? rows - 1 : row, column: columns },
    PageUp: { row: row - page, column },
    PageDown: { row: row + page, column },
    " ": "press",
    Enter: "press",
    "/": "search",
  };
  return moves[event.key] ?? null;
}
