import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/data/fetch-json";
import { pathOf } from "@/components/data/queries";
import type { AuditCheck, AuditView, PersonName } from "@/lib/core/audit-event";
import type { PreviewView } from "@/lib/core/view";

export interface AuditAsked {
  readonly actorId?: string | undefined;
  readonly personId?: string | undefined;
  readonly permissionId?: string | undefined;
  readonly roleId?: string | undefined;
  readonly door?: string | undefined;
  readonly kind?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly oldestFirst?: "true" | undefined;
}

export const AUDIT_PAGE = 50;

export const auditQuery = (organizationId: string, asked: AuditAsked) =>
  infiniteQueryOptions({
    queryKey: ["organization", organizationId, "audit", asked],
    queryFn: ({ signal, pageParam }) =>
      fetchJson<AuditView>(
        pathOf(organizationId, "audit-log", { ...asked, limit: AUDIT_PAGE, before: pageParam ?? undefined }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const actorsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["organization", organizationId, "audit-actors"],
    queryFn: ({ signal }) =>
      fetchJson<readonly PersonName[]>(pathOf(organizationId, "audit-log/actors"), signal),
  });

export const checkQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["organization", organizationId, "audit-check"],
    queryFn: ({ signal }) => fetchJson<AuditCheck>(pathOf(organizationId, "audit-log/verification"), signal),
    enabled: false,
  });

export const undoQuery = (organizationId: string, revision: number) =>
  queryOptions({
    queryKey: ["organization", organizationId, "audit-undo", revision],
    queryFn: ({ signal }) =>
      fetchJson<PreviewView>(pathOf(organizationId, `audit-log/${revision}/undo`), signal),
    // What it would do has to be true when it is looked at.
    staleTime: 0,
    gcTime: 0,
  });
