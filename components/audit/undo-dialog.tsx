"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { isReadFailure } from "@/components/data/fetch-json";
import { Refused } from "@/components/data/refused";
import { sayRefusal, settled } from "@/components/data/use-write";
import { ConsequenceList } from "@/components/people/consequence-list";
import { RefusalNote } from "@/components/people/refusal-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SkeletonRows } from "@/components/ui/states";
import { toast } from "@/components/ui/toast";
import type { ChangeView, Outcome, PreviewView } from "@/lib/core/view";
import { undoQuery } from "./queries";

export type UndoRevision = (input: unknown) => Promise<Outcome<ChangeView>>;

interface UndoDialogProps {
  readonly organizationId: string;
  readonly revision: number;
  readonly undoRevision: UndoRevision;
  readonly onClose: () => void;
}

/** What taking a command back would do now, and whether it may be done; then does it. */
export function UndoDialog({ organizationId, revision, undoRevision, onClose }: UndoDialogProps) {
  const { data, error } = useQuery(undoQuery(organizationId, revision));
  const { run, busy, outcome } = useUndo(organizationId, undoRevision, onClose);
  const canRun = data !== undefined && data.refusals.length === 0 && data.effects.length > 0;
  const footer = (
    <>
      <Button onClick={onClose}>Leave it</Button>
      <Button look="primary" disabled={!canRun || busy} onClick={() => void run(revision)}>
        {busy ? "Taking it back …" : "Take it back"}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={`Undo revision ${revision}`}
      description="The opposite of what it did, judged by the rules and rights of now. It becomes a change of its own."
      footer={footer}
    >
      <div className="flex flex-col gap-3">
        <Refused outcome={outcome} />
        {error ? (
          <RefusalNote message={error.message} signedOut={isReadFailure(error) && error.status === 401} />
        ) : null}
        {data ? <Preview preview={data} /> : null}
        {data || error ? null : <SkeletonRows rows={3} label="Looking what it would do" />}
      </div>
    </Dialog>
  );
}

function Preview({ preview }: { readonly preview: PreviewView }) {
  if (preview.refusals.length === 0) return <ConsequenceList preview={preview} />;
  return (
    <>
      <p className="text-[13px]">It cannot be taken back as things are:</p>
      {preview.refusals.map((refusal) => (
        <RefusalNote
          key={`${refusal.code}-${refusal.changeIndex ?? ""}-${refusal.message}`}
          message={refusal.message}
        />
      ))}
    </>
  );
}

/** Undoes, and offers to undo the undoing. */
function useUndo(organizationId: string, undoRevision: UndoRevision, onDone: () => void) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: ["organization", organizationId] });
  const again = async (revision: number) => {
    const back = await settled(undoRevision({ organizationId, revision }));
    if (back.ok) toast.success("Done again.");
    else sayRefusal(back);
    await refresh();
  };
  const run = async (revision: number) => {
    setBusy(true);
    const result = await settled(undoRevision({ organizationId, revision }));
    setBusy(false);
    setOutcome(result);
    if (!result.ok) return;
    const { revision: made } = result.value;
    const action = { label: "Undo", onClick: () => void again(made) };
    toast.success(`Revision ${revision} was taken back.`, { duration: 10_000, action });
    onDone();
    await refresh();
  };
  return { run, busy, outcome };
}
