import type { ReactNode, RefObject } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

export interface Chip {
  readonly label: string;
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}

interface ToolbarProps {
  /** Null: what it stands in has a heading. */
  readonly title: string | null;
  readonly searchBox: RefObject<HTMLInputElement | null>;
  readonly search: string;
  readonly onSearch: (value: string) => void;
  readonly find: string;
  readonly onFind: (value: string) => void;
  readonly total: number;
  readonly chips: readonly Chip[];
  readonly acts?: ReactNode;
}

/** Search on both axes, and what to look at. */
export function Toolbar({
  title,
  searchBox,
  search,
  onSearch,
  find,
  onFind,
  total,
  chips,
  acts,
}: ToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-3 md:px-8">
      {title === null ? null : <h1 className="mr-2 font-semibold text-xl tracking-tight">{title}</h1>}
      <p className="mr-auto text-[13px] text-muted tabular-nums" aria-live="polite">
        {total} {total === 1 ? "person" : "people"}
      </p>
      {acts}
      <Input
        ref={searchBox}
        type="search"
        aria-label="Search people"
        placeholder="Search people  /"
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        className="w-44"
      />
      <Input
        type="search"
        aria-label="Find permissions"
        placeholder="Find permissions"
        value={find}
        onChange={(event) => onFind(event.target.value)}
        className="w-40"
      />
      <div className="flex flex-wrap gap-1">
        {chips.map(({ label, on, set }) => (
          <Button
            key={label}
            size="small"
            look={on ? "plain" : "quiet"}
            aria-pressed={on}
            onClick={() => set(!on)}
            className={on ? "border-accent text-accent" : ""}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}
