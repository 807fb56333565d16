import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/data/fetch-json";
import { pathOf } from "@/components/data/queries";
import type { TokenView } from "@/lib/core/view";

export type Whose = "own" | "all";

/** One's own tokens wherever they work, or all that are bound to the organization. */
export const tokensQuery = (organizationId: string, whose: Whose) =>
  queryOptions({
    queryKey: ["organization", organizationId, "tokens", whose],
    queryFn: ({ signal }) =>
      fetchJson<readonly TokenView[]>(
        pathOf(organizationId, "tokens", { all: whose === "all" ? "true" : undefined }),
        signal,
      ),
  });
