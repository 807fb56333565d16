"use client";
import { Command } from "cmdk";
import { Check, ChevronDown, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";

export interface Option {
  readonly id: string;
  readonly label: string;
  /** More words to find it by, shown small. */
  readonly hint?: string;
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

/** One filter as a chip: opens a searchable list; a chosen one can be taken off again. */
export function Choice({ label, options, value, onChange }: ChoiceProps) {
  const [open, setOpen] = useState(false);
  const chosen = options.find(({ id }) => id === value);
  const pick = (id: string) => {
    onChange(id === value ? null : id);
    setOpen(false);
  };
  const trigger = (
    <Button
      size="small"
      className={cn("max-w-64", value !== null && "border-accent bg-accent-soft text-accent")}
    >
      <span className="truncate">{value === null ? label : `${label}: ${chosen?.label ?? "unknown"}`}</span>
      <ChevronDown className="size-3.5 shrink-0" aria-hidden />
    </Button>
  );
  return (
    <span className="inline-flex items-center">
      <Popover trigger={trigger} label={label} open={open} onOpenChange={setOpen}>
        <OptionList label={label} options={options} value={value} onPick={pick} />
      </Popover>
      {value === null ? null : (
        <Button
          look="quiet"
          size="icon"
          className="size-7"
          aria-label={`Clear ${label}`}
          onClick={() => onChange(null)}
        >
          <X className="size-3.5" aria-hidden />
        </Button>
      )}
    </span>
  );
}

interface OptionListProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onPick: (id: string) => void;
}

function OptionList({ label, options, value, onPick }: OptionListProps) {
  return (
    <Command label={label}>
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
