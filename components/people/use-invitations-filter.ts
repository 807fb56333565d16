"use client";
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { InvitationsFilter } from "./person-queries";

export const STATUSES = ["pending", "accepted", "cancelled", "all"] as const;

const KEYS = {
  status: parseAsStringLiteral(STATUSES).withDefault("pending"),
  search: parseAsString,
  project: parseAsString,
};

export function useInvitationsFilter() {
  const [state, set] = useQueryStates(KEYS, { limitUrlUpdates: debounce(200) });
  const filter: InvitationsFilter = {
    status: state.status === "all" ? undefined : state.status,
    search: state.search?.trim() || undefined,
    project: state.project ?? undefined,
  };
  return { state, set, filter };
}
