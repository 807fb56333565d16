"use client";
import { useState } from "react";
import { Refused } from "@/components/data/refused";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Outcome } from "@/lib/core/view";
import type { WebhookRow } from "@/lib/core/webhook";
import { KindChips } from "./kind-chips";
import { type Manage, useManage } from "./use-manage";

interface WebhookDialogProps {
  readonly organizationId: string;
  /** Null: a new one. */
  readonly webhook: Pick<WebhookRow, "id" | "url" | "kinds"> | null;
  readonly manage: Manage;
  readonly onSecret: (secret: string | null) => void;
  readonly onClose: () => void;
}

/** Asks for an address and what it should hear of; of a webhook that is there both can be others. */
export function WebhookDialog({ organizationId, webhook, manage, onSecret, onClose }: WebhookDialogProps) {
  const act = useManage(organizationId, manage);
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [kinds, setKinds] = useState<ReadonlySet<string>>(new Set(webhook?.kinds));
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown> | null>(null);
  const save = async () => {
    setBusy(true);
    const said = { url, kinds: [...kinds] };
    const made = await act(
      webhook ? { act: "edit", webhook: webhook.id, ...said } : { act: "create", ...said },
    );
    setBusy(false);
    setOutcome(made);
    if (!made.ok) return;
    onClose();
    onSecret(made.value.secret);
  };
  const title = webhook ? "Edit webhook" : "Add webhook";
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" type="submit" form="webhook-fields" disabled={busy || url.trim() === ""}>
        {webhook ? "Save" : "Add webhook"}
      </Button>
    </>
  );
  return (
    <Dialog wide open onOpenChange={onClose} title={title} footer={footer}>
      <form
        id="webhook-fields"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Refused outcome={outcome} />
        <Field
          id="webhook-url"
          label="Address"
          hint={
            webhook
              ? "What waits goes to the new one as well; the secret stays the same."
              : "It begins with https:// and stands in the audit."
          }
        >
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
