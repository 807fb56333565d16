import "server-only";
import { z } from "zod";
import { findPeopleView, listLockedView, readSupportPerson } from "@/lib/operations/read-support-view";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { guid } from "./desk";

const some = z.unknown();

export const supportEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/support/people",
    needs: "Operator",
    query: z.object({ search: z.string().min(1).max(200), after: z.string().max(320).optional() }),
    summary: "Anyone, by e-mail, name, uuid or integer",
    answers: { 200: some },
    handle: async ({ query }, principal) =>
      answer(await findPeopleView(principal, query.search, query.after)),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/support/people/:person",
    needs: "Operator",
    params: z.object({ person: guid }),
    summary: "Everything about one person, in every organization",
    answers: { 200: some },
    handle: async ({ path }, principal) => answer(await readSupportPerson(principal, path.person)),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/support/locked",
    needs: "Operator",
    summary: "Who is locked out of signing in",
    answers: { 200: some },
    handle: async (_, principal) => answer(await listLockedView(principal)),
  }),
];
