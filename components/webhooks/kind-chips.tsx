"use client";
import { KINDS } from "@/components/audit/words";
import { cn } from "@/components/ui/cn";

interface KindChipsProps {
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** The kinds of events to choose from; none chosen means all of them. */
export function KindChips({ chosen, onChange }: KindChipsProps) {
  const toggle = (kind: string) => {
    const next = new Set(chosen);
    if (!next.delete(kind)) next.add(kind);
    onChange(next);
  };
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-[13px]">
        What it hears of: {chosen.size === 0 ? "everything" : `${chosen.size} kinds of events`}
      </legend>
      <div className="flex max-h-56 flex-wrap gap-1.5 overflow-y-auto p-0.5">
        {KINDS.map(([kind, label]) => (
          <button
            key={kind}
            type="button"
            aria-pressed={chosen.has(kind)}
            onClick={() => toggle(kind)}
            className={cn(
              "rounded-full border px-2.5 py-1 text-xs",
              chosen.has(kind) ? "border-accent bg-accent-soft text-accent" : "bg-surface",
            )}
          >
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
