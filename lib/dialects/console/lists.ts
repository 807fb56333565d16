import "server-only";
import { z } from "zod";
import { INVITATION_SORTS } from "@/lib/core/view";
import { listInvitations } from "@/lib/operations/invitations";
import { success } from "@/lib/operations/result";
import { listOwnTokens, listTokensOf } from "@/lib/operations/tokens";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { guid } from "./desk";

const inOrganization = z.object({ organization: guid });
const some = z.unknown();

function withoutGaps<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

export const listEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/invitations",
    needs: "view_org_users",
    params: inOrganization,
    query: z.object({
      project: guid.optional(),
      status: z.enum(["pending", "accepted", "cancelled"]).optional(),
      search: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
      sort: z.enum(INVITATION_SORTS).default("newest"),
    }),
    summary: "Invitations, in the order that is asked for",
    answers: { 200: some },
    handle: async ({ path, query }, principal) => {
      const { project, limit, offset, sort, ...filter } = query;
      const place = project ? { projectId: project } : { organizationId: path.organization };
      const found = await listInvitations(principal, place, withoutGaps(filter), { limit, offset, sort });
      return answer(
        found.ok ? success({ invitations: found.value.invitations, total: found.value.total }) : found,
      );
    },
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/tokens",
    needs: "view_api_key for all; for one's own nothing",
    params: inOrganization,
    query: z.object({ all: z.stringbool().default(false) }),
    summary: "API tokens: one's own, or all of the organization's",
    answers: { 200: some },
    handle: async ({ path, query }, principal) =>
      answer(query.all ? await listTokensOf(principal, path.organization) : await listOwnTokens(principal)),
  }),
];
