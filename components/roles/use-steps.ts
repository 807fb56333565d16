"use client";
import { useCallback, useEffect, useState } from "react";
import type { Step } from "./pending-edits";

/** What one press or key did: it is taken back as a whole. */
type Press = readonly Step[];

/** Keeps the presses in this browser until they are applied or discarded: a reload or an expired session loses nothing. */
export function useSteps(key: string) {
  const [presses, setPresses] = useState<readonly Press[]>([]);
  useEffect(() => setPresses(read(key)), [key]);
  const update = useCallback(
    (change: (presses: readonly Press[]) => readonly Press[]) => {
      setPresses((old) => {
        const next = change(old);
        if (next.length === 0) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(next));
        return next;
      });
    },
    [key],
  );
  return {
    presses,
    push: useCallback((press: Press) => update((old) => [...old, press]), [update]),
    back: useCallback(() => update((old) => old.slice(0, -1)), [update]),
    clear: useCallback(() => update(() => []), [update]),
  };
}

function read(key: string): readonly Press[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isPress) : [];
  } catch {
    return [];
  }
}

function isPress(value: unknown): value is Press {
  return Array.isArray(value) && value.every(isStep);
}

function isStep(value: unknown): value is Step {
  return (
    typeof value === "object" &&
    value !== null &&
    "role" in value &&
    "permissions" in value &&
    Array.isArray(value.permissions) &&
    "give" in value
  );
}
