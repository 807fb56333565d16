import "server-only";
import { z } from "zod";
import { listPermissionsNow } from "@/lib/operations/evaluate-access";
import type { Result } from "@/lib/operations/result";
import { type SearchPage, searchPeople } from "@/lib/operations/search-access";
import { searchPlaces } from "@/lib/operations/search-places";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { refusal, say } from "./answers";
import { personOf, placeOf } from "./entities";
import { type Page, pageOf, pageRequest } from "./page";
import { action, context, decisionSchema, resource, searched, subject } from "./shapes";

const answerOf = <T extends z.ZodType>(item: T) =>
  z.object({
    page: z.object({
      next_token: z.string().meta({ description: "Empty: this was the last page." }),
      count: z.int(),
    }),
    context: decisionSchema.shape.context,
    results: z.array(item),
  });

const entity = z.object({ type: z.string(), id: z.string(), properties: z.unknown().optional() });

type Search = { readonly page?: z.output<typeof pageRequest> };

/** Pages a search: the entities that it is about bind its tokens. What cannot be asked is found nowhere. */
async function respond<T>(
  { page, ...search }: Search,
  read: (page: Page) => Promise<Result<SearchPage<T>>> | undefined,
  render: (row: T) => unknown,
): Promise<Response> {
  const wanted = pageOf(page, search);
  if (!wanted) return say(400, "page.token: Not a token of this search.");
  const result = (await read(wanted)) ?? NOTHING;
  const { found, next } = result.ok ? result.value : { found: [], next: null };
  return Response.json({
    page: { next_token: next === null ? "" : wanted.tokenAfter(next), count: found.length },
    ...(result.ok ? {} : { context: refusal(result.refusal).context }),
    results: found.map(render),
  });
}

const NOTHING = { ok: true, value: { found: [], next: null } } as const;

export const searchEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "POST",
    path: "/access/v1/search/subject",
    summary: "Who may do this here",
    needs: "view_org_users; for a project CAN_VIEW_DATA",
    body: z.object({ subject: searched, action, resource, context, page: pageRequest }),
    answers: { 200: answerOf(entity) },
    handle: ({ body }, principal) =>
      respond(
        body,
        (page) => {
          const place = placeOf(body.resource);
          if (!place || body.subject.type !== "user") return undefined;
          return searchPeople(principal, place, body.action.name, page);
        },
        ({ id, email }) => ({ type: "user", id, properties: { email } }),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "POST",
    path: "/access/v1/search/resource",
    summary: "Where this subject may do this, as far as the caller may know",
    needs: "nothing; only places are found where the caller may read people, or all about himself",
    body: z.object({ subject, action, resource: searched, context, page: pageRequest }),
    answers: { 200: answerOf(entity) },
    handle: ({ body }, principal) =>
      respond(
        body,
        (page) => {
          const who = personOf(body.subject);
          const { type } = body.resource;
          if (!who || (type !== "organization" && type !== "project")) return undefined;
          return searchPlaces(principal, type, { who, permission: body.action.name }, page);
        },
        (id) => ({ type: body.resource.type, id }),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "POST",
    path: "/access/v1/search/action",
    summary: "What this subject may do here",
    needs: "view_org_users; for a project CAN_VIEW_DATA; about oneself nothing",
    body: z.object({ subject, resource, context, page: pageRequest }),
    answers: { 200: answerOf(z.object({ name: z.string() })) },
    handle: ({ body }, principal) =>
      respond(
        body,
        async ({ limit, after }) => {
          const place = placeOf(body.resource);
          const who = personOf(body.subject);
          if (!place || !who) return NOTHING;
          const listed = await listPermissionsNow(principal, place, who);
          return listed.ok ? { ok: true, value: cut(listed.value, limit, after) } : listed;
        },
        ({ name }) => ({ name }),
      ),
  }),
];

/** A part of a list that is short enough to be read whole; `after` is the name that the page before ended with. */
function cut<T extends { readonly name: string }>(
  rows: readonly T[],
  limit: number,
  after: string | undefined,
): SearchPage<T> {
  const start = after === undefined ? 0 : rows.findIndex(({ name }) => name === after) + 1;
  const found = rows.slice(start, start + limit);
  return { found, next: rows.length > start + limit ? (found.at(-1)?.name ?? after ?? "") : null };
}
