import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/data/fetch-json";
import { pathOf } from "@/components/data/queries";
import type { DeliveryRow, WebhookRow } from "@/lib/core/webhook";

export const webhooksQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["organization", organizationId, "webhooks"],
    queryFn: ({ signal }) => fetchJson<readonly WebhookRow[]>(pathOf(organizationId, "webhooks", {}), signal),
  });

/** Looked at again and again while it is open: messages go out on their own. */
export const deliveriesQuery = (organizationId: string, webhookId: string) =>
  queryOptions({
    queryKey: ["organization", organizationId, "webhooks", webhookId],
    queryFn: ({ signal }) =>
      fetchJson<readonly DeliveryRow[]>(
        pathOf(organizationId, `webhooks/${webhookId}/deliveries`, {}),
        signal,
      ),
    refetchInterval: 3_000,
  });
