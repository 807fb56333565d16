import type { Outcome } from "@/lib/core/view";
import { signInPath } from "./use-write";

interface RefusedProps {
  readonly outcome: Outcome<unknown> | null;
  /** Given where nothing else on screen asks again. */
  readonly onRetry?: () => void;
}

/** A refusal in words, where it happened. */
export function Refused({ outcome, onRetry }: RefusedProps) {
  if (!outcome || outcome.ok) return null;
  return (
    <p role="alert" className="rounded-md border border-bad/40 bg-bad-soft px-3 py-2 text-[13px] text-bad">
      {outcome.refusal.message}{" "}
      {outcome.signedOut ? (
        <a href={signInPath()} className="font-medium underline">
          Sign in
        </a>
      ) : null}
      {outcome.again && onRetry ? <Again onRetry={onRetry} /> : null}
    </p>
  );
}

export function Again({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <button type="button" onClick={onRetry} className="font-medium underline underline-offset-4">
      Try again
    </button>
  );
}
