import "server-only";
import { z } from "zod";
import type { Change } from "@/lib/core/change";
import type { Principal } from "@/lib/core/principal";
import type { Organization } from "@/lib/core/state";
import { changeAccess } from "@/lib/operations/change-access";
import { readOrganization } from "@/lib/operations/organizations";
import { listTokensOf, revokeToken } from "@/lib/operations/tokens";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, noContent } from "./answers";
import { expectedRevision } from "./revision-tag";
import { apiKeySchema, inOrganization, name, renderApiKey, uuid } from "./shapes";
import { tagged } from "./tagged";

const granting = z
  .enum(["STRICT", "RELAXED"])
  .meta({ description: "RELAXED: who may change people may hand out any ordinary permission." });
const joining = z
  .object({ domains: z.array(z.string().max(300)).max(50), role_id: uuid })
  .nullable()
  .meta({
    description: "People with a proven address at these domains join with this role. Null: nobody does.",
  });
const status = z.enum(["PENDING", "ACTIVE", "DEACTIVATED"]);

const settingsSchema = z
  .object({
    id: z.guid(),
    name: z.string(),
    kind: z.enum(["SYSTEM", "RETAILER", "SUPPLIER", "OTHER"]),
    status,
    granting,
    joining,
    domain: z.string().nullable(),
    account_manager: z.string().nullable(),
    revision: z.int(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    activated_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "OrganizationSettings" });

const organizationKeySchema = apiKeySchema
  .extend({
    user_email: z.string(),
    permission_ids: z.array(z.guid()).nullable().meta({ description: "Null: whatever its owner holds." }),
    last_used_at: z.iso.datetime().nullable(),
    expires_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "OrganizationAPIKey" });

const render = (organization: Organization): z.input<typeof settingsSchema> => ({
  id: organization.id,
  name: organization.name,
  kind: organization.kind,
  status: organization.status,
  granting: organization.granting,
  joining: organization.joining && {
    domains: [...organization.joining.domains],
    role_id: organization.joining.role,
  },
  domain: organization.domain,
  account_manager: organization.accountManager,
  revision: organization.revision,
  created_at: organization.createdAt,
  updated_at: organization.updatedAt,
  activated_at: organization.activatedAt,
});

async function change(
  organizationId: string,
  request: Request,
  principal: Principal,
  changes: readonly Change[],
): Promise<Response> {
  const result = await changeAccess(principal, { organizationId, changes, ...expectedRevision(request) });
  return answer(result, ({ after, revision }) =>
    tagged(revision, render({ ...after.organization, revision })),
  );
}

const setJoining = (wanted: z.output<typeof joining>): Change => ({
  kind: "set-joining",
  joining: wanted && { domains: wanted.domains, role: wanted.role_id },
});

const base = "/organizations/:organization_id";

export const settingsEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: `${base}/settings`,
    summary: "Settings and status of an organization",
    needs: "belonging to the organization",
    params: inOrganization,
    answers: { 200: settingsSchema },
    handle: async ({ path }, principal) =>
      answer(await readOrganization(principal, path.organization_id), ({ organization }) =>
        tagged(organization.revision, render(organization)),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "PUT",
    path: `${base}/settings`,
    summary:
      "Rename an organization, set who may hand out what or who joins by himself; what is absent stays",
    needs: "edit_org_settings; for RELAXED grant_any_permission as well",
    params: inOrganization,
    body: z.object({ name: name.optional(), granting: granting.optional(), joining: joining.optional() }),
    answers: { 200: settingsSchema },
    handle: ({ path, request, body }, principal) =>
      change(path.organization_id, request, principal, [
        ...(body.name === undefined ? [] : [{ kind: "rename-organization", name: body.name } as const]),
        ...(body.granting === undefined ? [] : [{ kind: "set-granting", granting: body.granting } as const]),
        ...(body.joining === undefined ? [] : [setJoining(body.joining)]),
      ]),
  }),
  endpoint({
    auth: "principal",
    method: "PUT",
    path: `${base}/status`,
    summary: "Activate or deactivate an organization",
    needs: "update_org_status",
    params: inOrganization,
    body: z.object({ status }),
    answers: { 200: settingsSchema },
    handle: ({ path, request, body }, principal) =>
      change(path.organization_id, request, principal, [{ kind: "set-status", status: body.status }]),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: `${base}/api-keys`,
    summary: "The API keys that are bound to an organization, whoever owns them",
    needs: "view_api_key",
    params: inOrganization,
    answers: { 200: z.array(organizationKeySchema) },
    handle: async ({ path }, principal) =>
      answer(await listTokensOf(principal, path.organization_id), (tokens) =>
        Response.json(
          tokens.map((token) => ({
            ...renderApiKey(token),
            user_email: token.ownerEmail,
            permission_ids: token.permissionIds,
            last_used_at: token.lastUsedAt,
            expires_at: token.expiresAt,
          })),
        ),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "DELETE",
    path: `${base}/api-keys/:api_key_id`,
    summary: "Revoke an API key that is bound to an organization",
    needs: "create_api_key; for one's own nothing",
    params: inOrganization.extend({ api_key_id: uuid }),
    answers: { 204: null },
    handle: async ({ path }, principal) =>
      answer(await revokeToken(principal, path.api_key_id, path.organization_id), noContent),
  }),
];
