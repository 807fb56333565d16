import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/data/fetch-json";
import { pathOf } from "@/components/data/queries";
import type { OverviewView } from "@/lib/core/overview";

export const overviewQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["organization", organizationId, "overview"],
    queryFn: ({ signal }) => fetchJson<OverviewView>(pathOf(organizationId, "overview"), signal),
  });
