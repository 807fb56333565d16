import "server-only";
import { z } from "zod";
import { readDeskView, readMe } from "@/lib/operations/read-desk-view";
import { readPeopleView } from "@/lib/operations/read-people-view";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";

export const guid = z.guid().overwrite((id) => id.toLowerCase());
const inOrganization = z.object({ organization: guid });
const some = z.unknown();

const people = z.object({
  project: guid.optional(),
  search: z.string().max(200).optional(),
  status: z.enum(["INVITED", "ACTIVE", "SUSPENDED"]).optional(),
  role: guid.optional(),
  permission: guid.optional(),
  member: guid.optional(),
  person: guid.optional(),
  after: z.string().max(320).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export const deskEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/me",
    needs: "being signed in",
    summary: "Who is signed in",
    answers: { 200: some },
    handle: async (_, principal) => answer(await readMe(principal)),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/desk",
    needs: "belonging to the organization, or to one of its projects",
    params: inOrganization,
    summary: "What every screen of an organization stands on",
    answers: { 200: some },
    handle: async ({ path }, principal) => answer(await readDeskView(principal, path.organization)),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/people",
    needs: "view_org_users; for oneself nothing",
    params: inOrganization,
    query: people,
    summary: "People with what their access is made of",
    answers: { 200: some },
    handle: async ({ path, query }, principal) => {
      const place = query.project ? { projectId: query.project } : { organizationId: path.organization };
      const filter = {
        ...(query.search ? { search: query.search } : {}),
        ...(query.status ? { status: query.status } : {}),
        ...(query.role ? { roleId: query.role } : {}),
        ...(query.permission ? { permissionId: query.permission } : {}),
        ...(query.member ? { membershipIds: [query.member] } : {}),
        ...(query.person ? { personIds: [query.person] } : {}),
      };
      const page = { limit: query.limit, ...(query.after ? { after: query.after } : {}) };
      return answer(await readPeopleView(principal, place, filter, page));
    },
  }),
];
