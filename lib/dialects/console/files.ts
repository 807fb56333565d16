import "server-only";
import { z } from "zod";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { guid } from "./desk";
import { exportInvitations } from "./invitations-export";
import { exportRoleMatrix } from "./role-matrix-export";
import { exportRoles } from "./roles-export";
import { exportTokens } from "./tokens-export";

const inOrganization = z.object({ organization: guid });
const search = z.string().max(200).optional();
const some = z.unknown();

/** Lists as CSV files. */
export const fileEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/roles-export",
    needs: "belonging to the organization, or to one of its projects",
    params: inOrganization,
    query: z.object({ level: z.enum(["SYSTEM", "ORGANIZATION", "PROJECT"]).optional(), search }),
    summary: "Roles as a CSV file",
    answers: { 200: some },
    handle: ({ path, query }, principal) => exportRoles(principal, path.organization, query),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/role-matrix-export",
    needs: "belonging to the organization, or to one of its projects",
    params: inOrganization,
    query: z.object({
      level: z.enum(["SYSTEM", "ORGANIZATION", "PROJECT"]),
      differs: z.enum(["yes"]).optional(),
      search,
    }),
    summary: "What each role gives, as a CSV file",
    answers: { 200: some },
    handle: ({ path, query: { level, differs, search = "" } }, principal) =>
      exportRoleMatrix(principal, path.organization, { level, search, differs: differs === "yes" }),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/invitations-export",
    needs: "view_org_users",
    params: inOrganization,
    query: z.object({
      project: guid.optional(),
      status: z.enum(["pending", "accepted", "cancelled"]).optional(),
      search,
    }),
    summary: "Invitations as a CSV file",
    answers: { 200: some },
    handle: ({ path, query }, principal) => {
      const where = query.project ? { projectId: query.project } : { organizationId: path.organization };
      return exportInvitations(principal, where, {
        ...(query.status ? { status: query.status } : {}),
        ...(query.search ? { search: query.search } : {}),
      });
    },
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/tokens-export",
    needs: "view_api_key for all; for one's own nothing",
    params: inOrganization,
    query: z.object({ all: z.stringbool().default(false), search }),
    summary: "API tokens as a CSV file: one's own, or all of the organization's",
    answers: { 200: some },
    handle: ({ path, query }, principal) =>
      exportTokens(principal, path.organization, { all: query.all, search: query.search ?? "" }),
  }),
];
