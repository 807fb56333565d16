"use client";
import { Search } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import type { Panels } from "./use-panels";

interface MatrixToolsProps {
  readonly panels: Panels;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  /** What else one can do with what is shown. */
  readonly children: ReactNode;
}

export function MatrixTools({ panels, searchRef, children }: MatrixToolsProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="relative w-full max-w-72">
        <Search className="absolute top-2 left-2.5 size-4 text-faint" aria-hidden />
        <Input
          ref={searchRef}
          type="search"
          aria-label="Search permissions"
          placeholder="Search permissions"
          value={panels.search}
          onChange={(event) => void panels.set({ search: event.target.value || null })}
          className="pl-8"
        />
      </div>
      <label htmlFor="only-differences" className="flex items-center gap-2 text-[13px]">
        <Checkbox
          id="only-differences"
          label="Only where roles differ"
          checked={panels.differs === "yes"}
          onChange={(on) => void panels.set({ differs: on ? "yes" : null })}
        />
        Only where roles differ
      </label>
      <p className="ml-auto text-muted text-xs max-xl:hidden">
        Arrows move, Shift extends, Space ticks, / searches, ? shows all keys
      </p>
      <div className="ml-auto xl:ml-0">{children}</div>
    </div>
  );
}
