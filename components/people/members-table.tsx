"use client";
import Link from "next/link";
import { nameOf } from "@/components/data/explain";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { SortHead } from "@/components/ui/sort";
import { Time } from "@/components/ui/time";
import type { Member, Role } from "@/lib/core/state";
import type { MemberSort } from "@/lib/core/view";
import { StatusBadge } from "./status-badge";
import type { useMembersFilter } from "./use-members-filter";
import { counted } from "./words";

export interface Row {
  readonly member: Member;
  readonly roles: readonly Role[];
  readonly projects: readonly string[];
}

interface TableProps {
  readonly organizationId: string;
  readonly rows: readonly Row[];
  readonly order: Pick<ReturnType<typeof useMembersFilter>, "state" | "sortBy">;
  readonly selectable: boolean;
  readonly selected: ReadonlyMap<string, Member>;
  readonly onSelect: (members: readonly Member[], on: boolean) => void;
}

const HEAD = "h-9 px-3 text-left font-medium text-muted text-xs";

export function MembersTable({ organizationId, rows, order, selectable, selected, onSelect }: TableProps) {
  const here = rows.filter(({ member }) => selected.has(member.id)).length;
  const all = here === 0 ? false : here === rows.length ? true : "indeterminate";
  const { state, sortBy } = order;
  const sort = (by: MemberSort) => ({
    sorted: state.sort === by ? (state.down ? ("descending" as const) : ("ascending" as const)) : null,
    onSort: () => sortBy(by),
  });
  return (
    <table className="w-full table-fixed text-[13px] md:table-auto">
      <caption className="sr-only">Members</caption>
      <thead className="bg-sunken">
        <tr>
          {selectable ? (
            <th scope="col" className={cn(HEAD, "w-10 pl-4")}>
              <Checkbox
                checked={all}
                onChange={(on) =>
                  onSelect(
                    rows.map(({ member }) => member),
                    on,
                  )
                }
                label="Select everyone shown"
              />
            </th>
          ) : null}
          <SortHead {...sort("name")} className={selectable ? "" : "pl-4"}>
            Person
          </SortHead>
          <th scope="col" className={cn(HEAD, "hidden md:table-cell")}>
            Roles
          </th>
          <SortHead {...sort("direct")} className="hidden text-right lg:table-cell">
            Direct
          </SortHead>
          <th scope="col" className={cn(HEAD, "hidden text-right xl:table-cell")}>
            Projects
          </th>
          <SortHead {...sort("status")} className="w-28 md:w-auto">
            Status
          </SortHead>
          <SortHead {...sort("active")} className="hidden pr-4 text-right md:table-cell">
            Last active
          </SortHead>
        </tr>
      </thead>
      <tbody className="divide-y">
        {rows.map((row) => (
          <MemberRow
            key={row.member.id}
            href={`/o/${organizationId}/people/${row.member.id}`}
            row={row}
            selectable={selectable}
            selected={selected.has(row.member.id)}
            onSelect={(on) => onSelect([row.member], on)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly href: string;
  readonly row: Row;
  readonly selectable: boolean;
  readonly selected: boolean;
  readonly onSelect: (on: boolean) => void;
}

function MemberRow({ href, row, selectable, selected, onSelect }: RowProps) {
  const { member, roles, projects } = row;
  const name = nameOf(member.person);
  const cell = "px-3 py-2 align-middle";
  return (
    <tr className={cn("group bg-surface hover:bg-sunken", selected && "bg-accent-soft hover:bg-accent-soft")}>
      {selectable ? (
        <td className={cn(cell, "pl-4")}>
          <Checkbox checked={selected} onChange={onSelect} label={`Select ${name}`} />
        </td>
      ) : null}
      <th
        scope="row"
        className={cn(cell, "max-w-0 text-left font-normal md:w-[34%] md:max-w-none", !selectable && "pl-4")}
      >
        <div className="flex min-w-0 items-center gap-2.5 md:min-w-48 md:max-w-72 xl:max-w-96">
          <Avatar name={name} />
          <div className="min-w-0">
            <Link href={href} className="block truncate font-medium hover:underline">
              {name}
            </Link>
            <span className="block truncate text-muted text-xs">{member.person.email}</span>
            <span className="block truncate text-muted text-xs md:hidden">
              {roles.map((role) => role.name).join(", ")}
            </span>
          </div>
        </div>
      </th>
      <td className={cn(cell, "hidden md:table-cell")}>
        <RoleBadges roles={roles} />
      </td>
      <td className={cn(cell, "hidden text-right tabular-nums lg:table-cell")}>
        {member.grants.length > 0 ? (
          <Link
            href={`${href}?held=direct`}
            className="hover:underline"
            aria-label={counted(member.grants.length, "direct permission")}
          >
            {member.grants.length}
          </Link>
        ) : (
          <Nothing />
        )}
      </td>
      <td className={cn(cell, "hidden text-right tabular-nums xl:table-cell")} title={projects.join(", ")}>
        {projects.length > 0 ? projects.length : <Nothing />}
      </td>
      <td className={cell}>
        <StatusBadge status={member.status} />
      </td>
      <td className={cn(cell, "hidden pr-4 text-right text-muted md:table-cell")}>
        <Time value={member.lastActiveAt} />
      </td>
    </tr>
  );
}

function Nothing() {
  return (
    <span className="text-faint">
      <span aria-hidden>–</span>
      <span className="sr-only">none</span>
    </span>
  );
}

function RoleBadges({ roles }: { readonly roles: readonly Role[] }) {
  const rest = roles.slice(2);
  if (roles.length === 0) return <Nothing />;
  return (
    <span className="flex flex-wrap gap-1">
      {roles.slice(0, 2).map(({ id, name }) => (
        <Badge key={id} className="border">
          {name}
        </Badge>
      ))}
      {rest.length > 0 ? (
        <span title={rest.map(({ name }) => name).join(", ")} className="text-muted text-xs leading-5">
          +{rest.length}
          <span className="sr-only"> more: {rest.map(({ name }) => name).join(", ")}</span>
        </span>
      ) : null}
    </span>
  );
}
