"use client";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

/** `given`: built-in roles first, then in the order in which they were made. */
const ROLE_SORTS = ["given", "name", "holders", "permissions"] as const;

const PARSERS = {
  level: parseAsStringLiteral(["organization", "project"]).withDefault("organization"),
  view: parseAsStringLiteral(["list", "matrix"]).withDefault("list"),
  search: parseAsString.withDefault("").withOptions({ history: "replace" }),
  sort: parseAsStringLiteral(ROLE_SORTS).withDefault("given").withOptions({ history: "replace" }),
  differs: parseAsStringLiteral(["yes"]).withOptions({ history: "replace" }),
  /** The role that the matrix begins at. */
  at: parseAsString,
  role: parseAsString,
  compare: parseAsString,
  assign: parseAsString,
  /** `blank`, or the id of the role that is duplicated. */
  create: parseAsString,
  rename: parseAsString,
  /** A role that is about to be deleted. */
  remove: parseAsString,
};

const CLOSED = { role: null, compare: null, assign: null, create: null, rename: null, remove: null } as const;

type Panel = keyof typeof CLOSED;

/** Everything that is open or filtered on this screen, in the URL: a link shows a colleague the same, and Back works. */
export function usePanels() {
  const [state, set] = useQueryStates(PARSERS, { history: "push" });
  return {
    ...state,
    set,
    /** Opens one panel in the place of whichever is open. */
    open: (panel: Panel, value: string) => void set({ ...CLOSED, [panel]: value }),
    close: () => void set(CLOSED),
  };
}

export type Panels = ReturnType<typeof usePanels>;
