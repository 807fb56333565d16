"use client";
import { debounce, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { MEMBER_SORTS, type MemberSort } from "@/lib/core/view";
import type { MembersFilter, MembersSort } from "./person-queries";

const KEYS = {
  search: parseAsString,
  role: parseAsString,
  permission: parseAsString,
  status: parseAsString,
  project: parseAsString,
  sort: parseAsStringLiteral(MEMBER_SORTS).withDefault("email"),
  down: parseAsBoolean.withDefault(false),
};

/** What one wants to see first: who was here last, who has the most. */
const DOWN_FIRST: ReadonlySet<MemberSort> = new Set(["active", "direct"]);

/** The filter and the order of the members list; all of it is in the address, so that a link shows the same. */
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
  const order: MembersSort = {
    sort: state.sort === "email" ? undefined : state.sort,
    down: state.down ? "true" : undefined,
  };
  const sortBy = (sort: MemberSort) =>
    void set({ sort, down: state.sort === sort ? !state.down : DOWN_FIRST.has(sort) });
  return { state, set, filter, order, sortBy, isFiltered, clear };
}
