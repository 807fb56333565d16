"use client";
import { useState } from "react";
import { matches, toggled } from "@/components/people/group";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import type { PermissionWords } from "@/lib/core/catalogue";
import type { Permission } from "@/lib/core/permission";
import { LEVEL_WORDS, LEVELS } from "./catalogue-tools";

interface ImpliesProps {
  readonly words: PermissionWords;
  readonly self: string | undefined;
  readonly all: readonly Permission[];
  readonly onSet: (more: Partial<PermissionWords>) => void;
}

// Enough to see that there are more: whoever looks for one of hundreds types a part of its name.
const SHOWN = 8;

/** What comes along with a permission: chosen from those of its level and below. */
export function ImpliesField({ words, self, all, onSet }: ImpliesProps) {
  const [search, setSearch] = useState("");
  const chosen = new Set(words.implies);
  const from = LEVELS.indexOf(words.level);
  const possible = all.filter(
    ({ id, level, gated }) => id !== self && !gated && LEVELS.indexOf(level) >= from,
  );
  const ticked = possible.filter(({ id }) => chosen.has(id));
  const found =
    search.trim() === ""
      ? []
      : possible.filter((each) => !chosen.has(each.id) && matches(each, search.trim()));
  const more = found.length - SHOWN;
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-[13px]">
        Implies {ticked.length === 0 ? "nothing else" : `${ticked.length} more`}
      </legend>
      <Input
        type="search"
        aria-label="Find what it should imply"
        placeholder="Find a permission to imply …"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className="mt-2 flex flex-col gap-1">
        {[...ticked, ...found.slice(0, SHOWN)].map((each) => (
          <li key={each.id}>
            <label htmlFor={`implies-${each.id}`} className="flex items-start gap-2.5 py-0.5 text-[13px]">
              <Checkbox
                id={`implies-${each.id}`}
                label={each.displayName}
                checked={chosen.has(each.id)}
                onChange={(on) => onSet({ implies: [...toggled(chosen, [each.id], on)] })}
                className="mt-0.5"
              />
              <span className="min-w-0 break-words">
                {each.displayName}{" "}
                <span className="text-muted text-xs">
                  {each.name} · {LEVEL_WORDS[each.level].toLowerCase()}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <p aria-live="polite" className="mt-1 text-muted text-xs empty:hidden">
        {more > 0 ? `And ${more} more: type on.` : ""}
        {search.trim() !== "" && found.length === 0 ? "Nothing else fits." : ""}
      </p>
    </fieldset>
  );
}
