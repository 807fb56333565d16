import { family as authzen, handle as handleAuthzen } from "@/lib/dialects/authzen/family";
import { family as console, handle as handleConsole } from "@/lib/dialects/console/family";
import { family as crux, handle as handleCrux } from "@/lib/dialects/crux/family";
import { family as exchange, handle as handleExchange } from "@/lib/dialects/exchange/family";
import { handle as handleProjects, family as projects } from "@/lib/dialects/projects/family";
import { handle as handleV1, family as v1 } from "@/lib/dialects/v1/family";
import type { AnyEndpoint, Family } from "@/lib/web/family";

export interface Entry {
  /** As `v1 GET /organizations/:organization_id`. */
  readonly name: string;
  readonly family: Family;
  readonly endpoint: AnyEndpoint;
  readonly handle: (request: Request) => Promise<Response>;
}

const DOORS = [
  [authzen, handleAuthzen],
  [console, handleConsole],
  [crux, handleCrux],
  [exchange, handleExchange],
  [projects, handleProjects],
  [v1, handleV1],
] as const;

/** Every endpoint of every door, from the tables that the router itself reads. */
export const ENTRIES: readonly Entry[] = DOORS.flatMap(([family, handle]) =>
  family.endpoints.map((endpoint) => ({
    name: `${family.door} ${endpoint.method} ${endpoint.path || "/"}`,
    family,
    endpoint,
    handle,
  })),
);
