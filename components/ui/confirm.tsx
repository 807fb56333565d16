"use client";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";

interface ConfirmProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description: ReactNode;
  readonly act: string;
  /** Has to be typed before the button works: for what cannot be undone. */
  readonly typeName?: string;
  readonly onConfirm: () => void | Promise<void>;
}

export function Confirm({ open, onOpenChange, title, description, act, typeName, onConfirm }: ConfirmProps) {
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const ready = typeName === undefined || typed === typeName;
  const run = async () => {
    setBusy(true);
    await onConfirm();
    setBusy(false);
    setTyped("");
    onOpenChange(false);
  };
  const footer = (
    <>
      <Button onClick={() => onOpenChange(false)}>Cancel</Button>
      <Button look="danger" disabled={!ready || busy} onClick={() => void run()}>
        {act}
      </Button>
    </>
  );
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description} footer={footer}>
      {typeName === undefined ? null : (
        <Field id="confirm-name" label={`Type "${typeName}" to go on`}>
          <Input
            id="confirm-name"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
          />
        </Field>
      )}
    </Dialog>
  );
}
