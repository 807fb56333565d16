import "server-only";
import { z } from "zod";
import { readProjectPlace } from "@/lib/operations/projects";
import { readProjectsView } from "@/lib/operations/read-projects-view";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { guid } from "./desk";
import { exportProjects } from "./projects-export";

const some = z.unknown();
const inOrganization = z.object({ organization: guid });

export const projectEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/projects",
    needs: "belonging to the organization, or to one of its projects",
    params: inOrganization,
    summary: "The organization's projects and their people in numbers",
    answers: { 200: some },
    handle: async ({ path }, principal) => answer(await readProjectsView(principal, path.organization)),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/projects-export",
    needs: "belonging to the organization, or to one of its projects",
    params: inOrganization,
    query: z.object({
      search: z.string().max(200).optional(),
      ids: z
        .string()
        .max(40_000)
        .transform((ids) => ids.toLowerCase().split(","))
        .optional(),
    }),
    summary: "The same as a CSV file",
    answers: { 200: some },
    handle: ({ path, query }, principal) =>
      exportProjects(principal, path.organization, { search: query.search ?? "", ids: query.ids }),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/projects/:project",
    needs: "view_org_users, or belonging to it",
    params: inOrganization.extend({ project: guid }),
    summary: "One project, and what the asker may do there",
    answers: { 200: some },
    handle: async ({ path }, principal) =>
      answer(await readProjectPlace(principal, path.organization, path.project)),
  }),
];
