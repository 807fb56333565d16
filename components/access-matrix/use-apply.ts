"use client";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import type { Refusal } from "@/lib/core/refusal";
import type { ChangeView, Outcome, PreviewView } from "@/lib/core/view";
import type { MatrixActions } from "./access-matrix";
import type { PendingChange } from "./pending";

interface Applying {
  readonly organizationId: string;
  readonly projectId: string | undefined;
  readonly actions: MatrixActions;
  readonly changes: readonly PendingChange[];
  readonly onApplied: (changed: ChangeView) => void;
  readonly clear: () => void;
}

export interface ApplyState {
  readonly busy: boolean;
  readonly reviewing: boolean;
  readonly preview: PreviewView | null;
  readonly refusal: Refusal | null;
  readonly review: () => void;
  readonly apply: () => void;
  readonly close: () => void;
}

/** Review and apply, all or nothing. Whatever goes wrong, what is pending stays pending. */
export function useApply({
  organizationId,
  projectId,
  actions,
  changes,
  onApplied,
  clear,
}: Applying): ApplyState {
  const [busy, setBusy] = useState(false);
  const [reviewing, setReviewing] = useState(false);
  const [preview, setPreview] = useState<PreviewView | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const input = { organizationId, ...(projectId === undefined ? {} : { projectId }), changes };
  const close = () => {
    setReviewing(false);
    setPreview(null);
    setRefusal(null);
  };
  const review = async () => {
    if (changes.length === 0) return;
    setReviewing(true);
    setPreview(null);
    const outcome = await attempt(actions.previewChanges(input));
    if (outcome.ok) setPreview(outcome.value);
    setRefusal(outcome.ok ? null : outcome.refusal);
  };
  const undo = async (revision: number) => {
    const outcome = await attempt(actions.undoRevision({ organizationId, revision }));
    if (!outcome.ok) return sayRefused(outcome, () => void undo(revision));
    onApplied(outcome.value);
    toast.success("Taken back.");
  };
  const apply = async () => {
    setBusy(true);
    const outcome = await attempt(actions.applyChanges(input));
    setBusy(false);
    if (!outcome.ok) {
      if (reviewing) setRefusal(outcome.refusal);
      return sayRefused(outcome, () => void apply());
    }
    clear();
    close();
    onApplied(outcome.value);
    const { effects, revision } = outcome.value;
    toast.success(`${effects} ${effects === 1 ? "change" : "changes"} applied.`, {
      action: { label: "Undo", onClick: () => void undo(revision) },
      duration: 12_000,
    });
  };
  return { busy, reviewing, preview, refusal, review: () => void review(), apply: () => void apply(), close };
}

/** A server action that is gone (a deploy) or cannot be reached says so; nothing is lost. */
async function attempt<T>(outcome: Promise<Outcome<T>>): Promise<Outcome<T>> {
  return outcome.catch(() => ({
    ok: false,
    again: true,
    refusal: {
      code: "busy",
      message:
        "The server could not be reached. Your changes are kept. Try again; reload if this page has been open for long.",
    },
  }));
}

type Refused = Extract<Outcome<unknown>, { ok: false }>;

function sayRefused({ refusal, signedOut, again }: Refused, retry: () => void): void {
  if (!signedOut) {
    const action = { label: "Try again", onClick: retry };
    toast.error(refusal.message, again ? { action, duration: 60_000 } : {});
    return;
  }
  const back = encodeURIComponent(location.pathname + location.search);
  toast.error(refusal.message, {
    action: { label: "Sign in", onClick: () => location.assign(`/sign-in?callbackUrl=${back}`) },
    duration: 60_000,
  });
}
