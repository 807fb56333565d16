"use client";
import { type KeyboardEvent, useState } from "react";
import { moved, type Range, rangeOf, type Spot } from "./geometry";

interface Keys {
  readonly rows: number;
  readonly columns: number;
  readonly onToggle: (range: Range) => void;
  readonly onDetails: (spot: Spot) => void;
  readonly onBack: () => void;
  readonly onReview: () => void;
  readonly onSearch: () => void;
  readonly onCopy: (row: number) => void;
  readonly onPaste: (row: number) => void;
}

export interface GridKeys {
  readonly active: Spot;
  readonly range: Range;
  readonly press: (spot: Spot, extend: boolean) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

const START: Spot = { row: 0, column: 0 };

/** Where one is in the grid, and what the keys do there. */
export function useGridKeys(keys: Keys): GridKeys {
  const [active, setActive] = useState<Spot>(START);
  const [anchor, setAnchor] = useState<Spot>(START);
  const range = rangeOf(anchor, active);
  const go = (spot: Spot, extend: boolean) => {
    setActive(spot);
    if (!extend) setAnchor(spot);
  };
  const press = (spot: Spot, extend: boolean) => {
    go(spot, extend);
    keys.onToggle(extend ? rangeOf(anchor, spot) : rangeOf(spot, spot));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const withControl = event.ctrlKey || event.metaKey;
    const act = withControl ? chordOf(event.key, keys, active) : plainOf(event.key, keys, active, range);
    const spot = moved(active, event.key, keys, withControl);
    if (!act && !spot) return;
    event.preventDefault();
    if (spot) go(spot, event.shiftKey);
    act?.();
  };
  return { active, range, press, onKeyDown };
}

function chordOf(key: string, keys: Keys, active: Spot): (() => void) | undefined {
  if (key === "z") return keys.onBack;
  if (key === "Enter") return keys.onReview;
  if (key === "c") return () => keys.onCopy(active.row);
  return key === "v" ? () => keys.onPaste(active.row) : undefined;
}

function plainOf(key: string, keys: Keys, active: Spot, range: Range): (() => void) | undefined {
  if (key === " ") return () => keys.onToggle(range);
  if (key === "Enter") return () => keys.onDetails(active);
  return key === "/" ? keys.onSearch : undefined;
}
