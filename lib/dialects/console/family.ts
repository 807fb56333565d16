import "server-only";
import { authenticate } from "@/lib/identity/authenticate";
import type { AnyEndpoint, Family } from "@/lib/web/family";
import { serve } from "@/lib/web/serve";
import { sayFault } from "./answers";
import { auditEndpoints } from "./audit";
import { catalogueEndpoints } from "./catalogue";
import { deskEndpoints } from "./desk";
import { fileEndpoints } from "./files";
import { listEndpoints } from "./lists";
import { memberEndpoints } from "./members";
import { overviewEndpoints } from "./overview";
import { projectEndpoints } from "./projects";
import { roleEndpoints } from "./roles";
import { sessionEndpoints } from "./sessions";
import { supportEndpoints } from "./support";
import { tableEndpoints } from "./tables";
import { webhookEndpoints } from "./webhooks";

const endpoints: readonly AnyEndpoint[] = [
  ...deskEndpoints,
  ...listEndpoints,
  ...fileEndpoints,
  ...memberEndpoints,
  ...overviewEndpoints,
  ...auditEndpoints,
  ...projectEndpoints,
  ...roleEndpoints,
  ...sessionEndpoints,
  ...supportEndpoints,
  ...catalogueEndpoints,
  ...tableEndpoints,
  ...webhookEndpoints,
];

/** What the console's screens read, in the core's own shapes. Reads only, one of them a POST, since it is asked with a file: every write is a server action. */
export const family: Family = {
  door: "console",
  prefixes: ["/api/console"],
  authenticate: (request, requestId, presuming) =>
    authenticate(request, "console", requestId, { cookie: true }, presuming),
  sayFault,
  endpoints,
};

export const handle = serve(family);
