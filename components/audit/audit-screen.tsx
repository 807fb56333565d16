"use client";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsInteger, useQueryState } from "nuqs";
import { deskQuery, meQuery } from "@/components/data/queries";
import { PageHeader } from "@/components/shell/page-header";
import { SkeletonRows } from "@/components/ui/states";
import { AuditFilters } from "./audit-filters";
import { AuditList } from "./audit-list";
import { ChainButton, ChainResult } from "./chain-check";
import { ExportMenu } from "./export-menu";
import type { UndoRevision } from "./undo-dialog";
import { useAuditFilter } from "./use-audit-filter";

const UndoDialog = dynamic(() => import("./undo-dialog").then((module) => module.UndoDialog));

interface ScreenProps {
  readonly organizationId: string;
  readonly undoRevision: UndoRevision;
}

/** Everything that was changed in an organization: found, checked, taken away as a file, taken back. */
export function AuditScreen({ organizationId, undoRevision }: ScreenProps) {
  const { data: desk } = useQuery(deskQuery(organizationId));
  const { data: isViewing } = useQuery({ ...meQuery(), select: ({ viewing }) => viewing !== null });
  const filter = useAuditFilter();
  const [undoing, setUndoing] = useQueryState("undo", parseAsInteger);
  const actions = (
    <>
      <ChainButton organizationId={organizationId} />
      <ExportMenu organizationId={organizationId} asked={filter.asked} />
    </>
  );
  return (
    <>
      <PageHeader title="Audit log" actions={actions}>
        Who changed what, when and through which door. Nothing here can be altered.
      </PageHeader>
      <ChainResult organizationId={organizationId} />
      {desk ? <AuditFilters desk={desk} filter={filter} /> : null}
      <div className="mx-4 mb-10 overflow-hidden rounded-lg border bg-surface md:mx-8">
        {desk ? (
          <AuditList
            desk={desk}
            filter={filter}
            onUndo={isViewing ? undefined : (revision) => void setUndoing(revision)}
          />
        ) : (
          <SkeletonRows rows={10} label="Loading the audit log" />
        )}
      </div>
      {undoing === null ? null : (
        <UndoDialog
          organizationId={organizationId}
          revision={undoing}
          undoRevision={undoRevision}
          onClose={() => void setUndoing(null)}
        />
      )}
    </>
  );
}
