"use client";
import { ArrowDownUp } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import type { PendingChange } from "./pending";

// With all that it needs it comes when it is first opened.
const FilesDialog = dynamic(() => import("./files-dialog").then((module) => module.FilesDialog));

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
  const take = (step: readonly PendingChange[]) => {
    push?.(step);
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
          onTake={push ? take : null}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
