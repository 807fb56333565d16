"use client";
import { useState } from "react";

export interface Selection<T> {
  /** What is selected of what is there: a row that went away meanwhile is not acted upon. */
  readonly items: readonly T[];
  /** Of all that can be selected. */
  readonly all: boolean | "indeterminate";
  readonly isEmptyHanded: boolean;
  readonly has: (item: T) => boolean;
  readonly can: (item: T) => boolean;
  readonly set: (item: T, on: boolean) => void;
  readonly setAll: (on: boolean) => void;
  readonly clear: () => void;
}

/** Several rows of a list, of those that `choosable` names. */
export function useSelection<T extends { readonly id: string }>(choosable: readonly T[]): Selection<T> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const possible = new Set(choosable.map(({ id }) => id));
  const items = choosable.filter(({ id }) => ids.has(id));
  const change = (changed: readonly T[], on: boolean) => {
    const next = new Set(ids);
    for (const { id } of changed) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setIds(next);
  };
  return {
    items,
    all: items.length === 0 ? false : items.length === choosable.length ? true : "indeterminate",
    isEmptyHanded: choosable.length === 0,
    has: ({ id }) => ids.has(id) && possible.has(id),
    can: ({ id }) => possible.has(id),
    set: (item, on) => change([item], on),
    setAll: (on) => change(choosable, on),
    clear: () => setIds(new Set()),
  };
}
