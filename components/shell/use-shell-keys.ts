"use client";
import { useEffect, useRef } from "react";
import type { Place } from "./navigation";
import { useGo } from "./url-state";
import { useSingleKeys } from "./use-single-keys";

/** How long g waits for its second key, in milliseconds. */
const PATIENCE = 1500;

const TYPING =
  "textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable], [role=dialog], [role=menu], [role=listbox]";

/** The keys that work everywhere but where one types: `?` help, `/` search, g and a letter to a place. */
export function useShellKeys(places: readonly Place[], onHelp: () => void): void {
  const goTo = useGo();
  const wentAt = useRef(Number.NEGATIVE_INFINITY);
  const [on] = useSingleKeys();
  useEffect(() => {
    if (!on) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (isElsewhere(event)) return;
      const second = event.timeStamp - wentAt.current < PATIENCE;
      wentAt.current = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const place = second ? places.find(({ key }) => key === event.key) : undefined;
      if (place) goTo(place.href);
      else if (event.key === "?") onHelp();
      else if (event.key !== "/" || !focusSearch()) return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}

/** Meant for a field, for what is open above the page, or for the browser. */
function isElsewhere({ target, defaultPrevented, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (defaultPrevented || ctrlKey || metaKey || altKey) return true;
  // A modal hides the page from screen readers; whatever has the focus then, the page is not meant.
  if (document.querySelector("[role=dialog][data-state=open]")) return true;
  return target instanceof Element && target.closest(TYPING) !== null;
}

/** False: this page has no search. */
function focusSearch(): boolean {
  const boxes = document.querySelectorAll<HTMLInputElement>("main input[type=search]");
  const box = [...boxes].find((each) => each.checkVisibility() && !each.disabled);
  box?.focus();
  return box !== undefined;
}
