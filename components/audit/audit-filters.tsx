"use client";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { nameOf } from "@/components/data/explain";
import { Choice } from "@/components/people/choice";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { SortSelect } from "@/components/ui/sort";
import type { DeskView } from "@/lib/core/view";
import { PersonChoice } from "./person-choice";
import { actorsQuery } from "./queries";
import type { AuditFilterState } from "./use-audit-filter";
import { DOORS, KINDS } from "./words";

const ORDERS = [
  ["newest", "Newest first"],
  ["oldest", "Oldest first"],
] as const;

interface FiltersProps {
  readonly desk: DeskView;
  readonly filter: AuditFilterState;
}

const KIND_OPTIONS = KINDS.map(([id, label]) => ({ id, label }));
const DOOR_OPTIONS = Object.entries(DOORS).map(([id, label]) => ({ id, label }));

/** Narrows the log; each filter is a chip and stands in the address. */
export function AuditFilters({ desk, filter: { state, set, isFiltered, clear } }: FiltersProps) {
  const actors = useQuery(actorsQuery(desk.organization.id)).data ?? [];
  const permissions = [...desk.permissions, ...desk.projectPermissions];
  return (
    <search aria-label="Filter the audit log" className="flex flex-wrap items-center gap-2 px-4 pb-3 md:px-8">
      <Choice
        label="By"
        options={actors.map((person) => ({ id: person.id, label: nameOf(person), hint: person.email }))}
        value={state.actor}
        onChange={(actor) => void set({ actor })}
      />
      <PersonChoice desk={desk} value={state.person} onChange={(person) => void set({ person })} />
      <Choice
        label="Permission"
        options={permissions.map(({ id, displayName, name }) => ({ id, label: displayName, hint: name }))}
        value={state.permission}
        onChange={(permission) => void set({ permission })}
      />
      <Choice
        label="Role"
        options={desk.roles.map(({ id, name }) => ({ id, label: name }))}
        value={state.role}
        onChange={(role) => void set({ role })}
      />
      <Choice
        label="What"
        options={KIND_OPTIONS}
        value={state.kind}
        onChange={(kind) => void set({ kind })}
      />
      <Choice
        label="Through"
        options={DOOR_OPTIONS}
        value={state.door}
        onChange={(door) => void set({ door })}
      />
      <span className="flex flex-wrap gap-2">
        <Day label="From" value={state.from} onChange={(from) => void set({ from })} />
        <Day label="To" value={state.until} onChange={(until) => void set({ until })} />
      </span>
      <SortSelect
        options={ORDERS}
        value={state.sort === "oldest" ? "oldest" : "newest"}
        onChange={(sort) => void set({ sort: sort === "newest" ? null : sort })}
      />
      {isFiltered ? (
        <Button look="quiet" size="small" onClick={clear}>
          Clear all
        </Button>
      ) : null}
    </search>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
}

function Day({ label, value, onChange }: DayProps) {
  const id = useId();
  return (
    <span className="flex items-center gap-1.5 text-[13px] text-muted">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type="date"
        className="h-7 w-36"
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value || null)}
      />
    </span>
  );
}
