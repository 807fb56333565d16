import "server-only";
import { authenticate } from "@/lib/identity/authenticate";
import type { Family } from "@/lib/web/family";
import { serve } from "@/lib/web/serve";
import { sayFault } from "./answers";
import { invitationEndpoints } from "./invitations";
import { organizationEndpoints } from "./organization";
import { permissionEndpoints } from "./permissions";
import { signInEndpoints } from "./sign-in";
import { userEndpoints } from "./users";

/** Crux Connect (seeds 000 and 001): one router behind three spellings of its address. */
export const family: Family = {
  door: "crux",
  prefixes: ["/api/organizations", "/timp/organizations", "/organizations"],
  authenticate: (request, requestId, presuming) =>
    authenticate(request, "crux", requestId, { cookie: false }, presuming),
  sayFault,
  endpoints: [
    ...signInEndpoints,
    ...organizationEndpoints,
    ...userEndpoints,
    ...permissionEndpoints,
    ...invitationEndpoints,
  ],
};

export const handle = serve(family);
