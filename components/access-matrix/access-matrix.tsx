"use client";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { nameOf } from "@/components/data/explain";
import { cn } from "@/components/ui/cn";
import { Failure, SkeletonRows } from "@/components/ui/states";
import type { Member } from "@/lib/core/state";
import type { ChangeView, DeskView, Outcome, PreviewView } from "@/lib/core/view";
import { CellDialog } from "./cell-dialog";
import type { Column } from "./columns";
import type { Spot } from "./geometry";
import { Grid, type GridRow } from "./grid";
import { Legend } from "./legend";
import { type CellState, cellOf, type Model } from "./model";
import type { PendingChange } from "./pending";
import { PendingBar } from "./pending-bar";
import { PersonHead } from "./person-head";
import { ReviewDialog } from "./review-dialog";
import { permissionsOf, toggleOf } from "./toggles";
import { Toolbar } from "./toolbar";
import { type ApplyState, useApply } from "./use-apply";
import { type Clash, cellKey } from "./use-clashes";
import { type GridKeys, useGridKeys } from "./use-grid-keys";
import { useMatrixActs } from "./use-matrix-acts";
import { type MatrixModel, useMatrixModel } from "./use-matrix-model";
import { type MatrixView, useMatrixView } from "./use-matrix-view";
import { useNarrow } from "./use-narrow";
import { cellInWords } from "./words";

export interface MatrixActions {
  readonly applyChanges: (input: unknown) => Promise<Outcome<ChangeView>>;
  readonly previewChanges: (input: unknown) => Promise<Outcome<PreviewView>>;
  readonly undoRevision: (input: unknown) => Promise<Outcome<ChangeView>>;
}

interface AccessMatrixProps {
  readonly organizationId: string;
  /** Given: the people and the permissions of one project. */
  readonly projectId?: string;
  readonly actions: MatrixActions;
  /** Given: it stands below a heading of someone else's and fills what is left; `acts` go with the people chosen. */
  readonly readOnly?: boolean;
  readonly embedded?: { readonly acts: (chosen: readonly Member[]) => ReactNode };
}

/** People by permissions. Ticks are held back until they are applied, as one command. */
export function AccessMatrix({ organizationId, projectId, actions, embedded, readOnly }: AccessMatrixProps) {
  const view = useMatrixView();
  const matrix = useMatrixModel(organizationId, projectId, view);
  const [details, setDetails] = useState<Spot | null>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const { data, pending, changes, model } = matrix;
  const sent = { organizationId, projectId, actions, changes };
  const applying = useApply({ ...sent, onApplied: data.take, clear: pending.clear });
  const locked = readOnly ?? (projectId === undefined && data.desk?.may.changePeople === false);
  const push = (step: readonly PendingChange[]) =>
    step.length > 0 && !locked ? pending.push({ changes: step }) : undefined;
  const acts = useMatrixActs({ matrix, push, setDetails, review: applying.review, searchBox, locked });
  const keys = useGridKeys(acts);
  if (data.error && !data.base) return <Failure message={data.error.message} onRetry={data.retry} />;
  if (!model || !data.desk) return <SkeletonRows label="Loading the matrix" rows={12} />;
  const detail = details ? detailOf(details, matrix) : null;
  const people = new Set(changes.flatMap((change) => ("member" in change ? change.member : []))).size;
  return (
    <div className={cn("flex flex-col", embedded ? "h-full" : "h-[calc(100dvh-48px)] md:h-dvh")}>
      <Toolbar
        {...{ searchBox, ...view, total: data.total }}
        title={embedded ? null : titleOf(data.desk, projectId)}
        acts={embedded?.acts(data.members.filter(({ id }) => view.chosen.has(id)))}
      />
      <People
        organizationId={organizationId}
        desk={data.desk}
        model={model}
        matrix={matrix}
        view={view}
        keys={keys}
        push={push}
        setDetails={setDetails}
      />
      <PendingBar
        changes={changes.length}
        people={people}
        clashes={matrix.clashes.size}
        busy={applying.busy}
        onReview={applying.review}
        onDiscard={pending.clear}
        onApply={applying.apply}
      />
      <Reviewing applying={applying} />
      {detail ? (
        <CellDialog
          organizationId={organizationId}
          model={model}
          {...detail}
          roles={data.desk.roles}
          mayReadAudit={data.desk.may.readAudit}
          onChange={locked ? null : push}
          onClose={() => setDetails(null)}
        />
      ) : null}
    </div>
  );
}

