"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Refused } from "@/components/data/refused";
import { settled, useWrite } from "@/components/data/use-write";
import type { ReviewActions, Wanted } from "@/components/data/wanted";
import { RefusalNote } from "@/components/people/refusal-note";
import { counted } from "@/components/people/words";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SkeletonRows } from "@/components/ui/states";
import type { Effect } from "@/lib/core/effect";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import type { ChangeView, Outcome } from "@/lib/core/view";
import { effectInWords } from "./words";

interface ReviewProps {
  readonly changes: readonly Wanted[];
  readonly actions: ReviewActions;
  readonly onClose: () => void;
  readonly onApplied: () => void;
}

/** What the changes come to, permission by permission; then applies exactly that as one command, with a way back. */
export function CatalogueReview({ changes, actions, onClose, onApplied }: ReviewProps) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  const write = useWrite(SYSTEM_ORGANIZATION, actions);
  const preview = useQuery({
    queryKey: ["catalogue-preview", changes],
    queryFn: () => settled(actions.previewChanges({ organizationId: SYSTEM_ORGANIZATION, changes })),
    staleTime: 0,
    gcTime: 0,
  });
  const seen = preview.data?.ok ? preview.data.value : undefined;
  const count = counted(seen?.effects.length ?? 0, "permission");
  const ready = seen !== undefined && seen.refusals.length === 0 && seen.effects.length > 0;
  const apply = async () => {
    if (!seen) return;
    setBusy(true);
    const done = `${count} of the catalogue changed.`;
    const result = await write(changes, { done, expectedRevision: seen.revision });
    setBusy(false);
    setOutcome(result);
    if (result.ok) onApplied();
    else await preview.refetch();
  };
  const footer = (
    <>
      <Button onClick={onClose}>Back</Button>
      <Button look="primary" disabled={!ready || busy || preview.isFetching} onClick={() => void apply()}>
        {busy ? "Applying …" : `Apply to ${count}`}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title="Review the catalogue"
      description="Nothing has been changed yet. It holds for every organization at once."
      footer={footer}
    >
      <div className="flex flex-col gap-3 text-[13px]">
        <Refused outcome={outcome ?? preview.data ?? null} />
        {seen?.refusals.map(({ message }) => (
          <RefusalNote key={message} message={message} />
        ))}
        {seen ? <Effects effects={seen.effects} /> : null}
        {preview.data ? null : <SkeletonRows rows={2} label="Looking what it would do" />}
      </div>
    </Dialog>
  );
}

// Whoever brings hundreds has the report line by line; here one looks whether it is about the right thing.
const SHOWN = 100;

// What somebody may rely on comes before what is new.
const KINDS = {
  "catalogue.permission-removed": { tone: "bad", label: "Deleted" },
  "catalogue.permission-changed": { tone: "accent", label: "Changed" },
  "catalogue.permission-added": { tone: "good", label: "New" },
} as const;
const ORDER = Object.keys(KINDS);

type CatalogueEffect = Extract<Effect, { kind: keyof typeof KINDS }>;

function Effects({ effects }: { readonly effects: readonly Effect[] }) {
  const own = effects
    .filter((effect): effect is CatalogueEffect => effect.kind in KINDS)
    .sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  if (own.length === 0) return null;
  return (
    <>
      <ul aria-label="Changes of the catalogue" className="divide-y rounded-md border">
        {own.slice(0, SHOWN).map((effect) => (
          <li key={effect.permissionId} className="px-3 py-2">
            <span className="flex flex-wrap items-center gap-2">
              <Badge tone={KINDS[effect.kind].tone}>{KINDS[effect.kind].label}</Badge>
              <span className="break-all font-mono text-xs">{effect.permissionName}</span>
            </span>
            <span className="mt-0.5 block break-words text-muted">{effectInWords(effect).join(" · ")}</span>
          </li>
        ))}
      </ul>
      {own.length > SHOWN ? <p className="text-muted">And {own.length - SHOWN} more.</p> : null}
    </>
  );
}
