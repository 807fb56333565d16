import "server-only";
import { z } from "zod";
import { readOverview } from "@/lib/operations/read-overview";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { guid } from "./desk";

export const overviewEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/overview",
    needs: "view_org_users",
    params: z.object({ organization: guid }),
    summary: "An organization at a glance",
    answers: { 200: z.unknown() },
    handle: async ({ path }, principal) => answer(await readOverview(principal, path.organization)),
  }),
];
