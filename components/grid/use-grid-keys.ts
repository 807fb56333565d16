"use client";
import { type KeyboardEvent, useState } from "react";
import { HEADS, moved, type Range, rangeOf, type Spot, within } from "./geometry";

/** What a grid lets its keys and presses do; what is left out does nothing there. */
export interface GridActs {
  readonly rows: number;
  readonly columns: number;
  readonly onToggle: (range: Range) => void;
  /** A head was pressed. */
  readonly onHead: (spot: Spot) => void;
  readonly onDetails: (spot: Spot) => void;
  readonly onBack: () => void;
  readonly onReview: () => void;
  readonly onSearch: () => void;
  readonly onCopy: (spot: Spot) => void;
  readonly onPaste: (spot: Spot) => void;
}

export interface GridKeys {
  readonly active: Spot;
  readonly range: Range;
  readonly press: (spot: Spot, extend: boolean) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** Where one is in the grid, and what the keys do there. */
export function useGridKeys(acts: GridActs, first: Spot = { row: 0, column: 0 }): GridKeys {
  const [at, setAt] = useState(first);
  const [from, setFrom] = useState(first);
  const active = within(at, acts);
  const anchor = within(from, acts);
  const range = rangeOf(anchor, active);
  const go = (spot: Spot, extend: boolean) => {
    setAt(spot);
    if (!extend) setFrom(spot);
  };
  const press = (spot: Spot, extend: boolean) => {
    go(spot, extend);
    if (isHead(spot)) acts.onHead(spot);
    else acts.onToggle(extend ? rangeOf(anchor, spot) : rangeOf(spot, spot));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // What stands in a head has its own keys.
    if (event.target !== event.currentTarget) return;
    const withControl = event.ctrlKey || event.metaKey;
    const act = withControl ? chordOf(event.key, acts, active) : plainOf(event.key, acts, active, range);
    const spot = moved(active, event.key, acts, withControl);
    if (!act && !spot) return;
    event.preventDefault();
    if (spot) go(spot, event.shiftKey);
    act?.();
  };
  return { active, range, press, onKeyDown };
}

const isHead = ({ row, column }: Spot): boolean => row === HEADS || column === HEADS;

function chordOf(key: string, acts: GridActs, active: Spot): (() => void) | undefined {
  switch (key.toLowerCase()) {
    case "z":
      return acts.onBack;
    case "enter":
      return acts.onReview;
    case "c":
      return () => acts.onCopy(active);
    case "v":
      return () => acts.onPaste(active);
    default:
      return undefined;
  }
}

function plainOf(key: string, acts: GridActs, active: Spot, range: Range): (() => void) | undefined {
  if (key === "/") return acts.onSearch;
  if (key === " ") return () => (isHead(active) ? acts.onHead(active) : acts.onToggle(range));
  return key === "Enter" ? () => acts.onDetails(active) : undefined;
}
