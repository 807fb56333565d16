"use client";
import dynamic from "next/dynamic";
import type { Spot } from "@/components/grid/geometry";
import type { DeskView } from "@/lib/core/view";
import type { PendingChange } from "./pending";
import type { ApplyState } from "./use-apply";
import type { MatrixModel } from "./use-matrix-model";

// Each comes when it is first opened: none of them is part of what the matrix has to wait for.
const CellDialog = dynamic(() => import("./cell-dialog").then((module) => module.CellDialog));
const ReviewDialog = dynamic(() => import("./review-dialog").then((module) => module.ReviewDialog));
const CopyDialog = dynamic(() => import("./copy-dialog").then((module) => module.CopyDialog));

interface DialogsProps {
  readonly desk: DeskView;
  readonly projectId: string | undefined;
  readonly matrix: MatrixModel;
  readonly applying: ApplyState;
  readonly details: Spot | null;
  readonly onDetails: (spot: Spot | null) => void;
  /** The membership that is to get what a colleague has. */
  readonly copyTo: string | null;
  readonly onCopyTo: (memberId: string | null) => void;
  /** Null: this person may look alone. */
  readonly push: ((step: readonly PendingChange[]) => void) | null;
}

/** Whatever is open above the matrix. */
export function MatrixDialogs(props: DialogsProps) {
  const { desk, projectId, matrix, applying, details, onDetails, copyTo, onCopyTo, push } = props;
  const { reviewing, preview, refusal, busy, review, apply, close } = applying;
  const { model } = matrix;
  const detail = details ? detailOf(details, matrix) : null;
  return (
    <>
      {reviewing ? (
        <ReviewDialog {...{ preview, refusal, busy }} onRetry={review} onApply={apply} onClose={close} />
      ) : null}
      {detail && model ? (
        <CellDialog
          organizationId={desk.organization.id}
          model={model}
          {...detail}
          gate={matrix.gates.get(detail.permission.id)}
          roles={desk.roles}
          mayReadAudit={desk.may.readAudit}
          onChange={push}
          onClose={() => onDetails(null)}
        />
      ) : null}
      {copyTo !== null && push ? (
        <CopyDialog
          desk={desk}
          projectId={projectId}
          memberId={copyTo}
          onTake={push}
          onClose={() => onCopyTo(null)}
        />
      ) : null}
    </>
  );
}

function detailOf(spot: Spot, { members, columns }: MatrixModel) {
  const member = members[spot.row];
  const column = columns[spot.column];
  return member && column?.kind === "permission" ? { member, permission: column.permission } : null;
}
