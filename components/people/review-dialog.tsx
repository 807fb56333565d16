"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { meaningOf } from "@/components/data/meaning";
import { Again } from "@/components/data/refused";
import { ShrinkingTokens } from "@/components/data/shrinking-tokens";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Failure, SkeletonRows } from "@/components/ui/states";
import type { Refusal } from "@/lib/core/refusal";
import type { Outcome, PreviewView } from "@/lib/core/view";
import type { AskedChange, ReviewRequest } from "./asked";
import { call } from "./call";
import { ConsequenceList } from "./consequence-list";
import { usePeople } from "./context";
import { RefusalNote } from "./refusal-note";
import { RefusedPeople } from "./refused-people";
import { useFinish } from "./use-finish";

interface ReviewProps {
  readonly request: ReviewRequest;
  readonly onClose: () => void;
}

/** Who gains and loses what, and what stands against it; then all of it at once, or nothing. */
export function ReviewDialog({ request, onClose }: ReviewProps) {
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState("");
  const changes = request.changes.filter((change) => !("member" in change) || !without.has(change.member));
  const preview = usePreview(changes);
  const seen = preview.data?.ok ? preview.data.value : undefined;
  const look = async () => (await preview.refetch()).data;
  const { apply, busy, failed } = useApply(request, changes, look, onClose);
  const ready = seen && seen.refusals.length === 0 && seen.effects.length > 0 && !preview.isFetching;
  const named = request.typeName === undefined || typed === request.typeName;
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        look={request.typeName === undefined ? "primary" : "danger"}
        disabled={!ready || !named || busy}
        onClick={() => seen && void apply(seen)}
      >
        {busy ? "Applying …" : "Apply"}
      </Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={request.title} wide footer={footer}>
      <div className="flex flex-col gap-3">
        {preview.isPending && changes.length > 0 ? (
          <SkeletonRows rows={3} label="Working out what this changes" />
        ) : null}
        {preview.isError ? (
          <Failure message={preview.error.message} onRetry={() => void preview.refetch()} />
        ) : null}
        {preview.data && !preview.data.ok ? (
          <RefusalNote message={preview.data.refusal.message} signedOut={preview.data.signedOut}>
            {preview.data.again ? <Again onRetry={() => void preview.refetch()} /> : null}
          </RefusalNote>
        ) : null}
        {seen ? (
          <Seen
            preview={seen}
            request={{ ...request, changes }}
            onLeaveOut={(ids) => setWithout(new Set([...without, ...ids]))}
          />
        ) : null}
        {failed ? <RefusalNote message={failed.refusal.message} signedOut={failed.signedOut} /> : null}
        {request.typeName === undefined ? null : (
          <Field id="review-name" label={`Type "${request.typeName}" to go on`}>
            <Input
              id="review-name"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
            />
          </Field>
        )}
      </div>
    </Dialog>
  );
}

function Seen({
  preview,
  request,
  onLeaveOut,
}: {
  readonly preview: PreviewView;
  readonly request: ReviewRequest;
  readonly onLeaveOut: (memberIds: readonly string[]) => void;
}) {
  if (preview.refusals.length > 0)
    return <RefusedPeople refusals={preview.refusals} request={request} onLeaveOut={onLeaveOut} />;
  return (
    <>
      <ConsequenceList preview={preview} />
      <ShrinkingTokens tokens={preview.shrinkingTokens} />
    </>
  );
}

/** Asked again whenever the organization changes: what is applied is what was looked at. */
function usePreview(changes: readonly AskedChange[]) {
  const { organizationId, actions } = usePeople();
  return useQuery({
    queryKey: ["organization", organizationId, "review", changes],
    queryFn: () => call(actions.previewChanges, { organizationId, changes }),
    enabled: changes.length > 0,
    staleTime: 0,
    gcTime: 0,
  });
}

interface Failed {
  readonly refusal: Refusal;
  readonly signedOut?: boolean;
}

/** How often others may change something else before the asker is told to look again. */
const TRIES = 4;

function useApply(
  request: ReviewRequest,
  changes: readonly AskedChange[],
  look: () => Promise<Outcome<PreviewView> | undefined>,
  onClose: () => void,
) {
  const { organizationId, actions } = usePeople();
  const finish = useFinish();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failed | null>(null);
  const run = async (looked: PreviewView, tries = TRIES): Promise<void> => {
    const expectedRevision = looked.revision;
    const outcome = await call(actions.applyChanges, { organizationId, changes, expectedRevision });
    if (outcome.ok) {
      onClose();
      request.onApplied?.();
      return finish(request.done, outcome.value);
    }
    const again = outcome.refusal.code === "stale" && tries > 0 ? await look() : undefined;
    // Someone changed something else meanwhile: as long as this still does what was looked at, it goes on.
    if (again?.ok && meaningOf(again.value) === meaningOf(looked)) return run(again.value, tries - 1);
    setFailed(outcome);
  };
  const apply = async (looked: PreviewView) => {
    setBusy(true);
    await run(looked);
    setBusy(false);
  };
  return { apply, busy, failed };
}
