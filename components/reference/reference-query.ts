import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/data/fetch-json";
import type { ReferenceDocument } from "./document";

/** The OpenAPI document that this server serves. It changes with the server alone. */
export function referenceQuery() {
  return queryOptions({
    queryKey: ["reference"],
    queryFn: ({ signal }) => fetchJson<ReferenceDocument>("/api/openapi.json", signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
