"use client";
import { useState } from "react";
import { Refused } from "@/components/data/refused";
import { useWrite } from "@/components/data/use-write";
import type { Wanted, WriteActions } from "@/components/data/wanted";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ChangeView, Outcome } from "@/lib/core/view";

interface NameProps {
  readonly organizationId: string;
  readonly actions: WriteActions;
  readonly title: string;
  readonly act: string;
  readonly name: string;
  readonly change: (name: string) => Wanted;
  readonly done: (name: string) => string;
  readonly onClose: () => void;
}

/** Asks for the name of a project, new or renamed. */
export function NameDialog({
  organizationId,
  actions,
  title,
  act,
  name: before,
  change,
  done,
  onClose,
}: NameProps) {
  const [typed, setTyped] = useState(before);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  const write = useWrite(organizationId, actions);
  const name = typed.trim();
  const save = async () => {
    setBusy(true);
    const answered = await write([change(name)], { done: done(name) });
    setBusy(false);
    setOutcome(answered);
    if (answered.ok) onClose();
  };
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        look="primary"
        type="submit"
        form="project-name-form"
        disabled={busy || name === "" || name === before}
      >
        {act}
      </Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={title} footer={footer}>
      <form
        id="project-name-form"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (name !== "" && !busy) void save();
        }}
      >
        <Field id="project-name" label="Name" hint="Short, as people call it.">
          <Input
            id="project-name"
            aria-describedby="project-name-note"
            value={typed}
            maxLength={3000}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        <Refused outcome={outcome} />
      </form>
    </Dialog>
  );
}
