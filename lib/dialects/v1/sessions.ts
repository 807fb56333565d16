import "server-only";
import { z } from "zod";
import { endOwnSession, listOwnSessions, type OwnSession } from "@/lib/operations/sessions";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, noContent } from "./answers";
import { uuid } from "./shapes";

export const sessionSchema = z
  .object({
    id: z.guid(),
    kind: z.enum(["CONSOLE", "CRUX", "EXCHANGE"]),
    user_agent: z.string().nullable(),
    created_at: z.iso.datetime(),
    last_used_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
    current: z.boolean().meta({ description: "Is the one that asks." }),
  })
  .meta({ id: "Session" });

/** `currentId`: the credential that asks, where it is the person's own. */
export function renderSession(session: OwnSession, currentId: string | null) {
  const { id, kind, userAgent, createdAt, lastUsedAt, expiresAt } = session;
  return {
    id,
    kind,
    user_agent: userAgent,
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt.toISOString(),
    expires_at: expiresAt.toISOString(),
    current: id === currentId,
  };
}

export const sessionEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/sessions",
    summary: "Your own sessions, newest first",
    needs: "a credential that is neither bound nor narrowed",
    answers: { 200: z.array(sessionSchema) },
    handle: async (_, principal) =>
      answer(await listOwnSessions(principal), (sessions) =>
        Response.json(sessions.map((session) => renderSession(session, principal.credential.id))),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "DELETE",
    path: "/sessions/:session_id",
    summary: "End one of your own sessions",
    needs: "a credential that is neither bound nor narrowed",
    params: z.object({ session_id: uuid }),
    answers: { 204: null },
    handle: async ({ path }, principal) => answer(await endOwnSession(principal, path.session_id), noContent),
  }),
];
