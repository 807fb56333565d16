import "server-only";
import { z } from "zod";
import { listMembers } from "@/lib/operations/list-members";
import { JOINED, removeFromProject, setProjectPermissions } from "@/lib/operations/project-people";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, noContent } from "./answers";
import { pageQuery, pageSchema, renderPage } from "./page";
import { readerOf } from "./reader";
import { address, NAMES, permissionList, permissionSchema, REFUSED, renderPermission, uuid } from "./shapes";

const USERS = "/projects/:project_id/users";

export const userEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: USERS,
    summary: "The people of a project with what they may do there",
    needs: "CAN_VIEW_DATA or CAN_PERFORM_ADMIN_ACTIONS",
    params: z.object({ project_id: uuid }),
    query: z.object({
      search: z.string().optional().meta({ description: "Part of the e-mail." }),
      ...pageQuery,
    }),
    answers: { 200: pageSchema(permissionSchema), ...REFUSED },
    handle: async ({ request, path, query }, principal) => {
      const reader = await readerOf(request, principal, path.project_id);
      const filter = { status: JOINED, ...(query.search ? { emailPart: query.search } : {}) };
      const result = await listMembers(reader, { projectId: path.project_id }, filter, query);
      return answer(result, ({ people, permissions, total }) => {
        const results = people.map((person) => renderPermission(person, permissions));
        return Response.json(renderPage(request, query, total, results));
      });
    },
  }),
  endpoint({
    auth: "principal",
    method: "PATCH",
    path: `${USERS}/:permission_id`,
    summary: "Replaces what a person may do in a project",
    needs: "CAN_PERFORM_ADMIN_ACTIONS",
    params: z.object({ project_id: uuid, permission_id: uuid }),
    body: z.object({ permissions: permissionList }),
    answers: { 200: permissionSchema, ...REFUSED },
    handle: async ({ path, body }, principal) =>
      answer(
        await setProjectPermissions(principal, path.project_id, path.permission_id, body.permissions, NAMES),
        (user) => Response.json(renderPermission(user, user.permissions)),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "POST",
    path: `${USERS}/remove-by-email`,
    summary: "Removes a person from a project",
    needs: "CAN_PERFORM_ADMIN_ACTIONS",
    params: z.object({ project_id: uuid }),
    body: z.object({ email: address }),
    answers: { 204: null, ...REFUSED },
    handle: async ({ path, body }, principal) =>
      answer(await removeFromProject(principal, path.project_id, body.email), noContent),
  }),
];
