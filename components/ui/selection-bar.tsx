import type { ReactNode } from "react";
import { Button } from "./button";

interface BarProps {
  /** What is selected, for who hears it. */
  readonly label: string;
  readonly count: number;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** What can be done with the selected rows; stays in sight while the list is scrolled. */
export function SelectionBar({ label, count, onClear, children }: BarProps) {
  return (
    <section
      aria-label={label}
      data-lifts-toasts
      className="sticky bottom-3 z-20 mx-auto my-3 flex w-fit max-w-[calc(100%-16px)] flex-wrap items-center gap-1.5 rounded-lg border bg-raised px-3 py-2 shadow-pop"
    >
      <span aria-live="polite" className="mr-1 font-medium text-[13px] tabular-nums">
        {count.toLocaleString("en")} selected
      </span>
      {children}
      <Button look="quiet" size="small" onClick={onClear}>
        Clear
      </Button>
    </section>
  );
}
