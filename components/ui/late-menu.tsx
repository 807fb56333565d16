"use client";
import {
  type ComponentProps,
  cloneElement,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
} from "react";

export type MenuTrigger = ReactElement<ComponentProps<"button">>;

interface LateMenuProps {
  readonly trigger: MenuTrigger;
  /** The menu itself, open, around the trigger; may suspend while it is fetched. */
  readonly menu: (trigger: MenuTrigger) => ReactNode;
}

/** A menu that is fetched and made when it is first opened: a page has many, and most stay shut. */
export function LateMenu({ trigger, menu }: LateMenuProps) {
  const [wanted, setWanted] = useState(false);
  if (wanted) return <Suspense fallback={trigger}>{menu(trigger)}</Suspense>;
  return cloneElement(trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onClick: () => setWanted(true),
    onKeyDown: (event) => event.key === "ArrowDown" && setWanted(true),
  });
}
