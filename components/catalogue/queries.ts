import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/data/fetch-json";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import type { CatalogueView, PermissionUsesView } from "@/lib/core/support-view";

// Below the system organization, on whose revision the catalogue hangs: what moves it asks for this anew.
const HOME = ["organization", SYSTEM_ORGANIZATION, "catalogue"] as const;

export const catalogueQuery = () =>
  queryOptions({
    queryKey: HOME,
    queryFn: ({ signal }) => fetchJson<CatalogueView>("/api/console/support/catalogue", signal),
  });

export const usesQuery = (permissionId: string) =>
  queryOptions({
    queryKey: [...HOME, permissionId, "uses"],
    queryFn: ({ signal }) =>
      fetchJson<PermissionUsesView>(`/api/console/support/catalogue/${permissionId}`, signal),
    // Who holds it changes in any organization, which this list does not hear of.
    staleTime: 0,
  });
