"use client";
import { Check, Copy, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

interface NewSecretProps {
  readonly name: string;
  readonly secret: string;
  readonly organizationId: string;
  readonly onClose: () => void;
}

/** The secret, once. Who has not copied it is asked before it is gone. */
export function NewSecret({ name, secret, organizationId, onClose }: NewSecretProps) {
  const [copied, setCopied] = useState<"secret" | "example" | null>(null);
  const [warned, setWarned] = useState(false);
  const example = `curl -H "Authorization: Bearer ${secret}" \\\n  ${window.location.origin}/api/v1/organizations/${organizationId}`;
  const copy = async (what: "secret" | "example", text: string) => {
    await navigator.clipboard.writeText(text);
    setCopied(what);
  };
  const close = () => (copied || warned ? onClose() : setWarned(true));
  const footer = (
    <Button look={copied || warned ? "primary" : "plain"} onClick={close}>
      {warned && !copied ? "Close without copying" : "Done"}
    </Button>
  );
  return (
    <Dialog
      wide
      open
      onOpenChange={close}
      title={`${name} is ready`}
      description="Copy the secret now. Grantdesk keeps no copy of it and cannot show it again."
      footer={footer}
    >
      <div className="flex flex-col gap-4">
        {warned && !copied ? (
          <p
            role="alert"
            className="flex items-center gap-2 rounded-md bg-warn-soft px-3 py-2 text-[13px] text-warn"
          >
            <TriangleAlert className="size-4 shrink-0" aria-hidden /> You have not copied it yet. After this
            it cannot be shown again.
          </p>
        ) : null}
        <Block
          label="Secret"
          text={secret}
          copied={copied === "secret"}
          onCopy={() => void copy("secret", secret)}
        />
        <Block
          label="Try it"
          text={example}
          copied={copied === "example"}
          onCopy={() => void copy("example", example)}
        />
      </div>
    </Dialog>
  );
}

interface BlockProps {
  readonly label: string;
  readonly text: string;
  readonly copied: boolean;
  readonly onCopy: () => void;
}

function Block({ label, text, copied, onCopy }: BlockProps) {
  const Icon = copied ? Check : Copy;
  return (
    <section aria-label={label}>
      <div className="mb-1.5 flex items-center justify-between">
        <h3 className="font-medium text-[13px]">{label}</h3>
        <Button size="small" onClick={onCopy} aria-label={`Copy: ${label}`}>
          <Icon className="size-3.5" aria-hidden />{" "}
          <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
        </Button>
      </div>
      <pre className="whitespace-pre-wrap rounded-md border bg-sunken px-3 py-2 font-mono text-xs [overflow-wrap:anywhere]">
        {text}
      </pre>
    </section>
  );
}
