import "server-only";
import { z } from "zod";
import { MEMBER_SORTS } from "@/lib/core/view";
import { readMembersView } from "@/lib/operations/read-members-view";
import { readPersonView } from "@/lib/operations/read-person-view";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { guid } from "./desk";
import { exportMembers } from "./members-export";

const some = z.unknown();
const inOrganization = z.object({ organization: guid });

const filter = z.object({
  search: z.string().max(200).optional(),
  status: z.enum(["INVITED", "ACTIVE", "SUSPENDED"]).optional(),
  role: guid.optional(),
  permission: guid.optional(),
  inProject: guid.optional(),
});

const list = filter.extend({
  after: z.string().max(4000).optional(),
  sort: z.enum(MEMBER_SORTS).default("email"),
  down: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** The filter in the store's words. */
function filterOf(query: z.output<typeof filter>) {
  return {
    ...(query.search ? { search: query.search } : {}),
    ...(query.status ? { status: query.status } : {}),
    ...(query.role ? { roleId: query.role } : {}),
    ...(query.permission ? { permissionId: query.permission } : {}),
    ...(query.inProject ? { inProject: query.inProject } : {}),
  };
}

export const memberEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/members",
    needs: "view_org_users",
    params: inOrganization,
    query: list,
    summary: "The organization's people and the projects they are in",
    answers: { 200: some },
    handle: async ({ path, query }, principal) => {
      const order = { by: query.sort, down: query.down };
      const page = { limit: query.limit, order, ...(query.after ? { after: query.after } : {}) };
      return answer(await readMembersView(principal, path.organization, filterOf(query), page));
    },
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/members-export",
    needs: "view_org_users",
    params: inOrganization,
    query: filter,
    summary: "The same as a CSV file",
    answers: { 200: some },
    handle: ({ path, query }, principal) => exportMembers(principal, path.organization, filterOf(query)),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/persons/:member",
    needs: "view_org_users",
    params: inOrganization.extend({ member: guid }),
    summary: "One person, by a membership",
    answers: { 200: some },
    handle: async ({ path }, principal) =>
      answer(await readPersonView(principal, path.organization, path.member)),
  }),
];
