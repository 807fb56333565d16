"use client";
import { ArrowDownUp } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import type { BroughtChange } from "@/lib/core/brought";
import { TABLE_KINDS } from "@/lib/core/table";
import type { PendingChange } from "./pending";

// With all that it needs it comes when it is first opened.
const FilesDialog = dynamic(() =>
  import("@/components/files/files-dialog").then((module) => module.FilesDialog),
);

interface MatrixFilesProps {
  readonly organizationId: string;
  readonly projectId: string | undefined;
  readonly search: string;
  readonly changes: readonly PendingChange[];
  /** Null: this person may look alone. */
  readonly push: ((step: readonly PendingChange[]) => void) | null;
  readonly review: () => void;
}

/** The way to files and back: what was brought is pending, and its review opens. */
export function MatrixFiles({ organizationId, projectId, search, changes, push, review }: MatrixFilesProps) {
  const [isOpen, setOpen] = useState(false);
  const [isBrought, setBrought] = useState(false);
  useEffect(() => {
    if (!isBrought || changes.length === 0) return;
    setBrought(false);
    review();
  }, [isBrought, changes, review]);
  const take = (brought: readonly BroughtChange[]) => {
    push?.(brought.flatMap(asPending));
    setOpen(false);
    setBrought(true);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <ArrowDownUp className="size-3.5" aria-hidden /> Files
      </Button>
      {isOpen ? (
        <FilesDialog
          {...{ organizationId, projectId, search }}
          tables={TABLE_KINDS}
          takes={ACCESS}
          onTake={push ? take : null}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

const ACCESS = ["add-permission", "remove-permission", "assign-role", "unassign-role", "edit-role"] as const;

/** What a file says of an end is said on purpose, also that there is none. */
function asPending(change: BroughtChange): PendingChange[] {
  if (change.kind === "create-permission" || change.kind === "edit-permission") return [];
  return [
    change.kind === "add-permission" && change.expiresAt === null ? { ...change, forGood: true } : change,
  ];
}
