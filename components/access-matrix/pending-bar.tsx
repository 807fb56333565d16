import { ExpiryField } from "@/components/people/expiry-field";
import { Button } from "@/components/ui/button";
import { endOfGifts, giftsUntil, type PendingChange } from "./pending";

interface PendingBarProps {
  readonly changes: readonly PendingChange[];
  readonly clashes: number;
  readonly busy: boolean;
  readonly push: (step: readonly PendingChange[]) => void;
  readonly onReview: () => void;
  readonly onDiscard: () => void;
  readonly onApply: () => void;
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** "14 changes for 5 people", until when what they give is given, and what to do with them. */
export function PendingBar(props: PendingBarProps) {
  const { changes, clashes, busy, push, onReview, onDiscard, onApply } = props;
  const people = new Set(changes.flatMap((change) => ("member" in change ? change.member : []))).size;
  const isQuiet = changes.length === 0 && clashes === 0;
  const ends = endOfGifts(changes);
  return (
    <section
      aria-label="Changes that are not applied yet"
      data-lifts-toasts={isQuiet ? undefined : true}
      className={
        isQuiet
          ? "sr-only"
          : "flex flex-wrap items-end gap-2 border-t bg-raised px-4 py-2.5 shadow-pop md:px-8"
      }
    >
      <p aria-live="polite" className="mr-auto self-center text-[13px]">
        {changes.length > 0 ? (
          <span className="font-medium">
            {count(changes.length, "change", "changes")}
            {people > 0 ? ` for ${count(people, "person", "people")}` : ""}
          </span>
        ) : null}
        {clashes > 0 ? (
          <span className="ml-2 text-bad">
            {count(clashes, "cell was", "cells were")} changed by someone else meanwhile. Look before you
            apply.
          </span>
        ) : null}
      </p>
      {ends === undefined ? null : (
        <ExpiryField
          id="pending-until"
          label="Give it until"
          value={ends}
          onChange={(expiresAt) => push(giftsUntil(changes, expiresAt))}
        />
      )}
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
    </section>
  );
}
