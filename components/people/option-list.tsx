"use client";
import { Command } from "cmdk";
import { Check } from "lucide-react";
import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";

export interface Option {
  readonly id: string;
  readonly label: string;
  /** More words to find it by, shown small. */
  readonly hint?: string;
}

interface OptionListProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onPick: (id: string) => void;
}

/** A searchable list. It takes the focus, since it comes after the popover that would have given it. */
export function OptionList({ label, options, value, onPick }: OptionListProps) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => (root.current?.querySelector("input") ?? root.current)?.focus(), []);
  return (
    <Command ref={root} label={label} className="outline-none">
      {options.length > 7 ? (
        <Command.Input
          placeholder="Find …"
          className="mb-2 h-8 w-full rounded-md border border-line-strong/60 bg-surface px-2.5 text-[13px] outline-none focus-visible:border-accent"
        />
      ) : null}
      <Command.List className="max-h-72 overflow-y-auto" label={label}>
        <Command.Empty className="py-4 text-center text-[13px] text-muted">
          Nothing has that name.
        </Command.Empty>
        {options.map(({ id, label: name, hint }) => (
          <Command.Item
            key={id}
            value={`${name} ${hint ?? ""} ${id}`}
            onSelect={() => onPick(id)}
            className="flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 text-[13px] data-[selected=true]:bg-sunken"
          >
            <Check className={cn("size-3.5 shrink-0", id !== value && "invisible")} aria-hidden />
            <span className="min-w-0 break-words">
              {name}
              {hint ? <span className="block text-muted text-xs">{hint}</span> : null}
            </span>
            {id === value ? <span className="sr-only">(chosen)</span> : null}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
