"use client";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import type { Spot } from "@/components/grid/geometry";
import { useGridKeys } from "@/components/grid/use-grid-keys";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Empty, Failure, SkeletonRows } from "@/components/ui/states";
import type { Member } from "@/lib/core/state";
import type { ChangeView, DeskView, Outcome, PreviewView } from "@/lib/core/view";
import { MatrixDialogs } from "./matrix-dialogs";
import { MatrixFiles } from "./matrix-files";
import type { PendingChange } from "./pending";
import { PendingBar } from "./pending-bar";
import { PeopleGrid } from "./people-grid";
import { Toolbar } from "./toolbar";
import { useApply } from "./use-apply";
import { useMatrixActs } from "./use-matrix-acts";
import { useMatrixModel } from "./use-matrix-model";
import { type MatrixView, useMatrixView } from "./use-matrix-view";

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
  const [copyTo, setCopyTo] = useState<string | null>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const { data, pending, changes, model, members, columns } = matrix;
  const sent = { organizationId, projectId, actions, changes };
  const applying = useApply({ ...sent, onApplied: data.take, clear: pending.clear });
  const locked = readOnly ?? (projectId === undefined && data.desk?.may.changePeople === false);
  const push = (step: readonly PendingChange[]) =>
    step.length > 0 && !locked ? pending.push({ changes: step }) : undefined;
  const mayPush = locked ? null : push;
  const acts = useMatrixActs({ matrix, view, push, setDetails, review: applying.review, searchBox, locked });
  const keys = useGridKeys(acts);
  if (data.error && !data.base) return <Failure message={data.error.message} onRetry={data.retry} />;
  if (!model || !data.desk) return <SkeletonRows label="Loading the matrix" rows={12} />;
  return (
    <div className={cn("flex flex-col", embedded ? "h-full" : "h-[calc(100dvh-48px)] md:h-dvh")}>
      <Toolbar
        {...{ searchBox, ...view, total: data.total }}
        title={embedded ? null : titleOf(data.desk, projectId)}
        acts={
          <>
            {embedded?.acts(data.members.filter(({ id }) => view.chosen.has(id)))}
            <MatrixFiles {...sent} search={view.search} push={mayPush} review={applying.review} />
          </>
        }
      />
      {members.length === 0 || columns.length === 0 ? (
        <Nothing view={view} rows={members.length} />
      ) : (
        <PeopleGrid
          {...{ organizationId, model, matrix, view, keys, locked }}
          copying={acts.copying}
          onCopyFrom={{ choose: setCopyTo, ...acts.copies }}
          onColumns={acts.onColumns}
          onDetails={acts.onDetails}
        />
      )}
      <PendingBar
        changes={changes}
        clashes={matrix.clashes.size}
        busy={applying.busy}
        push={push}
        onReview={applying.review}
        onDiscard={pending.clear}
        onApply={applying.apply}
      />
      <MatrixDialogs
        desk={data.desk}
        projectId={projectId}
        matrix={matrix}
        applying={applying}
        details={details}
        onDetails={setDetails}
        copyTo={copyTo}
        onCopyTo={setCopyTo}
        push={mayPush}
      />
    </div>
  );
}

function Nothing({ view, rows }: { readonly view: MatrixView; readonly rows: number }) {
  const clear = view.isFiltered ? { action: <Button onClick={view.clear}>Clear the filters</Button> } : {};
  return (
    <div className="min-h-0 flex-1 border-t">
      <Empty
        title={
          view.isFiltered ? "Nothing matches" : rows === 0 ? "No one is here yet" : "No permissions here"
        }
        {...clear}
      >
        {view.isFiltered
          ? rows === 0
            ? "Search finds parts of names and e-mails. Look for fewer letters."
            : "No permission has that in its name, or they do not tell these people apart."
          : "Invite the first people, then come back to say who may do what."}
      </Empty>
    </div>
  );
}

function titleOf(desk: DeskView, projectId: string | undefined): string {
  return projectId === undefined
    ? "Access matrix"
    : (desk.projects.find(({ id }) => id === projectId)?.name ?? "Project");
}

/** The box that `/` goes to. */
export type SearchBox = RefObject<HTMLInputElement | null>;
