"use client";
import { Search } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { SortSelect } from "@/components/ui/sort";
import { TOKEN_SORT_LABELS, type TokenSort } from "./token-sort";
import type { Whose } from "./tokens-query";

interface TokenToolsProps {
  readonly whose: Whose;
  readonly words: string;
  readonly sort: TokenSort;
  readonly mayReadAll: boolean;
  readonly onWhose: (whose: Whose) => void;
  readonly onSort: (sort: TokenSort) => void;
  readonly onWords: (words: string) => void;
}

/** Whose tokens are shown, and the search in them. */
export function TokenTools({ whose, words, sort, mayReadAll, onWhose, onSort, onWords }: TokenToolsProps) {
  const choices = [
    { value: "own", label: "Yours" },
    { value: "all", label: "Everyone's" },
  ] as const;
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-4 border-b px-4 md:px-8">
      <fieldset className="flex gap-4" aria-label="Whose tokens">
        {choices.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            aria-pressed={whose === value}
            disabled={value === "all" && !mayReadAll}
            title={
              value === "all" && !mayReadAll
                ? "Only people with View API Key see everyone's tokens."
                : undefined
            }
            onClick={() => onWhose(value)}
            className={cn(
              "-mb-px border-b-2 py-2.5 text-[13px] disabled:opacity-50",
              whose === value
                ? "border-accent font-medium text-ink"
                : "border-transparent text-muted hover:text-ink",
            )}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <div className="flex w-full flex-wrap items-center gap-2 py-1.5 sm:w-auto">
        <div className="relative min-w-40 flex-1 sm:w-64 sm:flex-none">
          <Search className="absolute top-2 left-2.5 size-4 text-faint" aria-hidden />
          <Input
            type="search"
            aria-label="Search tokens"
            placeholder="Search tokens"
            value={words}
            onChange={(event) => onWords(event.target.value)}
            className="pl-8"
          />
        </div>
        <SortSelect className="h-8" options={TOKEN_SORT_LABELS} value={sort} onChange={onSort} />
      </div>
    </div>
  );
}
