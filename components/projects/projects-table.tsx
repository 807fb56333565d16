"use client";
import Link from "next/link";
import { nameOf } from "@/components/data/explain";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { SortHead } from "@/components/ui/sort";
import { Time } from "@/components/ui/time";
import type { DeskView, ProjectNumbers } from "@/lib/core/view";
import { DefaultBadge } from "./default-badge";
import { ProjectMenu } from "./project-menu";
import type { ProjectRow } from "./projects-list";
import type { ProjectsViewState, SortColumn } from "./use-projects-view";

interface TableProps {
  readonly desk: DeskView;
  readonly rows: readonly ProjectRow[];
  readonly view: ProjectsViewState;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: readonly string[], on: boolean) => void;
}

const HEAD = "h-9 px-3 text-left font-medium text-muted text-xs";
const CELL = "px-3 py-2.5 align-middle";

export function ProjectsTable({ desk, rows, view, selected, onSelect }: TableProps) {
  const here = rows.filter(({ id }) => selected.has(id)).length;
  const sort = (column: SortColumn) => ({
    sorted: view.sort === column ? (view.down ? ("descending" as const) : ("ascending" as const)) : null,
    onSort: () => view.sortBy(column),
  });
  return (
    <table className="w-full table-fixed text-[13px] md:table-auto">
      <caption className="sr-only">Projects</caption>
      <thead className="bg-sunken">
        <tr>
          <th scope="col" className={cn(HEAD, "w-10 pl-4")}>
            <Checkbox
              checked={here === 0 ? false : here === rows.length ? true : "indeterminate"}
              onChange={(on) =>
                onSelect(
                  rows.map(({ id }) => id),
                  on,
                )
              }
              label="Select every project shown"
            />
          </th>
          <SortHead {...sort("name")}>Project</SortHead>
          <SortHead {...sort("people")} className="w-24 text-right md:w-32">
            People
          </SortHead>
          <th scope="col" className={cn(HEAD, "hidden lg:table-cell")}>
            Own administrators
          </th>
          <SortHead {...sort("created")} className="hidden text-right sm:table-cell">
            Created
          </SortHead>
          <th scope="col" className={cn(HEAD, "w-14 pr-4")}>
            <span className="sr-only">Acts</span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {rows.map((row) => (
          <Row
            key={row.id}
            desk={desk}
            row={row}
            view={view}
            selected={selected.has(row.id)}
            onSelect={(on) => onSelect([row.id], on)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly desk: DeskView;
  readonly row: ProjectRow;
  readonly view: ProjectsViewState;
  readonly selected: boolean;
  readonly onSelect: (on: boolean) => void;
}

function Row({ desk, row, view, selected, onSelect }: RowProps) {
  const { id, name, createdAt, numbers } = row;
  const organizationId = desk.organization.id;
  return (
    <tr className={cn("bg-surface hover:bg-sunken", selected && "bg-accent-soft hover:bg-accent-soft")}>
      <td className={cn(CELL, "pl-4")}>
        <Checkbox checked={selected} onChange={onSelect} label={`Select ${name}`} />
      </td>
      <th scope="row" className={cn(CELL, "max-w-0 text-left font-normal md:w-[36%]")}>
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 sm:flex-nowrap">
          <Link
            href={`/o/${organizationId}/projects/${id}`}
            className="truncate font-medium hover:underline"
            title={name}
          >
            {name}
          </Link>
          <DefaultBadge project={row} />
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
      <td className={cn(CELL, "py-1 pr-4 text-right")}>
        {desk.may.editProjects ? <ProjectMenu row={row} view={view} /> : null}
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
