"use client";
import { useEffect, useState } from "react";
import type { Pending } from "./ticks";

interface PendingTicks {
  readonly pending: Pending;
  readonly tick: (ids: readonly string[], on: boolean, isNow: (id: string) => boolean) => void;
  readonly clear: () => void;
}

/** Ticks that are not applied yet. They outlive a reload and an expired session: the tab keeps them, by person. */
export function usePendingTicks(personId: string): PendingTicks {
  const key = `grantdesk system ticks ${personId}`;
  const [pending, setPending] = useState<Pending>(new Map());
  useEffect(() => setPending(read(key)), [key]);
  const keep = (next: Pending) => {
    setPending(next);
    if (next.size === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify([...next]));
  };
  const tick: PendingTicks["tick"] = (ids, on, isNow) => {
    const next = new Map(pending);
    for (const id of ids) {
      if (isNow(id) === on) next.delete(id);
      else next.set(id, on);
    }
    keep(next);
  };
  return { pending, tick, clear: () => keep(new Map()) };
}

function read(key: string): Pending {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    return new Map(Array.isArray(kept) ? kept.filter(isPair) : []);
  } catch {
    return new Map();
  }
}

function isPair(value: unknown): value is [string, boolean] {
  return Array.isArray(value) && typeof value[0] === "string" && typeof value[1] === "boolean";
}
