"use client";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { ShrinkingTokens } from "@/components/data/shrinking-tokens";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/states";
import type { MetPermission } from "@/lib/core/permission";
import type { Refusal } from "@/lib/core/refusal";
import type { PreviewView } from "@/lib/core/view";

interface ReviewDialogProps {
  readonly preview: PreviewView | null;
  readonly refusal: Refusal | null;
  readonly busy: boolean;
  readonly onRetry: () => void;
  readonly onApply: () => void;
  readonly onClose: () => void;
}

/** What the pending changes would do in effect, by person or by permission, and what stands in their way. */
export function ReviewDialog({ preview, refusal, busy, onRetry, onApply, onClose }: ReviewDialogProps) {
  const [by, setBy] = useState<"person" | "permission">("person");
  const refusals = refusal ? [refusal] : (preview?.refusals ?? []);
  const footer = (
    <>
      <Button onClick={onClose}>Back</Button>
      <Button look="primary" disabled={preview === null || refusals.length > 0 || busy} onClick={onApply}>
        {busy ? "Applying …" : "Apply"}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      side
      wide
      title="Review the changes"
      description="All of them happen, or none."
      footer={footer}
    >
      <fieldset className="mb-4 flex gap-1">
        <legend className="sr-only">Grouped</legend>
        <Button
          size="small"
          aria-pressed={by === "person"}
          look={by === "person" ? "plain" : "quiet"}
          onClick={() => setBy("person")}
        >
          By person
        </Button>
        <Button
          size="small"
          aria-pressed={by === "permission"}
          look={by === "permission" ? "plain" : "quiet"}
          onClick={() => setBy("permission")}
        >
          By permission
        </Button>
      </fieldset>
      <div aria-live="polite">
        {refusals.map((each) => (
          <p
            key={each.message}
            role="alert"
            className="mb-2 rounded-md bg-bad-soft px-3 py-2 text-[13px] text-bad"
          >
            {each.message}
          </p>
        ))}
        {refusal?.code === "busy" ? <Button onClick={onRetry}>Try again</Button> : null}
        {preview === null && refusals.length === 0 ? <Skeleton className="h-24" /> : null}
        {preview && refusals.length === 0 ? (
          by === "person" ? (
            <ByPerson preview={preview} />
          ) : (
            <ByPermission preview={preview} />
          )
        ) : null}
        <ShrinkingTokens tokens={preview?.shrinkingTokens} />
      </div>
    </Dialog>
  );
}

function ByPerson({ preview }: { readonly preview: PreviewView }) {
  if (preview.consequences.length === 0) {
    return (
      <p className="text-[13px] text-muted">
        {preview.effects.length} rows change; nobody gains or loses anything in effect.
      </p>
    );
  }
  return (
    <ul className="flex flex-col divide-y">
      {preview.consequences.map(({ member, gained, lost }) => (
        <li key={member.id} className="py-3">
          <p className="font-medium text-[13px]">{nameOf(member.person)}</p>
          <p className="text-muted text-xs">{member.person.email}</p>
          <Names title="gains" permissions={gained} tone="good" />
          <Names title="loses" permissions={lost} tone="bad" />
        </li>
      ))}
    </ul>
  );
}

function Names({
  title,
  permissions,
  tone,
}: {
  readonly title: string;
  readonly permissions: readonly MetPermission[];
  readonly tone: "good" | "bad";
}) {
  if (permissions.length === 0) return null;
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-1 text-[13px]">
      <span className="text-muted">{title}</span>
      {permissions.map((permission) => (
        <Badge key={permission.id} tone={tone}>
          {tone === "good" ? "+" : "−"} {permission.displayName}
        </Badge>
      ))}
    </p>
  );
}

function ByPermission({ preview }: { readonly preview: PreviewView }) {
  const rows = new Map<string, { name: string; gain: string[]; lose: string[] }>();
  const rowOf = (permission: MetPermission) => {
    const row = rows.get(permission.id) ?? { name: permission.displayName, gain: [], lose: [] };
    rows.set(permission.id, row);
    return row;
  };
  for (const { member, gained, lost } of preview.consequences) {
    for (const permission of gained) rowOf(permission).gain.push(nameOf(member.person));
    for (const permission of lost) rowOf(permission).lose.push(nameOf(member.person));
  }
  return (
    <ul className="flex flex-col divide-y">
      {[...rows].map(([id, { name, gain, lose }]) => (
        <li key={id} className="py-3 text-[13px]">
          <p className="font-medium">{name}</p>
          {gain.length > 0 ? <p className="mt-1 text-good">+ {gain.join(", ")}</p> : null}
          {lose.length > 0 ? <p className="mt-1 text-bad">− {lose.join(", ")}</p> : null}
        </li>
      ))}
    </ul>
  );
}
