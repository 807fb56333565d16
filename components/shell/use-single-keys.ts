"use client";
import { useSyncExternalStore } from "react";

const KEY = "grantdesk single-letter keys";
const CHANGED = "grantdesk-single-letter-keys";

/** Whether keys without Ctrl do something outside of a field; who dictates switches them off. This browser remembers it. */
export function useSingleKeys(): readonly [on: boolean, set: (on: boolean) => void] {
  const on = useSyncExternalStore(follow, isOn, () => true);
  return [on, set];
}

function isOn(): boolean {
  return localStorage.getItem(KEY) !== "off";
}

function set(on: boolean): void {
  if (on) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, "off");
  window.dispatchEvent(new Event(CHANGED));
}

/** Other tabs tell by `storage`, this one does not. */
function follow(listener: () => void): () => void {
  const events = ["storage", CHANGED];
  for (const event of events) window.addEventListener(event, listener);
  return () => {
    for (const event of events) window.removeEventListener(event, listener);
  };
}
