"use client";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { nameOf } from "@/components/data/explain";
import { fetchJson } from "@/components/data/fetch-json";
import { pathOf } from "@/components/data/queries";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import type { DeskView, PeopleView } from "@/lib/core/view";

interface PersonChoiceProps {
  readonly desk: DeskView;
  readonly value: string | null;
  readonly onChange: (personId: string | null) => void;
}

/** The person whom an event is about, found by name or e-mail: an organization may have too many for a list. */
export function PersonChoice({ desk, value, onChange }: PersonChoiceProps) {
  const [open, setOpen] = useState(false);
  const chosen = usePeople(desk, { person: value ?? undefined, limit: 1 }, value !== null)[0];
  const pick = (id: string) => {
    onChange(id);
    setOpen(false);
  };
  const trigger = (
    <Button
      size="small"
      className={cn("max-w-64", value !== null && "border-accent bg-accent-soft text-accent")}
    >
      <span className="truncate">
        {value === null ? "About" : `About: ${chosen ? nameOf(chosen.person) : "someone"}`}
      </span>
    </Button>
  );
  return (
    <span className="inline-flex items-center">
      <Popover trigger={trigger} label="About" open={open} onOpenChange={setOpen}>
        <Finder desk={desk} onPick={pick} />
      </Popover>
      {value === null ? null : (
        <Button
          look="quiet"
          size="icon"
          className="size-7"
          aria-label="Clear About"
          onClick={() => onChange(null)}
        >
          <X className="size-3.5" aria-hidden />
        </Button>
      )}
    </span>
  );
}

function Finder({ desk, onPick }: { readonly desk: DeskView; readonly onPick: (id: string) => void }) {
  const [words, setWords] = useState("");
  const search = useDeferredValue(words.trim());
  const found = usePeople(desk, { search, limit: 8 }, true);
  return (
    <>
      <Input
        type="search"
        aria-label="Find a person"
        placeholder="Name or e-mail …"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p aria-live="polite" className="sr-only">
        {found.length} found
      </p>
      <ul className="mt-2 max-h-72 overflow-y-auto">
        {found.map(({ id, person }) => (
          <li key={id}>
            <button
              type="button"
              className="w-full rounded-md px-2 py-1 text-left text-[13px] hover:bg-sunken"
              onClick={() => onPick(person.id)}
            >
              {nameOf(person)}
              <span className="block truncate text-muted text-xs">{person.email}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? (
        <p className="py-3 text-center text-[13px] text-muted">Nobody has that name.</p>
      ) : null}
    </>
  );
}

function usePeople(
  desk: DeskView,
  query: { readonly search?: string; readonly person?: string | undefined; readonly limit: number },
  enabled: boolean,
): PeopleView["members"] {
  const { id } = desk.organization;
  const { data } = useQuery({
    queryKey: ["organization", id, "people", "choice", query],
    queryFn: ({ signal }) => fetchJson<PeopleView>(pathOf(id, "people", query), signal),
    enabled: enabled && desk.may.readPeople,
    placeholderData: (previous) => previous,
  });
  return enabled ? (data?.members ?? []) : [];
}
