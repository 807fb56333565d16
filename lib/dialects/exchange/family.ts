import "server-only";
import { authenticate } from "@/lib/identity/authenticate";
import type { Family } from "@/lib/web/family";
import { serve } from "@/lib/web/serve";
import { sayFault } from "./answers";
import { functions } from "./functions";
import { endpointsOf } from "./http";

/** The exchange gateway of seed 003 over HTTP. */
export const family: Family = {
  door: "exchange",
  prefixes: ["/AP"],
  anyCase: true,
  authenticate: (request, requestId, presuming) =>
    authenticate(request, "exchange", requestId, { cookie: false, headers: ["aptoken"] }, presuming),
  sayFault,
  endpoints: endpointsOf(functions),
};

export const handle = serve(family);
