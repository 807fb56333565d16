import "server-only";
import { z } from "zod";
import { listDeliveries, listWebhooks } from "@/lib/operations/webhooks";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { guid } from "./desk";

const inOrganization = z.object({ organization: guid });

export const webhookEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/webhooks",
    needs: "edit_org_settings",
    params: inOrganization,
    summary: "An organization's webhooks, oldest first",
    answers: { 200: z.unknown() },
    handle: async ({ path }, principal) => answer(await listWebhooks(principal, path.organization)),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/webhooks/:webhook/deliveries",
    needs: "edit_org_settings",
    params: inOrganization.extend({ webhook: guid }),
    summary: "The newest messages to one webhook",
    answers: { 200: z.unknown() },
    handle: async ({ path }, principal) =>
      answer(await listDeliveries(principal, path.organization, path.webhook)),
  }),
];
