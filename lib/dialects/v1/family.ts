import "server-only";
import { authenticate } from "@/lib/identity/authenticate";
import type { AnyEndpoint, Family } from "@/lib/web/family";
import { serve } from "@/lib/web/serve";
import { sayFault } from "./answers";
import { organizationEndpoints } from "./organizations";

/** Everything under /api/v1 but the project users of seed 004, which speak their own dialect. */
export const endpoints: readonly AnyEndpoint[] = [...organizationEndpoints];

export const family: Family = {
  door: "v1",
  prefixes: ["/api/v1"],
  authenticate: (request, requestId) => authenticate(request, "v1", requestId, { cookie: true }),
  sayFault,
  endpoints,
};

export const handle = serve(family);
