import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/data/fetch-json";
import { pathOf } from "@/components/data/queries";
import type { InvitationSort, InvitationView, MemberSort, MembersView, PersonView } from "@/lib/core/view";

export interface MembersFilter {
  readonly search?: string | undefined;
  readonly status?: string | undefined;
  readonly role?: string | undefined;
  readonly permission?: string | undefined;
  readonly inProject?: string | undefined;
}

export interface MembersSort {
  readonly sort?: MemberSort | undefined;
  readonly down?: "true" | undefined;
}

/** As many rows as the server prints at first, and more on demand. */
export const MEMBERS_PAGE = 50;

export const membersQuery = (organizationId: string, filter: MembersFilter & MembersSort) =>
  infiniteQueryOptions({
    queryKey: ["organization", organizationId, "members", filter],
    queryFn: ({ signal, pageParam }) =>
      fetchJson<MembersView>(
        pathOf(organizationId, "members", { limit: MEMBERS_PAGE, ...filter, after: pageParam ?? undefined }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const personQuery = (organizationId: string, membershipId: string) =>
  queryOptions({
    queryKey: ["organization", organizationId, "person", membershipId],
    queryFn: ({ signal }) => fetchJson<PersonView>(pathOf(organizationId, `persons/${membershipId}`), signal),
  });

export interface InvitationsFilter {
  readonly status?: string | undefined;
  readonly search?: string | undefined;
  readonly project?: string | undefined;
  readonly sort?: InvitationSort | undefined;
}

export interface InvitationsPage {
  readonly invitations: readonly InvitationView[];
  readonly total: number;
}

export const INVITATIONS_PAGE = 50;

export const invitationsQuery = (organizationId: string, filter: InvitationsFilter) =>
  infiniteQueryOptions({
    queryKey: ["organization", organizationId, "invitations", filter],
    queryFn: ({ signal, pageParam }) =>
      fetchJson<InvitationsPage>(
        pathOf(organizationId, "invitations", { limit: INVITATIONS_PAGE, ...filter, offset: pageParam }),
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (page, pages) => {
      const shown = pages.reduce((sum, each) => sum + each.invitations.length, 0);
      return page.invitations.length > 0 && shown < page.total ? shown : null;
    },
  });
