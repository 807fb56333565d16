import { family as authzen } from "@/lib/dialects/authzen/family";
import { family as crux } from "@/lib/dialects/crux/family";
import { family as exchange } from "@/lib/dialects/exchange/family";
import { openApiDocument } from "@/lib/dialects/openapi/document";
import { family as projects } from "@/lib/dialects/projects/family";
import { family as v1 } from "@/lib/dialects/v1/family";
import { env } from "@/lib/env";

/** The reference of every API that others may call. */
export function apiReference() {
  return openApiDocument([v1, projects, crux, exchange, authzen], env().PUBLIC_URL);
}
