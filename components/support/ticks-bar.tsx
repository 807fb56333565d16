"use client";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { counted } from "@/components/people/words";
import { Button } from "@/components/ui/button";
import type { Person } from "@/lib/core/state";
import type { SupportActions } from "./actions";
import type { Tick } from "./ticks";
import { TicksReview } from "./ticks-review";

export interface TicksBarProps {
  readonly person: Person;
  readonly edit: { readonly add: readonly string[]; readonly remove: readonly string[] };
  readonly ticks: readonly Tick[];
  readonly actions: SupportActions;
  readonly onClear: () => void;
}

/** What waits to be applied; nothing is changed before it was reviewed. */
export function TicksBar(props: TicksBarProps) {
  const [reviewing, setReviewing] = useState(false);
  const { edit, person, onClear } = props;
  const count = edit.add.length + edit.remove.length;
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {count === 0 ? "" : `${counted(count, "change")} waiting`}
      </p>
      {count > 0 ? (
        <section
          aria-label="Changes that wait"
          className="sticky bottom-0 z-10 flex flex-wrap items-center gap-2 rounded-b-lg border-t bg-raised px-4 py-2 shadow-pop"
        >
          <span className="mr-auto font-medium text-[13px]">
            {counted(count, "change")} for {nameOf(person)}
          </span>
          <Button look="quiet" onClick={onClear}>
            Discard
          </Button>
          <Button look="primary" onClick={() => setReviewing(true)}>
            Review
          </Button>
        </section>
      ) : null}
      {reviewing ? <TicksReview {...props} onClose={() => setReviewing(false)} /> : null}
    </>
  );
}
