"use client";
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { INVITATION_SORTS } from "@/lib/core/view";
import type { InvitationsFilter } from "./person-queries";

export const STATUSES = ["pending", "accepted", "cancelled", "all"] as const;

const KEYS = {
  status: parseAsStringLiteral(STATUSES).withDefault("pending"),
  search: parseAsString,
  project: parseAsString,
  sort: parseAsStringLiteral(INVITATION_SORTS).withDefault("newest"),
};

export function useInvitationsFilter() {
  const [state, set] = useQueryStates(KEYS, { limitUrlUpdates: debounce(200) });
  const filter: InvitationsFilter = {
    status: state.status === "all" ? undefined : state.status,
    search: state.search?.trim() || undefined,
    project: state.project ?? undefined,
    sort: state.sort === "newest" ? undefined : state.sort,
  };
  return { state, set, filter };
}
