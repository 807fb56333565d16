"use client";
import { ChevronDown, ChevronRight, Lock } from "lucide-react";
import { Grid } from "@/components/grid/grid";
import type { Face } from "@/components/grid/grid-row";
import type { GridKeys } from "@/components/grid/use-grid-keys";
import { useNarrow } from "@/components/grid/use-narrow";
import { cn } from "@/components/ui/cn";
import { MatrixMark } from "./matrix-mark";
import { type Column, cellInWords, cellOf, gateOf, type Row } from "./matrix-model";
import { plural } from "./role-model";

const WIDE = { row: 34, column: 104, head: 72, names: 296 };
const NARROW = { ...WIDE, names: 152 };

interface MatrixGridProps {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  /** The role whose column is marked. */
  readonly at: string | null;
  readonly keys: GridKeys;
  readonly onRole: (id: string) => void;
}

/** Permissions by roles. */
export function MatrixGrid({ rows, columns, at, keys, onRole }: MatrixGridProps) {
  const layout = useNarrow() ? NARROW : WIDE;
  return (
    <Grid
      id="role-cell"
      label="Roles and permissions"
      rows={rows.length}
      total={rows.length}
      columns={columns.length}
      layout={layout}
      keys={keys}
      made={(row) => [rows[row], columns]}
      headsMade={[columns, at, onRole]}
      rowKey={(row) => keyOf(rows[row])}
      rowHead={(row) => faceOfRow(rows[row])}
      cell={(row, column) => faceOfCell(rows[row], columns[column])}
      corner={<span className="px-1 text-muted text-xs">Permission</span>}
      columnHead={(index) => {
        const column = columns[index];
        return column ? <RoleHead column={column} lit={column.role.id === at} onRole={onRole} /> : null;
      }}
      className="max-h-[max(24rem,calc(100dvh-20rem))] w-fit max-w-full rounded-lg border text-[13px]"
    />
  );
}

const keyOf = (row: Row | undefined): string =>
  row?.kind === "permission" ? row.permission.id : `group ${row?.name}`;

function RoleHead({ column, lit, onRole }: { column: Column; lit: boolean; onRole: (id: string) => void }) {
  const { role, lock } = column;
  return (
    <span
      className={cn(
        "flex h-full flex-col items-center justify-end gap-1 px-1.5 py-2 text-center",
        lit && "bg-accent-soft",
      )}
    >
      <button
        type="button"
        tabIndex={-1}
        onClick={() => onRole(role.id)}
        className="line-clamp-2 font-medium leading-4 [overflow-wrap:anywhere] hover:underline"
      >
        {role.name}
      </button>
      <span className="flex items-center gap-1 text-muted text-xs tabular-nums" title={lock ?? undefined}>
        {lock ? <Lock className="size-3" aria-label="Locked" /> : null}
        {plural(role.holders, "holder")}
      </span>
    </span>
  );
}

function faceOfRow(row: Row | undefined): Face {
  if (!row) return {};
  if (row.kind === "permission") {
    const gate = gateOf(row.permission);
    return {
      title: `${row.permission.description ?? row.permission.name}${gate ? `. ${gate}` : ""}`,
      children: (
        <span className="flex min-w-0 items-center gap-1.5 sm:pl-5">
          <span className="line-clamp-2 leading-4 max-sm:text-xs sm:line-clamp-1">{row.label}</span>
          {gate ? <Lock className="size-3 shrink-0 text-warn" aria-label={gate} /> : null}
        </span>
      ),
    };
  }
  const Icon = row.open ? ChevronDown : ChevronRight;
  return {
    expanded: row.open,
    className: "cursor-pointer gap-1.5 bg-sunken font-medium",
    children: (
      <>
        <Icon className="size-3.5 shrink-0 text-muted" aria-hidden />
        <span className="truncate">{row.label}</span>
        <span className="font-normal text-muted text-xs tabular-nums">{row.permissions.length}</span>
      </>
    ),
  };
}

function faceOfCell(row: Row | undefined, column: Column | undefined): Face {
  if (!row || !column) return {};
  const cell = cellOf(row, column);
  const pending = row.kind === "group" ? null : cell.pending;
  return {
    words: cellInWords(row, column, cell),
    title: cell.lock ?? (cell.by ? `Follows from ${cell.by}` : undefined),
    readOnly: cell.lock !== null,
    className: cell.pending ? "bg-warn-soft" : row.kind === "group" ? "bg-sunken" : "",
    children: <MatrixMark look={cell.look} pending={pending} lock={cell.lock} />,
  };
}