function Reviewing({ applying }: { readonly applying: ApplyState }) {
  const { reviewing, preview, refusal, busy, apply, close } = applying;
  return reviewing ? (
    <ReviewDialog preview={preview} refusal={refusal} busy={busy} onApply={apply} onClose={close} />
  ) : null;
}

interface PeopleProps {
  readonly organizationId: string;
  readonly desk: DeskView;
  readonly model: Model;
  readonly matrix: MatrixModel;
  readonly view: MatrixView;
  readonly keys: GridKeys;
  readonly push: (step: readonly PendingChange[]) => void;
  readonly setDetails: (spot: Spot) => void;
}

function People({ organizationId, model, matrix, view, keys, push, setDetails }: PeopleProps) {
  const narrow = useNarrow();
  const { members, columns, data, clashes } = matrix;
  const rows = members.map(
    (member): GridRow => ({
      id: member.id,
      name: nameOf(member.person),
      header: (
        <PersonHead
          member={member}
          href={`/o/${organizationId}/people/${member.id}`}
          chosen={view.chosen.has(member.id)}
          onChoose={(is) => view.onChoose(member.id, is)}
        />
      ),
    }),
  );
  const toggleColumn = (column: Column) => {
    const ids = view.chosen.size > 0 ? [...view.chosen] : members.map(({ id }) => id);
    push(
      toggleOf(
        model.after,
        ids.flatMap((row) => permissionsOf(column).map((permission): [string, string] => [row, permission])),
      ),
    );
  };
  return (
    <Grid
      label="People and permissions"
      rows={rows}
      total={view.onlyChosen ? rows.length : data.total}
      columns={columns}
      active={keys.active}
      range={keys.range}
      narrow={narrow}
      cell={(rowId, column) => stateOf(model, rowId, column, view.onlyDirect, clashes)}
      words={(row, column, state) =>
        cellInWords(row.name, column.kind === "folded" ? column.group : column.permission.displayName, state)
      }
      onPress={keys.press}
      onDetails={setDetails}
      onKeyDown={keys.onKeyDown}
      onNearEnd={data.more}
      onFold={view.onFold}
      onColumn={toggleColumn}
      corner={<Legend />}
    />
  );
}

function stateOf(
  model: Model,
  rowId: string,
  column: Column,
  onlyDirect: boolean,
  clashes: ReadonlyMap<string, Clash>,
): CellState & { clash: Clash | null } {
  const [permission = ""] = permissionsOf(column);
  const state = cellOf(model, rowId, permission);
  const hidden = onlyDirect && state.look !== "direct" && state.pending === null;
  const clash = clashes.get(cellKey(rowId, permission)) ?? null;
  return { ...state, ...(hidden ? { look: "none" as const, expiresAt: null } : {}), clash };
}

function titleOf(desk: DeskView, projectId: string | undefined): string {
  return projectId === undefined
    ? "Access matrix"
    : (desk.projects.find(({ id }) => id === projectId)?.name ?? "Project");
}

function detailOf(spot: Spot, { members, columns }: MatrixModel) {
  const member = members[spot.row];
  const column = columns[spot.column];
  return member && column?.kind === "permission" ? { member, permission: column.permission } : null;
}

/** The box that `/` goes to. */
export type SearchBox = RefObject<HTMLInputElement | null>;
