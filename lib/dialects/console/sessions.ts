import "server-only";
import { z } from "zod";
import type { SessionView } from "@/lib/core/view";
import { success } from "@/lib/operations/result";
import { listOwnSessions } from "@/lib/operations/sessions";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";

export const sessionEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/sessions",
    needs: "a credential that is neither bound nor narrowed",
    summary: "Where the asker is signed in, newest first",
    answers: { 200: z.unknown() },
    handle: async (_, principal) => {
      const found = await listOwnSessions(principal);
      if (!found.ok) return answer(found);
      const views = found.value.map(
        ({ id, kind, userAgent, createdAt, lastUsedAt }): SessionView => ({
          id,
          kind,
          userAgent,
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt.toISOString(),
          current: id === principal.credential.id,
        }),
      );
      return answer(success(views));
    },
  }),
];
