"use client";
import { debounce, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

export const COLUMNS = ["name", "people", "created"] as const;
export type SortColumn = (typeof COLUMNS)[number];

const KEYS = {
  search: parseAsString.withDefault("").withOptions({ limitUrlUpdates: debounce(200) }),
  sort: parseAsStringLiteral(COLUMNS).withDefault("name"),
  down: parseAsBoolean.withDefault(false),
  create: parseAsBoolean.withDefault(false).withOptions({ history: "push" }),
  /** The id of the project that is being renamed, or deleted. */
  rename: parseAsString.withOptions({ history: "push" }),
  remove: parseAsString.withOptions({ history: "push" }),
};

/** What is looked for and what is open in the list of projects; all of it is in the address. */
export function useProjectsView() {
  const [state, set] = useQueryStates(KEYS);
  const sortBy = (column: SortColumn) =>
    void set({ sort: column, down: state.sort === column ? !state.down : column !== "name" });
  const close = () => void set({ create: null, rename: null, remove: null });
  return { ...state, set, sortBy, close };
}

export type ProjectsViewState = ReturnType<typeof useProjectsView>;
