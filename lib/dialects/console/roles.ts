import "server-only";
import { z } from "zod";
import { listRoleHolders } from "@/lib/operations/role-holders";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { guid } from "./desk";

export const roleEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/roles/:role/holders",
    needs: "view_org_users",
    params: z.object({ organization: guid, role: guid }),
    summary: "Who has a role, in the organization and in its projects",
    answers: { 200: z.unknown() },
    handle: async ({ path }, principal) =>
      answer(await listRoleHolders(principal, path.organization, path.role)),
  }),
];
