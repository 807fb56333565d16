import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";

const metadataSchema = z
  .object({
    policy_decision_point: z.url(),
    access_evaluation_endpoint: z.url(),
    access_evaluations_endpoint: z.url(),
    search_subject_endpoint: z.url(),
    search_resource_endpoint: z.url(),
    search_action_endpoint: z.url(),
  })
  .meta({ id: "PolicyDecisionPoint" });

/** Where everything is. A client compares `policy_decision_point` with the address that it asked: PUBLIC_URL says it. */
export const metadataEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "open",
    method: "GET",
    path: "/.well-known/authzen-configuration",
    constant: true,
    summary: "Where the endpoints of this policy decision point are",
    answers: { 200: metadataSchema },
    handle: async () => {
      const base = env().PUBLIC_URL;
      return Response.json({
        policy_decision_point: base,
        access_evaluation_endpoint: `${base}/access/v1/evaluation`,
        access_evaluations_endpoint: `${base}/access/v1/evaluations`,
        search_subject_endpoint: `${base}/access/v1/search/subject`,
        search_resource_endpoint: `${base}/access/v1/search/resource`,
        search_action_endpoint: `${base}/access/v1/search/action`,
      } satisfies z.input<typeof metadataSchema>);
    },
  }),
];
