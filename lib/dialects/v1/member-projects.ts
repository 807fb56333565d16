import "server-only";
import { z } from "zod";
import { addToProject, listProjectsOf, removeFromProject } from "@/lib/operations/person-projects";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { inOrganization, projectSchema, renderProject, uuid } from "./shapes";

const ofUser = inOrganization.extend({ user_id: z.string() });
const projects = z.array(projectSchema);

type Projects = Parameters<typeof renderProject>[0] & { readonly organizationId: string };

const show = (list: readonly Projects[]): Response =>
  Response.json(list.map((project) => renderProject(project, project.organizationId)));

const list = endpoint({
  auth: "principal",
  method: "GET",
  path: "/organizations/:organization_id/users/:user_id/projects",
  params: ofUser,
  summary: "The projects of an organization that a person is a member of",
  needs: "view_org_users",
  answers: { 200: projects },
  handle: async ({ path }, principal) =>
    answer(await listProjectsOf(principal, path.organization_id, path.user_id), show),
});

const add = endpoint({
  auth: "principal",
  method: "PUT",
  path: "/organizations/:organization_id/users/:user_id/projects",
  params: ofUser,
  query: z.object({ project_id: uuid }),
  summary: "Let a person into a project, to view its data; answers the projects that he is in then",
  needs: "CAN_PERFORM_ADMIN_ACTIONS",
  answers: { 200: projects },
  handle: async ({ path, query }, principal) =>
    answer(await addToProject(principal, path.organization_id, path.user_id, query.project_id), show),
});

const remove = endpoint({
  auth: "principal",
  method: "DELETE",
  path: "/organizations/:organization_id/users/:user_id/projects/:project_id",
  params: ofUser.extend({ project_id: uuid }),
  summary: "Remove a person from a project; answers the projects that remain",
  needs: "CAN_PERFORM_ADMIN_ACTIONS",
  answers: { 200: projects },
  handle: async ({ path }, principal) =>
    answer(await removeFromProject(principal, path.organization_id, path.user_id, path.project_id), show),
});

export const memberProjectEndpoints: readonly AnyEndpoint[] = [list, add, remove];
