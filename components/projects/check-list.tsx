"use client";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";

export interface CheckRow {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** Why it cannot be chosen. */
  readonly blocked?: string | undefined;
}

interface CheckListProps {
  readonly legend: string;
  readonly rows: readonly CheckRow[];
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (id: string, on: boolean) => void;
}

/** A few things to choose from, each with what it means. */
export function CheckList({ legend, rows, chosen, onToggle }: CheckListProps) {
  const id = useId();
  if (rows.length === 0) return null;
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-[13px]">{legend}</legend>
      <ul className="divide-y rounded-md border">
        {rows.map((row) => (
          <li key={row.id} className="flex items-start gap-2.5 px-3 py-2">
            <Checkbox
              id={`${id}-${row.id}`}
              className="mt-0.5"
              checked={chosen.has(row.id)}
              disabled={row.blocked !== undefined}
              onChange={(on) => onToggle(row.id, on)}
              label={row.name}
            />
            <label htmlFor={`${id}-${row.id}`} className="min-w-0 flex-1 text-[13px]">
              {row.name}
              <span className="block text-muted text-xs">
                {[row.description, row.blocked].filter(Boolean).join(". ")}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
