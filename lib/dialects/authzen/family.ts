import "server-only";
import { authenticate } from "@/lib/identity/authenticate";
import type { AnyEndpoint, Family } from "@/lib/web/family";
import { serve } from "@/lib/web/serve";
import { sayFault } from "./answers";
import { evaluationEndpoints } from "./evaluations";
import { metadataEndpoints } from "./metadata";
import { searchEndpoints } from "./search";

/** The OpenID Authorization API 1.0 (AuthZEN), and its metadata. Tokens alone: its callers are no browsers. */
const endpoints: readonly AnyEndpoint[] = [...evaluationEndpoints, ...searchEndpoints, ...metadataEndpoints];

export const family: Family = {
  door: "authzen",
  prefixes: [""],
  authenticate: (request, requestId, presuming) =>
    authenticate(request, "authzen", requestId, { cookie: false }, presuming),
  sayFault,
  endpoints,
  echoesRequestId: true,
};

export const handle = serve(family);
