"use client";
import { type ReactNode, useState } from "react";
import { meaningOf } from "@/components/data/meaning";
import { Refused } from "@/components/data/refused";
import { ShrinkingTokens } from "@/components/data/shrinking-tokens";
import { useWrite } from "@/components/data/use-write";
import type { ReviewActions, Wanted } from "@/components/data/wanted";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ChangeView, Outcome, PreviewView, RoleView } from "@/lib/core/view";
import { Consequences, usePreview } from "./consequences";

interface ReviewProps {
  readonly organizationId: string;
  readonly changes: readonly Wanted[];
  readonly roles: readonly RoleView[];
  readonly title: string;
  readonly act: string;
  readonly done: string;
  /** What is about to be written, in words. */
  readonly children?: ReactNode;
  readonly actions: ReviewActions;
  readonly onClose: () => void;
  readonly onApplied: () => void;
  readonly back?: string;
}

/** Says what a command would do to whom, then does it: exactly what was looked at, or nothing. */
export function Review({
  organizationId,
  changes,
  roles,
  title,
  act,
  done,
  children,
  actions,
  onClose,
  onApplied,
  back = "Cancel",
}: ReviewProps) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  const preview = usePreview(organizationId, changes, actions, !busy);
  const write = useWrite(organizationId, actions);
  const seen = preview.data?.ok ? preview.data.value : undefined;
  const ready = seen !== undefined && seen.refusals.length === 0 && seen.effects.length > 0;
  const run = async (looked: PreviewView, tries = 3): Promise<void> => {
    const result = await write(changes, { done, expectedRevision: looked.revision });
    if (result.ok) return onApplied();
    const again = (await preview.refetch()).data;
    // Someone changed something else meanwhile: as long as this one still does what was looked at, it may go on.
    const same =
      again?.ok === true && result.refusal.code === "stale" && meaningOf(again.value) === meaningOf(looked);
    if (same && tries > 0) return run(again.value, tries - 1);
    setOutcome(result);
  };
  const apply = async (looked: PreviewView) => {
    setBusy(true);
    await run(looked);
    setBusy(false);
  };
  const footer = (
    <>
      <Button onClick={onClose}>{back}</Button>
      <Button
        look="primary"
        disabled={!ready || busy || preview.isFetching}
        onClick={() => seen && void apply(seen)}
      >
        {busy ? "Applying …" : act}
      </Button>
    </>
  );
  return (
    <Dialog
      wide
      open
      onOpenChange={onClose}
      title={title}
      description="Nothing has been changed yet."
      footer={footer}
    >
      <div className="flex flex-col gap-4">
        <Refused outcome={outcome} />
        {children}
        <Consequences preview={preview} roles={roles} />
        <ShrinkingTokens tokens={seen?.shrinkingTokens} />
      </div>
    </Dialog>
  );
}
