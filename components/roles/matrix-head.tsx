import { Lock } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { Column } from "./matrix-model";
import { plural } from "./role-model";

interface MatrixHeadProps {
  readonly columns: readonly Column[];
  readonly at: string | null;
  readonly template: string;
  readonly onRole: (id: string) => void;
}

/** The names of the roles, which stay in sight. */
export function MatrixHead({ columns, at, template, onRole }: MatrixHeadProps) {
  return (
    <div role="rowgroup" data-head className="sticky top-0 z-20 border-b bg-surface">
      <div role="row" aria-rowindex={1} className="grid" style={{ gridTemplateColumns: template }}>
        <div
          role="columnheader"
          aria-colindex={1}
          data-first
          className="sticky left-0 z-10 flex items-end border-r bg-surface px-3 py-2 text-muted text-xs"
        >
          Permission
        </div>
        {columns.map(({ role, lock }, index) => (
          <div
            key={role.id}
            role="columnheader"
            aria-colindex={index + 2}
            className={cn(
              "flex min-h-16 flex-col items-center justify-end gap-1 px-1.5 py-2 text-center",
              role.id === at && "bg-accent-soft",
            )}
          >
            <button
              type="button"
              onClick={() => onRole(role.id)}
              className="line-clamp-2 font-medium leading-4 [overflow-wrap:anywhere] hover:underline"
            >
              {role.name}
            </button>
            <span
              className="flex items-center gap-1 text-muted text-xs tabular-nums"
              title={lock ?? undefined}
            >
              {lock ? <Lock className="size-3" aria-label="Locked" /> : null}
              {plural(role.holders, "holder")}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
