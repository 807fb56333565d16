"use client";
import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { SortSelect } from "@/components/ui/sort";
import type { DeskView } from "@/lib/core/view";
import { Choice } from "./choice";
import type { useMembersFilter } from "./use-members-filter";

const STATUSES = [
  { id: "ACTIVE", label: "Active" },
  { id: "INVITED", label: "Invited" },
  { id: "SUSPENDED", label: "Suspended" },
];

const SORTS = [
  ["email", "By e-mail"],
  ["name", "By name"],
  ["active", "By last active"],
  ["direct", "By direct permissions"],
  ["status", "By status"],
] as const;

interface FiltersProps {
  readonly desk: DeskView;
  readonly filter: ReturnType<typeof useMembersFilter>;
}

export function MembersFilters({ desk, filter }: FiltersProps) {
  const { state, set, isFiltered, clear } = filter;
  const roles = desk.roles.filter(({ level }) => level !== "PROJECT");
  const permissions = desk.permissions.map(({ id, displayName, name }) => ({
    id,
    label: displayName,
    hint: name,
  }));
  return (
    <search className="flex flex-wrap items-center gap-2 px-4 pb-3 md:px-8">
      <div className="relative w-full sm:w-64">
        <Search className="pointer-events-none absolute top-2.25 left-2.5 size-3.5 text-muted" aria-hidden />
        <Input
          type="search"
          aria-label="Search by name or e-mail"
          placeholder="Search by name or e-mail"
          className="pl-8"
          value={state.search ?? ""}
          onChange={(event) => void set({ search: event.target.value || null })}
        />
      </div>
      <Choice
        label="Role"
        options={roles.map(({ id, name }) => ({ id, label: name }))}
        value={state.role}
        onChange={(role) => void set({ role })}
      />
      <Choice
        label="Can"
        options={permissions}
        value={state.permission}
        onChange={(permission) => void set({ permission })}
      />
      <Choice
        label="Status"
        options={STATUSES}
        value={state.status?.toUpperCase() ?? null}
        onChange={(status) => void set({ status })}
      />
      {desk.projects.length > 0 ? (
        <Choice
          label="Project"
          options={desk.projects.map(({ id, name }) => ({ id, label: name }))}
          value={state.project}
          onChange={(project) => void set({ project })}
        />
      ) : null}
      <SortSelect className="sm:ml-auto" options={SORTS} value={state.sort} onChange={filter.sortBy} />
      {isFiltered ? (
        <Button look="quiet" size="small" onClick={clear}>
          Clear all
        </Button>
      ) : null}
    </search>
  );
}
