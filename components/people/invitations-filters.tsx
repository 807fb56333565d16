"use client";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { SortSelect } from "@/components/ui/sort";
import type { DeskView } from "@/lib/core/view";
import { Choice } from "./choice";
import { STATUSES, type useInvitationsFilter } from "./use-invitations-filter";

const LABELS = { pending: "Pending", accepted: "Accepted", cancelled: "Cancelled", all: "All" } as const;

const SORTS = [
  ["newest", "Newest first"],
  ["oldest", "Oldest first"],
  ["email", "By e-mail"],
  ["expires", "By expiry"],
] as const;

interface FiltersProps {
  readonly desk: DeskView;
  readonly filter: ReturnType<typeof useInvitationsFilter>;
}

export function InvitationsFilters({ desk, filter: { state, set } }: FiltersProps) {
  return (
    <search className="flex flex-wrap items-center gap-2 px-4 pb-3 md:px-8">
      <Input
        type="search"
        aria-label="Search by e-mail"
        placeholder="Search by e-mail"
        className="w-full sm:w-64"
        value={state.search ?? ""}
        onChange={(event) => void set({ search: event.target.value || null })}
      />
      <fieldset className="flex rounded-md border bg-surface p-px">
        <legend className="sr-only">Status</legend>
        {STATUSES.map((status) => (
          <Button
            key={status}
            look="quiet"
            size="small"
            aria-pressed={state.status === status}
            className={cn(state.status === status && "bg-accent-soft text-accent")}
            onClick={() => void set({ status })}
          >
            {LABELS[status]}
          </Button>
        ))}
      </fieldset>
      {desk.projects.length > 0 ? (
        <Choice
          label="Project"
          options={desk.projects.map(({ id, name }) => ({ id, label: name }))}
          value={state.project}
          onChange={(project) => void set({ project })}
        />
      ) : null}
      <SortSelect
        className="sm:ml-auto"
        options={SORTS}
        value={state.sort}
        onChange={(sort) => void set({ sort })}
      />
    </search>
  );
}
