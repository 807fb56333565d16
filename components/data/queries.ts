import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { DeskView, MeView, PeopleView } from "@/lib/core/view";
import { fetchJson } from "./fetch-json";

export interface PeopleFilter {
  readonly project?: string | undefined;
  readonly search?: string | undefined;
  readonly status?: string | undefined;
  readonly role?: string | undefined;
  readonly permission?: string | undefined;
  readonly member?: string | undefined;
  readonly limit?: number | undefined;
}

/** A path below an organization with the filled parts of a query. */
export function pathOf(
  organizationId: string,
  rest: string,
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const filled = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === "" ? [] : [[key, String(value)]],
  );
  const text = new URLSearchParams(filled).toString();
  return `/api/console/organizations/${organizationId}/${rest}${text ? `?${text}` : ""}`;
}

export const meQuery = () =>
  queryOptions({ queryKey: ["me"], queryFn: ({ signal }) => fetchJson<MeView>("/api/console/me", signal) });

/** Everything below `["organization", id]` is asked again when the organization's revision moves. */
export const deskQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["organization", organizationId, "desk"],
    queryFn: ({ signal }) => fetchJson<DeskView>(pathOf(organizationId, "desk"), signal),
  });

/** How many rows the matrix asks for at a time: more than a window shows, and not so many that to read them is felt. */
export const MATRIX_PAGE = 50;

export const peopleQuery = (organizationId: string, filter: PeopleFilter) =>
  infiniteQueryOptions({
    queryKey: ["organization", organizationId, "people", filter],
    queryFn: ({ signal, pageParam }) =>
      fetchJson<PeopleView>(
        pathOf(organizationId, "people", { limit: 100, ...filter, after: pageParam ?? undefined }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const memberQuery = (organizationId: string, member: string, project?: string) =>
  queryOptions({
    queryKey: ["organization", organizationId, "people", { member, project }],
    queryFn: ({ signal }) =>
      fetchJson<PeopleView>(pathOf(organizationId, "people", { member, project, limit: 1 }), signal),
  });
