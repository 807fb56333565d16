import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/data/fetch-json";
import type { FoundPerson, LockedOut, SupportPerson } from "@/lib/core/support-view";

const FOUND_PAGE = 50;

export const foundQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ["support", "found", search],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ search, ...(pageParam === null ? {} : { after: pageParam }) });
      return fetchJson<readonly FoundPerson[]>(`/api/console/support/people?${query}`, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.length === FOUND_PAGE ? (page.at(-1)?.email ?? null) : null),
  });

export const supportPersonQuery = (personId: string) =>
  queryOptions({
    queryKey: ["support", "person", personId],
    queryFn: ({ signal }) => fetchJson<SupportPerson>(`/api/console/support/people/${personId}`, signal),
  });

export const lockedQuery = () =>
  queryOptions({
    queryKey: ["support", "locked"],
    queryFn: ({ signal }) => fetchJson<readonly LockedOut[]>("/api/console/support/locked", signal),
  });
