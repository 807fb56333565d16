import { z } from "zod";
import type { Permission } from "@/lib/core/permission";
import type { ApiToken, Assignment, Member, Organization, Project, Role } from "@/lib/core/state";

/** Any 8-4-4-4-12 hex in any case, as PostgreSQL takes it; lower case from here on, so that ids can be compared. */
export const uuid = z.guid("Input should be a valid UUID").toLowerCase();

/** Part of every path below one organization. */
export const inOrganization = z.object({ organization_id: uuid });

/** A name as the seed bounds it. */
export const name = z.string().trim().min(1).max(3000);

const stamps = { created_at: z.iso.datetime().nullable(), updated_at: z.iso.datetime().nullable() };

export const organizationSchema = z
  .object({ id: z.guid(), ...stamps, name: z.string() })
  .meta({ id: "Organization" });

const permissionSchema = z
  .object({
    id: z.guid(),
    ...stamps,
    name: z.string().min(1).max(3000),
    description: z.string().nullable(),
    access: z.boolean().meta({ description: "Whether the role grants it. False is not a deny." }),
  })
  .meta({ id: "Permission" });

export const roleSchema = z
  .object({
    id: z.guid(),
    ...stamps,
    name: z.string().min(1).max(3000),
    organization_id: z.guid().nullable().meta({ description: "Null: built in, the same for everyone." }),
    permissions: z.array(permissionSchema).meta({ description: "The whole catalogue of the role's level." }),
  })
  .meta({ id: "Role" });

export const userOrganizationRoleSchema = z
  .object({
    id: z.guid(),
    ...stamps,
    user_id: z.string(),
    organization_id: z.guid(),
    role_id: z.guid(),
    role: roleSchema,
  })
  .meta({ id: "UserOrganizationRole" });

export const userOrganizationSchema = z
  .object({
    id: z.guid(),
    ...stamps,
    email: z.string(),
    user_id: z.string().nullable().meta({ description: "Null: no account yet." }),
    organization_id: z.guid(),
    pending: z.boolean(),
    invited_by_user_id: z.string().nullable(),
    invited_by_user_email: z.string().nullable(),
    roles: z.array(userOrganizationRoleSchema),
  })
  .meta({ id: "UserOrganization" });

export const projectSchema = z
  .object({ id: z.guid(), name: z.string(), organization_id: z.guid(), is_default: z.boolean(), ...stamps })
  .meta({ id: "Project" });

export const apiKeySchema = z
  .object({
    id: z.guid(),
    ...stamps,
    name: z.string().nullable(),
    user_id: z.string(),
    redacted_api_key: z
      .string()
      .meta({ description: "The whole key in the answer that made it, and never again." }),
  })
  .meta({ id: "APIKey" });

interface Stamped {
  readonly createdAt: string;
  readonly updatedAt: string;
}

const stampsOf = ({ createdAt, updatedAt }: Stamped) => ({ created_at: createdAt, updated_at: updatedAt });

export function renderOrganization(organization: Organization): z.input<typeof organizationSchema> {
  return { id: organization.id, ...stampsOf(organization), name: organization.name };
}

function renderPermission(permission: Permission, access: boolean): z.input<typeof permissionSchema> {
  const { id, name: title, description } = permission;
  return { id, ...stampsOf(permission), name: title, description, access };
}

/** A role with everything of `catalogue`, the permissions of its level in their order, granted or not. */
export function renderRole(role: Role, catalogue: readonly Permission[]): z.input<typeof roleSchema> {
  const granted = new Set(role.permissionIds);
  return {
    id: role.id,
    ...stampsOf(role),
    name: role.name,
    organization_id: role.organizationId,
    permissions: catalogue.map((permission) => renderPermission(permission, granted.has(permission.id))),
  };
}

/** That a member has a role; keys in the order of seed 002. */
export function renderUserOrganizationRole(
  member: Member,
  assignment: Assignment,
  role: Role,
  catalogue: readonly Permission[],
): z.input<typeof userOrganizationRoleSchema> {
  return {
    id: assignment.id,
    created_at: assignment.assignedAt,
    updated_at: assignment.updatedAt,
    user_id: member.person.id,
    organization_id: member.organizationId,
    role_id: role.id,
    role: renderRole(role, catalogue),
  };
}

/** What a membership's answer is made of; `roles` holds those of its assignments. */
export interface UserOrganizationParts {
  readonly member: Member;
  readonly roles: readonly Role[];
  readonly invitedBy: { readonly id: string; readonly email: string } | null;
}

export function renderUserOrganization(
  { member, roles, invitedBy }: UserOrganizationParts,
  catalogue: readonly Permission[],
): z.input<typeof userOrganizationSchema> {
  const { person } = member;
  return {
    id: member.id,
    ...stampsOf(member),
    email: person.email,
    user_id: person.hasAccount ? person.id : null,
    organization_id: member.organizationId,
    pending: member.status === "INVITED",
    invited_by_user_id: invitedBy?.id ?? null,
    invited_by_user_email: invitedBy?.email ?? null,
    roles: member.assignments.flatMap((assignment) => {
      const role = roles.find((each) => each.id === assignment.roleId);
      return role ? [renderUserOrganizationRole(member, assignment, role, catalogue)] : [];
    }),
  };
}

export function renderProject(project: Project, organizationId: string): z.input<typeof projectSchema> {
  const { id, name: title, isDefault } = project;
  return { id, name: title, organization_id: organizationId, is_default: isDefault, ...stampsOf(project) };
}

/** With `secret`, in the one answer that may carry it, the key itself stands where its redacted form stands later. */
export function renderApiKey(token: ApiToken, secret?: string): z.input<typeof apiKeySchema> {
  const { id, name: title, personId, redacted } = token;
  return { id, ...stampsOf(token), name: title, user_id: personId, redacted_api_key: secret ?? redacted };
}
