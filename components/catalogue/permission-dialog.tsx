"use client";
import { type FormEvent, useState } from "react";
import type { Wanted } from "@/components/data/wanted";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { PermissionEdit, PermissionWords } from "@/lib/core/catalogue";
import type { Level, Permission } from "@/lib/core/permission";
import { LEVEL_WORDS } from "./catalogue-tools";
import { ImpliesField } from "./implies-field";
import { PermissionFields } from "./permission-fields";
import { PermissionUses } from "./permission-uses";

interface DialogProps {
  /** Undefined: a new one. */
  readonly permission: Permission | undefined;
  readonly level: Level;
  readonly all: readonly Permission[];
  readonly onReview: (changes: readonly Wanted[]) => void;
  readonly onClose: () => void;
}

/** One permission: what is said of it, what it implies and who holds it. What one changes is reviewed before it is done. */
export function PermissionDialog({ permission, level, all, onReview, onClose }: DialogProps) {
  const [words, setWords] = useState<PermissionWords>(() => permission ?? blank(level));
  const change = permission ? editOf(permission, words) : makingOf(words);
  const review = (event: FormEvent) => {
    event.preventDefault();
    if (change) onReview([change]);
  };
  const set = (more: Partial<PermissionWords>) => setWords({ ...words, ...more });
  const footer = (
    <>
      {permission ? (
        <Button
          look="danger"
          className="mr-auto"
          onClick={() => onReview([{ kind: "delete-permission", permission: permission.id }])}
        >
          Delete …
        </Button>
      ) : null}
      <Button onClick={onClose}>{permission ? "Close" : "Cancel"}</Button>
      <Button look="primary" type="submit" form="permission-fields" disabled={!change}>
        Review
      </Button>
    </>
  );
  return (
    <Dialog
      open
      side
      wide
      onOpenChange={onClose}
      title={permission ? permission.displayName : "New permission"}
      description={
        permission ? (
          <>
            <code className="break-all font-mono text-xs">{permission.name}</code>
            {` · ${LEVEL_WORDS[permission.level].toLowerCase()} level`}
          </>
        ) : (
          "Its name and level stay as they are made here: other programs know it by them."
        )
      }
      footer={footer}
    >
      <form id="permission-fields" className="flex flex-col gap-4" onSubmit={review}>
        <PermissionFields words={words} isNew={!permission} all={all} onSet={set} />
        <ImpliesField words={words} self={permission?.id} all={all} onSet={set} />
        {permission ? <PermissionUses permission={permission} /> : null}
      </form>
    </Dialog>
  );
}

const blank = (level: Level): PermissionWords => ({
  name: "",
  level,
  displayName: "",
  description: null,
  grouping: "",
  visibility: level === "ORGANIZATION" ? "INTERNAL" : "BOTH",
  gated: false,
  administrative: false,
  isDefault: false,
  implies: [],
});

function makingOf(words: PermissionWords): Wanted | null {
  const name = words.name.trim();
  if (name === "" || words.grouping.trim() === "") return null;
  return { kind: "create-permission", ...words, name, displayName: words.displayName.trim() || name };
}

const FIELDS = [
  "displayName",
  "description",
  "grouping",
  "visibility",
  "gated",
  "administrative",
  "isDefault",
] as const;

/** Only what is another: what someone else edits meanwhile stays his. */
function editOf(permission: Permission, words: PermissionWords): Wanted | null {
  const moved = FIELDS.filter((key) => (permission[key] ?? "") !== (words[key] ?? ""));
  const set: PermissionEdit = Object.fromEntries(moved.map((key) => [key, words[key]]));
  const isOther = [...permission.implies].sort().join() !== [...words.implies].sort().join();
  if (moved.length === 0 && !isOther) return null;
  return {
    kind: "edit-permission",
    permission: permission.id,
    set: isOther ? { ...set, implies: words.implies } : set,
  };
}
