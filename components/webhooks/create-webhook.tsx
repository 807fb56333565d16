"use client";
import { useState } from "react";
import { KINDS } from "@/components/audit/words";
import { Refused } from "@/components/data/refused";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Outcome } from "@/lib/core/view";
import { type Manage, useManage } from "./use-manage";

interface CreateWebhookProps {
  readonly organizationId: string;
  readonly manage: Manage;
  readonly onSecret: (secret: string | null) => void;
  readonly onClose: () => void;
}

/** Asks for an address and what it should hear of. */
export function CreateWebhook({ organizationId, manage, onSecret, onClose }: CreateWebhookProps) {
  const act = useManage(organizationId, manage);
  const [url, setUrl] = useState("");
  const [kinds, setKinds] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown> | null>(null);
  const save = async () => {
    setBusy(true);
    const made = await act({ act: "create", url, kinds: [...kinds] });
    setBusy(false);
    setOutcome(made);
    if (!made.ok) return;
    onClose();
    onSecret(made.value.secret);
  };
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" type="submit" form="webhook-fields" disabled={busy || url.trim() === ""}>
        Add webhook
      </Button>
    </>
  );
  return (
    <Dialog wide open onOpenChange={onClose} title="Add webhook" footer={footer}>
      <form
        id="webhook-fields"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Refused outcome={outcome} />
        <Field id="webhook-url" label="Address" hint="It begins with https:// and stands in the audit.">
          <Input
            id="webhook-url"
            aria-describedby="webhook-url-note"
            value={url}
            maxLength={2000}
            autoComplete="off"
            onChange={(event) => setUrl(event.target.value)}
          />
        </Field>
        <KindChips chosen={kinds} onChange={setKinds} />
      </form>
    </Dialog>
  );
}

interface KindChipsProps {
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

function KindChips({ chosen, onChange }: KindChipsProps) {
  const toggle = (kind: string) => {
    const next = new Set(chosen);
    if (!next.delete(kind)) next.add(kind);
    onChange(next);
  };
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-[13px]">
        What it hears of: {chosen.size === 0 ? "everything" : `${chosen.size} kinds of events`}
      </legend>
      <div className="flex max-h-56 flex-wrap gap-1.5 overflow-y-auto p-0.5">
        {KINDS.map(([kind, label]) => (
          <button
            key={kind}
            type="button"
            aria-pressed={chosen.has(kind)}
            onClick={() => toggle(kind)}
            className={cn(
              "rounded-full border px-2.5 py-1 text-xs",
              chosen.has(kind) ? "border-accent bg-accent-soft text-accent" : "bg-surface",
            )}
          >
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
