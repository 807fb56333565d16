"use client";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy";
import { Dialog } from "@/components/ui/dialog";

interface SecretOnceProps {
  readonly secret: string;
  readonly onClose: () => void;
}

/** The secret that a receiver verifies with, shown this once. */
export function SecretOnce({ secret, onClose }: SecretOnceProps) {
  return (
    <Dialog
      wide
      open
      onOpenChange={onClose}
      title="The webhook's secret"
      description="Copy it now: it is not shown again. The receiver verifies each message with it."
      footer={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <p className="flex items-center gap-2 rounded-md border bg-sunken px-3 py-2">
        <code data-testid="secret" className="min-w-0 flex-1 break-all font-mono text-[13px]">
          {secret}
        </code>
        <CopyButton value={secret} label="Copy secret" />
      </p>
    </Dialog>
  );
}
