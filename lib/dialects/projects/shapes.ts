import { z } from "zod";
import type { MetPermission } from "@/lib/core/permission";
import type { Invitation, Organization, Project } from "@/lib/core/state";
import type { ProjectUser } from "@/lib/operations/project-people";
import type { Myself } from "@/lib/operations/read-myself";

/** The vendor's enum, in its order; answers list permissions in it too. Others of our catalogue it does not know. */
export const NAMES = [
  "CAN_PERFORM_ADMIN_ACTIONS",
  "CAN_VIEW_DATA",
  "CAN_RUN_TASKS",
  "CAN_VIEW_TECHNICAL_INTERFACE",
  "CAN_IMPERSONATE_OTHER_USERS",
] as const;

const LONGEST_SHOWN = 100;

/** Any 8-4-4-4-12 hex in any case; lower case from here on, so that ids can be compared. */
export const uuid = z.guid().toLowerCase();

/** An enum that says what it did not know. */
export function oneOf<const T extends readonly string[]>(names: T) {
  return z.enum(names, {
    error: ({ input }) =>
      typeof input === "string" && input.length <= LONGEST_SHOWN
        ? `"${input}" is not a valid choice.`
        : "Not a valid choice.",
  });
}

const permissionName = oneOf(NAMES).meta({ id: "ProjectPermissionName" });

/** What a request may grant: never nothing, since taking everything away is removing the person. */
export const permissionList = z.array(permissionName).min(1, "This list may not be empty.");

/** Any address with something on both sides of its sign, as it is stored: trimmed, lower case. */
export const address = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(z.regexes.unicodeEmail, "Enter a valid email address.")
  .meta({ format: "email" });

const userSchema = z
  .object({ id: z.guid(), email: z.string(), date_joined: z.iso.datetime() })
  .meta({ id: "ProjectUser" });

export const permissionSchema = z
  .object({
    id: z.guid().meta({ description: "Of the membership; `permission_id` in paths." }),
    user: userSchema,
    permissions: z.array(permissionName).meta({ description: "All that is held, by whatever way." }),
  })
  .meta({ id: "ProjectPermission" });

export const STATUSES = ["pending", "accepted", "cancelled"] as const;

export const inviteSchema = z
  .object({
    id: z.guid(),
    email: z.string(),
    permissions: z.array(permissionName),
    status: z.enum(STATUSES),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    invited_by: userSchema.nullable(),
  })
  .meta({ id: "ProjectInvite" });

export const newInviteSchema = inviteSchema
  .extend({ type: z.enum(["new_user", "existing_user"]) })
  .meta({ id: "NewProjectInvite" });

export const selfSchema = z
  .object({
    id: z.guid(),
    number: z.int(),
    email: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    date_joined: z.iso.datetime(),
    organizations: z.array(z.object({ id: z.guid(), name: z.string() })),
  })
  .meta({ id: "Self" });

export const projectSchema = z
  .object({
    id: z.guid(),
    name: z.string(),
    organization_id: z.guid(),
    is_default: z.boolean(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "OwnProject" });

const errorSchema = z.object({ error: z.string() }).meta({ id: "ProjectsError" });
const fieldErrorsSchema = z.record(z.string(), z.array(z.string())).meta({ id: "ProjectsFieldErrors" });

/** The refusals that every call of the family can answer. */
export const REFUSED = {
  400: z.union([errorSchema, fieldErrorsSchema]),
  401: errorSchema,
  403: errorSchema,
  404: errorSchema,
} as const;

function renderUser({ id, email, createdAt }: Inviter): z.input<typeof userSchema> {
  return { id, email, date_joined: time(createdAt) };
}

type Held = Pick<ProjectUser, "member" | "held">;

/** One person of a project; `permissions` names what he holds. */
export function renderPermission(
  { member, held }: Held,
  permissions: readonly MetPermission[],
): z.input<typeof permissionSchema> {
  const names = new Set(permissions.filter(({ id }) => held.has(id)).map(({ name }) => name));
  return { id: member.id, user: renderUser(member.person), permissions: inOrder(names) };
}

/** As the vendor prints times: no fraction where it is zero. */
function time(iso: string): string {
  return iso.replace(".000Z", "Z");
}

type Inviter = { readonly id: string; readonly email: string; readonly createdAt: string };

export function renderInvite(
  invitation: Invitation & { readonly inviter: Inviter | null },
): z.input<typeof inviteSchema> {
  const { id, email, permissions, status, createdAt, updatedAt, inviter } = invitation;
  return {
    id,
    email,
    permissions: inOrder(new Set(permissions)),
    status,
    created_at: time(createdAt),
    updated_at: time(updatedAt),
    invited_by: inviter && renderUser(inviter),
  };
}

export function renderSelf({ person, organizations }: Myself): z.input<typeof selfSchema> {
  const { id, number, email, firstName, lastName, createdAt } = person;
  const named = ({ id: organizationId, name }: Organization) => ({ id: organizationId, name });
  return {
    id,
    number,
    email,
    first_name: firstName,
    last_name: lastName,
    date_joined: time(createdAt),
    organizations: organizations.map(named),
  };
}

export function renderProject(
  project: Project & { readonly organizationId: string },
): z.input<typeof projectSchema> {
  const { id, name, organizationId, isDefault, createdAt, updatedAt } = project;
  return {
    id,
    name,
    organization_id: organizationId,
    is_default: isDefault,
    created_at: time(createdAt),
    updated_at: time(updatedAt),
  };
}

function inOrder(names: ReadonlySet<string>): (typeof NAMES)[number][] {
  return NAMES.filter((name) => names.has(name));
}
