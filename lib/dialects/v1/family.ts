import "server-only";
import { authenticate } from "@/lib/identity/authenticate";
import type { AnyEndpoint, Family } from "@/lib/web/family";
import { serve } from "@/lib/web/serve";
import { accessEndpoints } from "./access";
import { sayFault } from "./answers";
import { apiKeyEndpoints } from "./api-keys";
import { auditEndpoints } from "./audit";
import { catalogueEndpoints } from "./catalogue";
import { changeEndpoints } from "./changes";
import { answerOnce } from "./idempotency";
import { invitationEndpoints } from "./invitations";
import { memberProjectEndpoints } from "./member-projects";
import { memberRoleEndpoints } from "./member-roles";
import { memberEndpoints } from "./members";
import { membershipChangeEndpoints } from "./membership-changes";
import { membershipEndpoints } from "./memberships";
import { organizationEndpoints } from "./organizations";
import { projectEndpoints } from "./projects";
import { roleEndpoints } from "./roles";
import { sessionEndpoints } from "./sessions";
import { settingsEndpoints } from "./settings";
import { supportEndpoints } from "./support";
import { tableEndpoints } from "./tables";
import { webhookEndpoints } from "./webhooks";
import { wholeCatalogueEndpoints } from "./whole-catalogue";

/** Everything under /api/v1 but the project users of seed 004, which speak their own dialect. */
const endpoints: readonly AnyEndpoint[] = [
  ...organizationEndpoints,
  ...memberEndpoints,
  ...memberRoleEndpoints,
  ...memberProjectEndpoints,
  ...apiKeyEndpoints,
  ...membershipEndpoints,
  ...membershipChangeEndpoints,
  ...changeEndpoints,
  ...accessEndpoints,
  ...catalogueEndpoints,
  ...roleEndpoints,
  ...projectEndpoints,
  ...invitationEndpoints,
  ...auditEndpoints,
  ...settingsEndpoints,
  ...sessionEndpoints,
  ...supportEndpoints,
  ...wholeCatalogueEndpoints,
  ...tableEndpoints,
  ...webhookEndpoints,
];

export const family: Family = {
  door: "v1",
  prefixes: ["/api/v1"],
  authenticate: (request, requestId, presuming) =>
    authenticate(request, "v1", requestId, { cookie: true }, presuming),
  sayFault,
  endpoints,
  once: answerOnce,
};

export const handle = serve(family);
