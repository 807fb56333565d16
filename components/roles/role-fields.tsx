"use client";
import { type ReactNode, useState } from "react";
import { Refused } from "@/components/data/refused";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import type { ChangeView, Outcome } from "@/lib/core/view";

interface RoleFieldsProps {
  readonly title: string;
  readonly act: string;
  readonly name: string;
  readonly description: string;
  readonly outcome: Outcome<ChangeView> | null;
  readonly onSave: (name: string, description: string | null) => Promise<void>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** Name and description of a role; what the server has against the name stands at the name. */
export function RoleFields({
  title,
  act,
  name,
  description,
  outcome,
  onSave,
  onClose,
  children,
}: RoleFieldsProps) {
  const [values, setValues] = useState({ name, description });
  const [busy, setBusy] = useState(false);
  const refusal = outcome?.ok === false ? outcome.refusal : undefined;
  const atName = refusal !== undefined && (refusal.field ?? "").split(".").at(-1) === "name";
  const save = async () => {
    setBusy(true);
    await onSave(values.name.trim(), values.description.trim() || null);
    setBusy(false);
  };
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" type="submit" form="role-fields" disabled={busy || values.name.trim() === ""}>
        {act}
      </Button>
    </>
  );
  return (
    <Dialog open onOpenChange={onClose} title={title} footer={footer}>
      <form
        id="role-fields"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {atName ? null : <Refused outcome={outcome} />}
        <Field id="role-name" label="Name" error={atName ? refusal?.message : undefined}>
          <Input
            id="role-name"
            aria-describedby="role-name-note"
            aria-invalid={atName}
            value={values.name}
            onChange={(event) => setValues({ ...values, name: event.target.value })}
            autoComplete="off"
            maxLength={3000}
          />
        </Field>
        <Field id="role-description" label="Description" hint="What kind of work it is for.">
          <Textarea
            id="role-description"
            aria-describedby="role-description-note"
            value={values.description}
            onChange={(event) => setValues({ ...values, description: event.target.value })}
            maxLength={3000}
          />
        </Field>
        {children}
      </form>
    </Dialog>
  );
}
