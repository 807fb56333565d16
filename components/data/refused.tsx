import type { Outcome } from "@/lib/core/view";
import { signInPath } from "./use-write";

/** A refusal in words, where it happened. */
export function Refused({ outcome }: { readonly outcome: Outcome<unknown> | null }) {
  if (!outcome || outcome.ok) return null;
  return (
    <p role="alert" className="rounded-md border border-bad/40 bg-bad-soft px-3 py-2 text-[13px] text-bad">
      {outcome.refusal.message}{" "}
      {outcome.signedOut ? (
        <a href={signInPath()} className="font-medium underline">
          Sign in
        </a>
      ) : null}
    </p>
  );
}
