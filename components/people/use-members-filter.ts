"use client";
import { debounce, parseAsString, useQueryStates } from "nuqs";
import type { MembersFilter } from "./person-queries";

const KEYS = {
  search: parseAsString,
  role: parseAsString,
  permission: parseAsString,
  status: parseAsString,
  project: parseAsString,
};

/** The filter of the members list; all of it is in the address, so that a link shows the same. */
export function useMembersFilter() {
  const [state, set] = useQueryStates(KEYS, { limitUrlUpdates: debounce(200) });
  const filter: MembersFilter = {
    search: state.search?.trim() || undefined,
    role: state.role ?? undefined,
    permission: state.permission ?? undefined,
    status: state.status?.toUpperCase(),
    inProject: state.project ?? undefined,
  };
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  const clear = () => void set({ search: null, role: null, permission: null, status: null, project: null });
  return { state, set, filter, isFiltered, clear };
}
