import "server-only";
import { z } from "zod";
import { forceLogoff, listLocked, unlock } from "@/lib/operations/support";
import { type DeskPerson, findPeople, readDesk } from "@/lib/operations/support-desk";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, noContent } from "./answers";
import { given } from "./inputs";
import { memberSchema, renderMember } from "./membership-shape";
import { cursorOf, emailPlace, limit, writeCursor } from "./paging";
import { renderSession, sessionSchema } from "./sessions";
import { apiKeySchema, renderApiKey, uuid } from "./shapes";

const foundSchema = z
  .object({
    id: z.guid(),
    number: z.int().meta({ description: "The integer UserId of the exchange family." }),
    email: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    email_verified_at: z.iso.datetime().nullable(),
    locked_at: z.iso.datetime().nullable(),
    failed_attempts: z.int(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "PersonFound" });

const deskSchema = z
  .object({
    id: z.guid(),
    number: z.int(),
    email: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    phone: z.string().nullable(),
    job_title: z.string().nullable(),
    created_at: z.iso.datetime(),
    has_account: z.boolean(),
    suspended: z.boolean(),
    locked: z.boolean(),
    memberships: z.array(
      memberSchema.extend({ organization_name: z.string() }).meta({ id: "MemberSomewhere" }),
    ),
    sessions: z.array(sessionSchema),
    api_keys: z.array(apiKeySchema),
  })
  .meta({ id: "PersonEverywhere" });

const lockedSchema = z
  .object({ id: z.guid(), number: z.int(), email: z.string(), locked_at: z.iso.datetime().nullable() })
  .meta({ id: "PersonLocked" });

function renderDesk({ person, memberships, sessions, tokens }: DeskPerson): z.input<typeof deskSchema> {
  return {
    id: person.id,
    number: person.number,
    email: person.email,
    first_name: person.firstName,
    last_name: person.lastName,
    phone: person.phone,
    job_title: person.jobTitle,
    created_at: person.createdAt,
    has_account: person.hasAccount,
    suspended: person.suspended,
    locked: person.locked,
    memberships: memberships.map((each) => ({
      ...renderMember(each),
      organization_name: each.organization.name,
    })),
    sessions: sessions.map((session) => renderSession(session, null)),
    api_keys: tokens.map((token) => renderApiKey(token)),
  };
}

const searchQuery = z.object({
  search: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .meta({ description: "A uuid, a user's integer, or words of e-mail and name." }),
  limit,
  cursor: cursorOf(emailPlace),
});

const ofPerson = z.object({ person_id: uuid });

export const supportEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/support/people",
    summary: "Find anyone, in every organization",
    needs: "Operator",
    query: searchQuery,
    answers: { 200: z.object({ items: z.array(foundSchema), next_cursor: z.string().nullable() }) },
    handle: async ({ query }, principal) => {
      const page = { limit: query.limit + 1, ...given({ after: query.cursor?.email }) };
      return answer(await findPeople(principal, query.search, page), (found) => {
        const shown = found.slice(0, query.limit);
        const last = found.length > query.limit ? shown.at(-1) : undefined;
        return Response.json({
          items: shown.map(
            ({
              id,
              number,
              email,
              firstName,
              lastName,
              emailVerifiedAt,
              lockedAt,
              failedAttempts,
              createdAt,
            }) => ({
              id,
              number,
              email,
              first_name: firstName,
              last_name: lastName,
              email_verified_at: emailVerifiedAt,
              locked_at: lockedAt,
              failed_attempts: failedAttempts,
              created_at: createdAt,
            }),
          ),
          next_cursor: last ? writeCursor({ email: last.email }) : null,
        });
      });
    },
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/support/locked",
    summary: "Who is locked after too many wrong passwords",
    needs: "Operator",
    answers: { 200: z.array(lockedSchema) },
    handle: async (_, principal) =>
      answer(await listLocked(principal), (people) =>
        Response.json(
          people.map(({ id, number, email, lockedAt }) => ({ id, number, email, locked_at: lockedAt })),
        ),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/support/people/:person_id",
    summary: "Everything about one person, in every organization",
    needs: "Operator",
    params: ofPerson,
    answers: { 200: deskSchema },
    handle: async ({ path }, principal) =>
      answer(await readDesk(principal, path.person_id), (desk) => Response.json(renderDesk(desk))),
  }),
  endpoint({
    auth: "principal",
    method: "POST",
    path: "/support/people/:person_id/unlock",
    summary: "Let a locked person sign in again",
    needs: "Operator",
    params: ofPerson,
    answers: { 204: null },
    handle: async ({ path }, principal) => answer(await unlock(principal, path.person_id), noContent),
  }),
  endpoint({
    auth: "principal",
    method: "POST",
    path: "/support/people/:person_id/logoff",
    summary: "End every session of a person",
    needs: "SUPERUSER",
    params: ofPerson,
    answers: { 204: null },
    handle: async ({ path }, principal) => answer(await forceLogoff(principal, path.person_id), noContent),
  }),
];
