import "server-only";
import { authenticate } from "@/lib/identity/authenticate";
import type { AnyEndpoint, Family } from "@/lib/web/family";
import { serve } from "@/lib/web/serve";
import { sayFault } from "./answers";
import { inviteEndpoints } from "./invites";
import { ownEndpoints } from "./own";
import { userEndpoints } from "./users";

/** Seed 004's family, below /api/v1/projects and /api/v1/users. */
const endpoints: readonly AnyEndpoint[] = [...ownEndpoints, ...userEndpoints, ...inviteEndpoints];

export const family: Family = {
  door: "projects",
  prefixes: ["/api/v1"],
  authenticate: (request, requestId, presuming) =>
    authenticate(request, "projects", requestId, { cookie: true }, presuming),
  sayFault,
  endpoints,
};

export const handle = serve(family);
