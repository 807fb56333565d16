"use client";
import { type FormEvent, useId, useState } from "react";
import { nameOf } from "@/components/data/explain";
import { Refused } from "@/components/data/refused";
import { settled } from "@/components/data/use-write";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import type { Person } from "@/lib/core/state";
import type { Outcome } from "@/lib/core/view";
import type { SupportActions } from "./actions";

interface ViewDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly person: Person;
  readonly startView: SupportActions["startView"];
}

/** Asks why, then goes to what the person sees: read only, a quarter of an hour, with both names in the audit. */
export function ViewDialog({ open, onOpenChange, person, startView }: ViewDialogProps) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<null> | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get("reason");
    setBusy(true);
    const result = await settled(startView({ personId: person.id, reason }));
    setOutcome(result);
    // A whole new page: nothing that was read as oneself stays in its memory.
    if (result.ok) window.location.assign("/");
    else setBusy(false);
  };
  const footer = (
    <>
      <Button onClick={() => onOpenChange(false)}>Cancel</Button>
      <Button look="primary" type="submit" form={`${id}-form`} disabled={busy}>
        {busy ? "Opening …" : "View for 15 minutes"}
      </Button>
    </>
  );
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`View as ${nameOf(person)}`}
      description="You see what this person sees, as far as you may, and nothing can be changed meanwhile. Your name, theirs and the reason stand in the audit log."
      footer={footer}
    >
      <form id={`${id}-form`} className="flex flex-col gap-3" onSubmit={(event) => void submit(event)}>
        <Field id={`${id}-reason`} label="Why do you look?" hint="For example the number of the ticket.">
          <Textarea
            id={`${id}-reason`}
            name="reason"
            required
            maxLength={500}
            aria-describedby={`${id}-reason-note`}
          />
        </Field>
        <Refused outcome={outcome} />
      </form>
    </Dialog>
  );
}
