"use client";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { pathOf } from "@/components/data/queries";
import { useWrite } from "@/components/data/use-write";
import type { ReviewActions } from "@/components/data/wanted";
import { HEADS } from "@/components/grid/geometry";
import { useGridKeys } from "@/components/grid/use-grid-keys";
import { Button } from "@/components/ui/button";
import { ExportLink } from "@/components/ui/export-link";
import { Empty } from "@/components/ui/states";
import type { DeskView } from "@/lib/core/view";
import { MatrixGrid } from "./matrix-grid";
import { MatrixLegend } from "./matrix-mark";
import { MatrixTools } from "./matrix-tools";
import { PendingBar } from "./pending-bar";
import type { RoleScope } from "./role-model";
import type { Panels } from "./use-panels";
import { useRoleActs } from "./use-role-acts";
import { useRoleMatrix } from "./use-role-matrix";

const MatrixReview = dynamic(() => import("./matrix-review").then((module) => module.MatrixReview));

interface RoleMatrixProps {
  readonly desk: DeskView;
  readonly scope: RoleScope;
  readonly panels: Panels;
  readonly actions: ReviewActions;
}

/** What each role gives, to be ticked: pending until it is applied. */
export function RoleMatrix({ desk, scope, panels, actions }: RoleMatrixProps) {
  const searchRef = useRef<HTMLInputElement>(null);
  const [reviewing, setReviewing] = useState(false);
  const matrix = useRoleMatrix(desk, scope, panels);
  const { rows, columns, count, clear } = matrix;
  const review = () => setReviewing(count > 0);
  const onRole = (id: string) => panels.open("role", id);
  const { acts, notice } = useRoleActs({ ...matrix, searchRef, onRole, onReview: review });
  const first = columns.findIndex(({ role }) => role.id === panels.at);
  const keys = useGridKeys(acts, { row: 0, column: first < 0 ? HEADS : first });
  const file = { level: scope.level, search: panels.search.trim(), differs: panels.differs ?? undefined };
  const clearFilters = (
    <Button onClick={() => void panels.set({ search: null, differs: null })}>Clear the filters</Button>
  );
  return (
    <section aria-label="Matrix of roles and permissions" className="flex flex-col gap-3 px-4 py-3 md:px-8">
      <MatrixTools panels={panels} searchRef={searchRef}>
        <ExportLink href={pathOf(desk.organization.id, "role-matrix-export", file)} />
      </MatrixTools>
      <MatrixLegend />
      {rows.length === 0 ? <Empty title="No permission fits" action={clearFilters} /> : null}
      {rows.length > 0 ? (
        <MatrixGrid rows={rows} columns={columns} at={panels.at} keys={keys} onRole={onRole} />
      ) : null}
      <p role="status" className="text-[13px] text-muted empty:hidden">
        {notice}
      </p>
      {count > 0 ? <Waiting desk={desk} matrix={matrix} actions={actions} onReview={review} /> : null}
      {reviewing && count > 0 ? (
        <MatrixReview
          desk={desk}
          permissions={scope.permissions}
          matrix={matrix}
          actions={actions}
          onClose={() => setReviewing(false)}
          onApplied={() => {
            clear();
            setReviewing(false);
          }}
        />
      ) : null}
    </section>
  );
}

interface WaitingProps {
  readonly desk: DeskView;
  readonly matrix: ReturnType<typeof useRoleMatrix>;
  readonly actions: ReviewActions;
  readonly onReview: () => void;
}

function Waiting({ desk, matrix, actions, onReview }: WaitingProps) {
  const { summary, changes, clear } = matrix;
  const write = useWrite(desk.organization.id, actions);
  const apply = async () => {
    const result = await write(changes, { done: `${summary} applied.` });
    if (result.ok) clear();
    return result;
  };
  return <PendingBar summary={summary} onReview={onReview} onDiscard={clear} onApply={apply} />;
}
