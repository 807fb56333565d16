"use client";
import { ArrowDown, ArrowUp, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { nameOf } from "@/components/data/explain";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Time } from "@/components/ui/time";
import type { DeskView, ProjectNumbers } from "@/lib/core/view";
import type { ProjectRow } from "./projects-list";
import type { ProjectsViewState, SortColumn } from "./use-projects-view";

interface TableProps {
  readonly desk: DeskView;
  readonly rows: readonly ProjectRow[];
  readonly view: ProjectsViewState;
}

const HEAD = "h-9 px-3 text-left font-medium text-muted text-xs";
const CELL = "px-3 py-2.5 align-middle";

export function ProjectsTable({ desk, rows, view }: TableProps) {
  return (
    <table className="w-full table-fixed border-y text-[13px] md:table-auto">
      <caption className="sr-only">Projects</caption>
      <thead className="bg-sunken">
        <tr>
          <SortHead view={view} column="name" className="pl-4 md:pl-8">
            Project
          </SortHead>
          <SortHead view={view} column="people" className="w-24 text-right md:w-32">
            People
          </SortHead>
          <th scope="col" className={cn(HEAD, "hidden lg:table-cell")}>
            Own administrators
          </th>
          <SortHead view={view} column="created" className="hidden text-right sm:table-cell">
            Created
          </SortHead>
          <th scope="col" className={cn(HEAD, "w-14 pr-4 md:pr-8")}>
            <span className="sr-only">Acts</span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {rows.map((row) => (
          <Row key={row.id} desk={desk} row={row} view={view} />
        ))}
      </tbody>
    </table>
  );
}

interface SortHeadProps {
  readonly view: ProjectsViewState;
  readonly column: SortColumn;
  readonly className: string;
  readonly children: string;
}

function SortHead({ view, column, className, children }: SortHeadProps) {
  const sorted = view.sort === column;
  const Arrow = view.down ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={sorted ? (view.down ? "descending" : "ascending") : "none"}
      className={cn(HEAD, className)}
    >
      <button
        type="button"
        onClick={() => view.sortBy(column)}
        className="inline-flex items-center gap-1 rounded hover:text-ink"
      >
        {children} {sorted ? <Arrow className="size-3" aria-hidden /> : null}
      </button>
    </th>
  );
}

interface RowProps {
  readonly desk: DeskView;
  readonly row: ProjectRow;
  readonly view: ProjectsViewState;
}

function Row({ desk, row: { id, name, isDefault, createdAt, numbers }, view }: RowProps) {
  const organizationId = desk.organization.id;
  return (
    <tr className="bg-surface hover:bg-sunken">
      <th scope="row" className={cn(CELL, "max-w-0 pl-4 text-left font-normal md:w-[36%] md:pl-8")}>
        <span className="flex min-w-0 items-center gap-2">
          <Link
            href={`/o/${organizationId}/projects/${id}`}
            className="truncate font-medium hover:underline"
            title={name}
          >
            {name}
          </Link>
          {isDefault ? <Badge>Default</Badge> : null}
        </span>
      </th>
      <td className={cn(CELL, "text-right tabular-nums")}>
        <People numbers={numbers} />
      </td>
      <td className={cn(CELL, "hidden lg:table-cell")}>
        <Administrators organizationId={organizationId} numbers={numbers} />
      </td>
      <td className={cn(CELL, "hidden text-right text-muted sm:table-cell")}>
        <Time value={createdAt} />
      </td>
      <td className={cn(CELL, "py-1 pr-4 text-right md:pr-8")}>
        {desk.may.editProjects ? (
          <Menu
            label={`Acts on ${name}`}
            trigger={
              <Button look="quiet" size="icon" className="size-7" aria-label={`Acts on ${name}`}>
                <MoreHorizontal className="size-4" aria-hidden />
              </Button>
            }
          >
            <MenuItem onSelect={() => void view.set({ rename: id })}>
              <Pencil className="size-4" aria-hidden /> Rename
            </MenuItem>
            <MenuItem danger disabled={isDefault} onSelect={() => void view.set({ remove: id })}>
              <Trash2 className="size-4" aria-hidden /> {isDefault ? "The default project stays" : "Delete"}
            </MenuItem>
          </Menu>
        ) : null}
      </td>
    </tr>
  );
}

function People({ numbers }: { readonly numbers: ProjectNumbers | null }) {
  if (!numbers) return <Hidden />;
  return (
    <>
      {numbers.joined}
      {numbers.invited > 0 ? (
        <span className="block text-muted text-xs sm:inline"> +{numbers.invited} invited</span>
      ) : null}
    </>
  );
}

function Administrators({
  organizationId,
  numbers,
}: {
  readonly organizationId: string;
  readonly numbers: ProjectNumbers | null;
}) {
  if (!numbers) return <Hidden />;
  if (numbers.administrators === 0) return <span className="text-muted">None of its own</span>;
  const rest = numbers.administrators - numbers.someAdministrators.length;
  return (
    <span className="flex flex-wrap gap-x-3">
      {numbers.someAdministrators.map((person) => (
        <Link
          key={person.membershipId}
          href={`/o/${organizationId}/people/${person.membershipId}`}
          className="hover:underline"
        >
          {nameOf(person)}
        </Link>
      ))}
      {rest > 0 ? <span className="text-muted">and {rest} more</span> : null}
    </span>
  );
}

function Hidden() {
  return (
    <span className="text-muted">
      <span aria-hidden>–</span>
      <span className="sr-only">not for you to see</span>
    </span>
  );
}
