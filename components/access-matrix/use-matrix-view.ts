"use client";
import { parseAsArrayOf, parseAsBoolean, parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { withOrWithout } from "./toggles";
import type { Chip } from "./toolbar";

/** What one looks at. All but the selection stands in the URL: a link shows a colleague the same. */
export function useMatrixView() {
  const [search, setSearch] = useQueryState("search", parseAsString.withDefault(""));
  const [find, setFind] = useQueryState("permission", parseAsString.withDefault(""));
  const [folded, setFolded] = useQueryState("folded", parseAsArrayOf(parseAsString).withDefault([]));
  const [onlyDirect, setOnlyDirect] = useQueryState("direct", parseAsBoolean.withDefault(false));
  const [onlyDifferent, setOnlyDifferent] = useQueryState("differences", parseAsBoolean.withDefault(false));
  const [onlyChosen, setOnlyChosen] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const chips: Chip[] = [
    { label: "Only differences", on: onlyDifferent, set: (on) => void setOnlyDifferent(on || null) },
    { label: "Only direct", on: onlyDirect, set: (on) => void setOnlyDirect(on || null) },
    { label: `Only selected (${chosen.size})`, on: onlyChosen, set: setOnlyChosen },
  ];
  return {
    search,
    find,
    folded,
    onlyDirect,
    onlyDifferent,
    onlyChosen: onlyChosen && chosen.size > 0,
    chosen,
    chips,
    isFiltered: search !== "" || find !== "" || onlyDifferent || onlyChosen,
    clear: () => {
      void setSearch(null);
      void setFind(null);
      void setOnlyDifferent(null);
      setOnlyChosen(false);
    },
    onSearch: (value: string) => void setSearch(value || null),
    onFind: (value: string) => void setFind(value || null),
    onFold: (group: string) =>
      void setFolded(folded.includes(group) ? folded.filter((each) => each !== group) : [...folded, group]),
    onChoose: (id: string, is: boolean) => setChosen((old) => withOrWithout(old, id, is)),
  };
}

export type MatrixView = ReturnType<typeof useMatrixView>;
