"use client";
import { Search } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import type { Level, Permission } from "@/lib/core/permission";

export const LEVELS = ["SYSTEM", "ORGANIZATION", "PROJECT"] as const satisfies readonly Level[];

export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  SYSTEM: "System",
  ORGANIZATION: "Organization",
  PROJECT: "Project",
};

interface ToolsProps {
  readonly permissions: readonly Permission[];
  readonly shown: number;
  readonly state: { readonly level: Level; readonly search: string };
  readonly onSet: (to: { readonly level?: Level; readonly search?: string | null }) => void;
}

/** Which level is shown, and what is looked for in it. */
export function CatalogueTools({ permissions, shown, state, onSet }: ToolsProps) {
  return (
    <>
      <div className="flex border-b px-4 md:px-8">
        <fieldset className="flex gap-4" aria-label="Level of the permissions">
          {LEVELS.map((level) => (
            <button
              key={level}
              type="button"
              aria-pressed={state.level === level}
              onClick={() => onSet({ level })}
              className={cn(
                "-mb-px border-b-2 py-2.5 text-[13px]",
                state.level === level
                  ? "border-accent font-medium text-ink"
                  : "border-transparent text-muted hover:text-ink",
              )}
            >
              {LEVEL_WORDS[level]}{" "}
              <span className="ml-1 text-muted tabular-nums">
                {permissions.filter((each) => each.level === level).length}
              </span>
            </button>
          ))}
        </fieldset>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-8">
        <div className="relative w-full max-w-80">
          <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" aria-hidden />
          <Input
            type="search"
            aria-label="Search the catalogue"
            placeholder="Name, description or group …"
            className="pl-8"
            value={state.search}
            onChange={(event) => onSet({ search: event.target.value || null })}
          />
        </div>
        <p aria-live="polite" className="text-muted text-xs tabular-nums">
          {shown} {shown === 1 ? "permission" : "permissions"}
        </p>
      </div>
    </>
  );
}
