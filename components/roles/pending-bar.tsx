"use client";
import { useState } from "react";
import { Refused } from "@/components/data/refused";
import { Button } from "@/components/ui/button";
import type { ChangeView, Outcome } from "@/lib/core/view";

interface PendingBarProps {
  readonly summary: string;
  readonly onReview: () => void;
  readonly onDiscard: () => void;
  readonly onApply: () => Promise<Outcome<ChangeView>>;
}

/** What waits to be applied; it stays at the lower edge while one scrolls. */
export function PendingBar({ summary, onReview, onDiscard, onApply }: PendingBarProps) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  const run = async () => {
    setBusy(true);
    const result = await onApply();
    setBusy(false);
    setOutcome(result);
  };
  return (
    <section
      aria-label="Changes that are not applied yet"
      data-lifts-toasts
      className="sticky bottom-4 z-20 flex flex-col gap-2 rounded-lg border border-line-strong/60 bg-raised p-2 pl-4 shadow-pop"
    >
      <Refused outcome={outcome} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p role="status" className="mr-auto font-medium text-[13px] tabular-nums max-sm:w-full">
          {summary}
        </p>
        <Button onClick={onReview}>Review</Button>
        <Button look="quiet" disabled={busy} onClick={onDiscard}>
          Discard
        </Button>
        <Button look="primary" disabled={busy} onClick={() => void run()}>
          Apply
        </Button>
      </div>
    </section>
  );
}
