import { Button } from "@/components/ui/button";

interface PendingBarProps {
  readonly changes: number;
  readonly people: number;
  readonly clashes: number;
  readonly busy: boolean;
  readonly onReview: () => void;
  readonly onDiscard: () => void;
  readonly onApply: () => void;
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** "14 changes for 5 people", and what to do with them. */
export function PendingBar({
  changes,
  people,
  clashes,
  busy,
  onReview,
  onDiscard,
  onApply,
}: PendingBarProps) {
  const isQuiet = changes === 0 && clashes === 0;
  const text =
    changes === 0 ? "" : `${count(changes, "change", "changes")} for ${count(people, "person", "people")}`;
  return (
    <div
      aria-live="polite"
      className={
        isQuiet
          ? "sr-only"
          : "flex flex-wrap items-center gap-2 border-t bg-raised px-4 py-2.5 shadow-pop md:px-8"
      }
    >
      <p className="mr-auto text-[13px]">
        <span className="font-medium">{text}</span>
        {clashes > 0 ? (
          <span className="ml-2 text-bad">
            {count(clashes, "cell was", "cells were")} changed by someone else meanwhile. Look before you
            apply.
          </span>
        ) : null}
      </p>
      {isQuiet ? null : (
        <>
          <Button look="quiet" onClick={onDiscard} disabled={busy}>
            Discard
          </Button>
          <Button onClick={onReview} disabled={busy}>
            Review
          </Button>
          <Button look="primary" onClick={onApply} disabled={busy}>
            {busy ? "Applying …" : "Apply"}
          </Button>
        </>
      )}
    </div>
  );
}
