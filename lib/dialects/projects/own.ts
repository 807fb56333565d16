import "server-only";
import { z } from "zod";
import { listOwnProjects } from "@/lib/operations/organizations";
import { readMyself } from "@/lib/operations/read-myself";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { pageQuery, pageSchema, renderPage } from "./page";
import { projectSchema, REFUSED, renderProject, renderSelf, selfSchema } from "./shapes";

/** What is the caller's own. The vendor's reference names neither call; the shapes are ours. */
export const ownEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/projects",
    needs: "being signed in",
    summary: "The projects that you belong to or administer, by name",
    query: z.object(pageQuery),
    answers: { 200: pageSchema(projectSchema), 400: REFUSED[400], 401: REFUSED[401] },
    handle: async ({ request, query }, principal) =>
      answer(await listOwnProjects(principal), (projects) => {
        const results = projects.slice(query.offset, query.offset + query.limit).map(renderProject);
        return Response.json(renderPage(request, query, projects.length, results));
      }),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/users/me",
    needs: "being signed in",
    summary: "Who you are, and the organizations that you belong to",
    answers: { 200: selfSchema, 401: REFUSED[401] },
    handle: async (_, principal) =>
      answer(await readMyself(principal), (myself) => Response.json(renderSelf(myself))),
  }),
];
