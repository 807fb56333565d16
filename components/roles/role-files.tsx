"use client";
import { ArrowDownUp } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { ReviewActions } from "@/components/data/wanted";
import { Button } from "@/components/ui/button";
import type { BroughtChange } from "@/lib/core/brought";
import type { DeskView } from "@/lib/core/view";
import { countEdits, type Edit } from "./pending-edits";
import { plural } from "./role-model";

const FilesDialog = dynamic(() =>
  import("@/components/files/files-dialog").then((module) => module.FilesDialog),
);
const MatrixReview = dynamic(() => import("./matrix-review").then((module) => module.MatrixReview));

interface RoleFilesProps {
  readonly desk: DeskView;
  readonly actions: ReviewActions;
}

/** What each role gives, as a file and back: what was brought opens its review. */
export function RoleFiles({ desk, actions }: RoleFilesProps) {
  const [isOpen, setOpen] = useState(false);
  const [edits, setEdits] = useState<readonly Edit[]>([]);
  const take = (changes: readonly BroughtChange[]) => {
    setOpen(false);
    setEdits(changes.flatMap((change) => editOf(change, desk)));
  };
  const summary = `${plural(countEdits(edits), "change")} in ${plural(edits.length, "role")}`;
  const changes = edits.map(
    ({ role, add, remove }) => ({ kind: "edit-role", role: role.id, add, remove }) as const,
  );
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <ArrowDownUp className="size-3.5" aria-hidden /> Files
      </Button>
      {isOpen ? (
        <FilesDialog
          organizationId={desk.organization.id}
          tables={["roles"]}
          takes={["edit-role"]}
          onTake={desk.may.editRoles ? take : null}
          onClose={() => setOpen(false)}
        />
      ) : null}
      {edits.length > 0 ? (
        <MatrixReview
          desk={desk}
          permissions={[...desk.permissions, ...desk.projectPermissions]}
          matrix={{ edits, changes, summary }}
          actions={actions}
          back="Cancel"
          onClose={() => setEdits([])}
          onApplied={() => setEdits([])}
        />
      ) : null}
    </>
  );
}

function editOf(change: BroughtChange, { roles }: DeskView): Edit[] {
  const role = change.kind === "edit-role" ? roles.find(({ id }) => id === change.role) : undefined;
  return role && change.kind === "edit-role" ? [{ role, add: change.add, remove: change.remove }] : [];
}
