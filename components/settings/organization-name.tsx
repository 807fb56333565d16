"use client";
import { useState } from "react";
import { Refused } from "@/components/data/refused";
import { useWrite } from "@/components/data/use-write";
import type { WriteActions } from "@/components/data/wanted";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ChangeView, DeskView, Outcome } from "@/lib/core/view";
import { NEEDS_SETTINGS, Section } from "./section";

interface OrganizationNameProps {
  readonly desk: DeskView;
  readonly actions: WriteActions;
}

export function OrganizationName({ desk, actions }: OrganizationNameProps) {
  const { id, name } = desk.organization;
  const mayEdit = desk.may.editSettings;
  // Typed and not saved yet.
  const [draft, setDraft] = useState<string>();
  const typed = draft ?? name;
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  const write = useWrite(id, actions);
  const wanted = typed.trim();
  const save = async () => {
    setBusy(true);
    const saved = await write([{ kind: "rename-organization", name: wanted }], {
      done: `The organization is called ${wanted} now.`,
    });
    setOutcome(saved);
    if (saved.ok) setDraft(undefined);
    setBusy(false);
  };
  const refusal = outcome?.ok === false && !outcome.signedOut ? outcome.refusal.message : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Section
        title="Name"
        description="How the organization is called everywhere, in invitations too."
        lock={mayEdit ? null : NEEDS_SETTINGS}
        footer={
          <Button look="primary" type="submit" disabled={busy || wanted === "" || wanted === name}>
            Save name
          </Button>
        }
      >
        <Field id="organization-name" label="Name of the organization" error={refusal}>
          <Input
            id="organization-name"
            aria-describedby="organization-name-note"
            aria-invalid={refusal !== undefined}
            className="max-w-md"
            value={typed}
            disabled={!mayEdit}
            maxLength={3000}
            autoComplete="off"
            onChange={(event) => setDraft(event.target.value)}
          />
        </Field>
        {refusal === undefined ? <Refused outcome={outcome} /> : null}
      </Section>
    </form>
  );
}
