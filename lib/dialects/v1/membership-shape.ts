import { z } from "zod";
import type { Source } from "@/lib/core/access";
import type { Described } from "@/lib/operations/describe-members";

/** Where a permission comes from; which of the keys are there depends on `kind`. */
export const sourceSchema = z
  .object({
    kind: z.enum(["direct", "role", "implied", "organization", "system"]),
    role_id: z.guid().optional(),
    role_name: z.string().optional(),
    permission_id: z.guid().optional().meta({ description: "The permission that implies it." }),
    permission_name: z.string().optional(),
    granted_by: z.guid().nullable().optional(),
    granted_by_email: z.string().nullable().optional(),
    granted_at: z.iso.datetime().optional(),
    expires_at: z.iso.datetime().nullable().optional(),
  })
  .meta({ id: "AccessSource" });

export const memberSchema = z
  .object({
    id: z.guid().meta({ description: "The membership." }),
    user_id: z.guid().meta({ description: "The person, the same in every organization." }),
    user_number: z.int(),
    email: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    organization_id: z.guid(),
    project_id: z.guid().nullable().meta({ description: "Null: a membership of the organization itself." }),
    status: z.enum(["INVITED", "ACTIVE", "SUSPENDED"]),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    last_active_at: z.iso.datetime().nullable(),
    roles: z.array(
      z.object({
        id: z.guid(),
        name: z.string(),
        assigned_by: z.guid().nullable(),
        assigned_by_email: z.string().nullable(),
        assigned_at: z.iso.datetime(),
        expires_at: z.iso.datetime().nullable(),
      }),
    ),
    permissions: z
      .array(
        z.object({
          id: z.guid(),
          name: z.string(),
          granted_by: z.guid().nullable(),
          granted_by_email: z.string().nullable(),
          granted_at: z.iso.datetime(),
          expires_at: z.iso.datetime().nullable(),
        }),
      )
      .meta({ description: "The direct grants." }),
    access: z
      .array(z.object({ id: z.guid(), name: z.string(), sources: z.array(sourceSchema) }))
      .meta({ description: "Everything that is held in effect, with every way by which it is." }),
  })
  .meta({ id: "Member" });

type Emails = ReadonlyMap<string, string>;

const emailOf = (emails: Emails, id: string | null): string | null =>
  id === null ? null : (emails.get(id) ?? null);

export function renderSource(source: Source, emails: Emails): z.input<typeof sourceSchema> {
  if (source.kind === "direct") {
    const { grantedBy, grantedAt, expiresAt } = source;
    return {
      kind: "direct",
      granted_by: grantedBy,
      granted_by_email: emailOf(emails, grantedBy),
      granted_at: grantedAt,
      expires_at: expiresAt,
    };
  }
  if (source.kind === "role") {
    return { kind: "role", role_id: source.roleId, role_name: source.roleName, expires_at: source.expiresAt };
  }
  return { kind: source.kind, permission_id: source.permissionId, permission_name: source.permissionName };
}

/** A membership with what hangs on it and what it gives. */
export function renderMember(described: Described): z.input<typeof memberSchema> {
  const { member, access, permissions, emails } = described;
  const { person } = member;
  return {
    id: member.id,
    user_id: person.id,
    user_number: person.number,
    email: person.email,
    first_name: person.firstName,
    last_name: person.lastName,
    organization_id: member.organizationId,
    project_id: member.projectId,
    status: member.status,
    created_at: member.createdAt,
    updated_at: member.updatedAt,
    last_active_at: member.lastActiveAt,
    roles: renderRoles(described),
    permissions: renderGrants(described),
    access: [...access].map(([id, sources]) => ({
      id,
      name: permissions.get(id)?.name ?? id,
      sources: sources.map((source) => renderSource(source, emails)),
    })),
  };
}

function renderRoles({ member, roles, emails }: Described): z.input<typeof memberSchema>["roles"] {
  return member.assignments.map(({ roleId, assignedBy, assignedAt, expiresAt }) => ({
    id: roleId,
    name: roles.find(({ id }) => id === roleId)?.name ?? "",
    assigned_by: assignedBy,
    assigned_by_email: emailOf(emails, assignedBy),
    assigned_at: assignedAt,
    expires_at: expiresAt,
  }));
}

/** A permission that the organization does not see does not exist for it, whatever the rows say. */
function renderGrants({
  member,
  permissions,
  emails,
}: Described): z.input<typeof memberSchema>["permissions"] {
  return member.grants.flatMap(({ permissionId, grantedBy, grantedAt, expiresAt }) => {
    const permission = permissions.get(permissionId);
    if (!permission) return [];
    return [
      {
        id: permissionId,
        name: permission.name,
        granted_by: grantedBy,
        granted_by_email: emailOf(emails, grantedBy),
        granted_at: grantedAt,
        expires_at: expiresAt,
      },
    ];
  });
}
