"use client";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Minus, Plus } from "lucide-react";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { Refused } from "@/components/data/refused";
import { sayRefusal, settled } from "@/components/data/use-write";
import { ConsequenceList } from "@/components/people/consequence-list";
import { ExpiryField } from "@/components/people/expiry-field";
import { RefusalNote } from "@/components/people/refusal-note";
import { counted } from "@/components/people/words";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SkeletonRows } from "@/components/ui/states";
import { toast } from "@/components/ui/toast";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import type { ChangeView, Outcome } from "@/lib/core/view";
import type { TicksBarProps } from "./ticks-bar";

/** What the ticks would give and take in effect; then applies them as one command, with a way back. */
export function TicksReview({
  person,
  edit,
  ticks,
  actions,
  onClear,
  onClose,
}: TicksBarProps & { readonly onClose: () => void }) {
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const wanted = { personId: person.id, ...edit, expiresAt };
  const query = useQuery({
    queryKey: ["support", "preview", wanted],
    queryFn: () => settled(actions.previewSystemTicks(wanted)),
    staleTime: 0,
    gcTime: 0,
    // The end is chosen in here: what was shown stays until the answer for it is there.
    placeholderData: keepPreviousData,
  });
  const preview = query.data;
  const { apply, busy, outcome } = useApply(actions, () => {
    onClear();
    onClose();
  });
  const refusals = preview?.ok ? preview.value.refusals : [];
  const canApply = !query.isPlaceholderData && preview?.ok === true && refusals.length === 0;
  const count = edit.add.length + edit.remove.length;
  const footer = (
    <>
      <Button onClick={onClose}>Back</Button>
      <Button
        look="primary"
        disabled={!canApply || busy}
        onClick={() => void apply(wanted, `${counted(count, "change")} for ${nameOf(person)} applied.`)}
      >
        {busy ? "Applying …" : "Apply"}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title="Review"
      footer={footer}
      description={`System permissions of ${nameOf(person)}`}
    >
      <div className="flex flex-col gap-3">
        <Refused outcome={outcome ?? preview ?? null} onRetry={() => void query.refetch()} />
        {refusals.map((refusal) => (
          <RefusalNote key={`${refusal.code}-${refusal.changeIndex ?? ""}`} message={refusal.message} />
        ))}
        <Ticked verb="give" ids={edit.add} ticks={ticks} />
        {edit.add.length > 0 ? (
          <ExpiryField id="ticks-until" label="Give until" value={expiresAt} onChange={setExpiresAt} />
        ) : null}
        <Ticked verb="take" ids={edit.remove} ticks={ticks} />
        {preview?.ok && refusals.length === 0 ? <ConsequenceList preview={preview.value} /> : null}
        {preview ? null : <SkeletonRows rows={2} label="Looking what it would do" />}
      </div>
    </Dialog>
  );
}

interface TickedProps {
  readonly verb: "give" | "take";
  readonly ids: readonly string[];
  readonly ticks: TicksBarProps["ticks"];
}

function Ticked({ verb, ids, ticks }: TickedProps) {
  if (ids.length === 0) return null;
  const names = ticks.flatMap(({ permission }) =>
    ids.includes(permission.id) ? [permission.displayName] : [],
  );
  const Sign = verb === "give" ? Plus : Minus;
  return (
    <div className="text-[13px]">
      <h3 className="flex items-center gap-1 font-medium">
        <Sign className="size-3.5" aria-hidden /> {verb === "give" ? "Give directly" : "Take away"}
      </h3>
      <p className="text-muted">{names.join(", ")}</p>
    </div>
  );
}

function useApply({ applySystemTicks, undoRevision }: TicksBarProps["actions"], onDone: () => void) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ["support"] }),
      client.invalidateQueries({ queryKey: ["organization", SYSTEM_ORGANIZATION] }),
    ]);
  const undo = async (revision: number) => {
    const back = await settled(undoRevision({ organizationId: SYSTEM_ORGANIZATION, revision }));
    if (back.ok) toast.success("Taken back.");
    else sayRefusal(back);
    await refresh();
  };
  const apply = async (wanted: unknown, done: string) => {
    setBusy(true);
    const result = await settled(applySystemTicks(wanted));
    setBusy(false);
    setOutcome(result);
    if (!result.ok) return;
    const { revision } = result.value;
    toast.success(done, { duration: 10_000, action: { label: "Undo", onClick: () => void undo(revision) } });
    onDone();
    await refresh();
  };
  return { apply, busy, outcome };
}
