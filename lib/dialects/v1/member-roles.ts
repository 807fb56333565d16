import "server-only";
import { z } from "zod";
import { type HeldRole, readOwnRole, setOrganizationRole } from "@/lib/operations/organization-role";
import { listRoles } from "@/lib/operations/read-catalogue";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, invalid } from "./answers";
import {
  inOrganization,
  renderRole,
  renderUserOrganizationRole,
  roleSchema,
  userOrganizationRoleSchema,
  uuid,
} from "./shapes";

const show = ({ member, assignment, role, permissions }: HeldRole): Response =>
  Response.json(renderUserOrganizationRole(member, assignment, role, permissions));

const list = endpoint({
  auth: "principal",
  method: "GET",
  path: "/organizations/:organization_id/roles",
  needs: "belonging to the organization",
  params: inOrganization,
  summary: "The roles that people of an organization can have, built in and its own",
  answers: { 200: z.array(roleSchema) },
  handle: async ({ path }, principal) =>
    answer(await listRoles(principal, path.organization_id), ({ roles, permissions }) =>
      Response.json(roles.map((role) => renderRole(role, permissions))),
    ),
});

const set = endpoint({
  auth: "principal",
  method: "PUT",
  path: "/organizations/:organization_id/users/roles",
  params: inOrganization,
  body: z
    .object({ user_id: z.string(), organization_id: uuid, role_id: uuid })
    .meta({ id: "UserOrganizationRoleCreate" }),
  summary: "Make a role the one that a person has in an organization",
  needs: "edit_org_users",
  answers: { 200: userOrganizationRoleSchema },
  handle: async ({ path, body }, principal) => {
    if (body.organization_id !== path.organization_id) {
      const msg = "Input should be the organization of the path";
      return invalid([{ loc: ["body", "organization_id"], msg, type: "value_error" }]);
    }
    return answer(
      await setOrganizationRole(principal, path.organization_id, body.user_id, body.role_id),
      show,
    );
  },
});

const readOwn = endpoint({
  auth: "principal",
  method: "GET",
  path: "/organizations/:organization_id/users/roles",
  needs: "belonging to the organization",
  params: inOrganization,
  summary: "Your own role in an organization",
  answers: { 200: userOrganizationRoleSchema },
  handle: async ({ path }, principal) => answer(await readOwnRole(principal, path.organization_id), show),
});

export const memberRoleEndpoints: readonly AnyEndpoint[] = [list, set, readOwn];
