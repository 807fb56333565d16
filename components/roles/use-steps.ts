"use client";
import { useCallback, useEffect, useState } from "react";
import type { Step } from "./pending-edits";

/** Keeps the steps in this browser until they are applied or discarded: a reload or an expired session loses nothing. */
export function useSteps(key: string) {
  const [steps, setSteps] = useState<readonly Step[]>([]);
  useEffect(() => setSteps(read(key)), [key]);
  const update = useCallback(
    (change: (steps: readonly Step[]) => readonly Step[]) => {
      setSteps((old) => {
        const next = change(old);
        if (next.length === 0) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(next));
        return next;
      });
    },
    [key],
  );
  return {
    steps,
    push: useCallback((step: Step) => update((old) => [...old, step]), [update]),
    back: useCallback(() => update((old) => old.slice(0, -1)), [update]),
    clear: useCallback(() => update(() => []), [update]),
  };
}

function read(key: string): readonly Step[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isStep) : [];
  } catch {
    return [];
  }
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
