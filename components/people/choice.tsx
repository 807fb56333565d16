"use client";
import { ChevronDown, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";
import type { Option } from "./option-list";

const OptionList = lazy(async () => ({ default: (await import("./option-list")).OptionList }));

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
        <Suspense fallback={<div className="h-40" />}>
          <OptionList label={label} options={options} value={value} onPick={pick} />
        </Suspense>
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
