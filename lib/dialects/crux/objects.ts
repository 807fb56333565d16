import { z } from "zod";
import type { Permission } from "@/lib/core/permission";
import type { MemberStatus, Organization, Person } from "@/lib/core/state";
import type { MemberAccess } from "@/lib/operations/member-access";

/** Any 8-4-4-4-12 hex in either case, kept in lower case as PostgreSQL prints it. */
export const uuid = z.guid({ error: "Must be a valid UUID." }).toLowerCase();
export const inPath = z.object({ user_uuid: uuid });

export const permissionSchema = z
  .object({
    uuid: z.string(),
    name: z.string(),
    display_name: z.string(),
    description: z.string(),
    visibility: z.enum(["RETAILER", "SUPPLIER", "BOTH"]),
    grouping: z.string(),
  })
  .meta({ id: "CruxPermission" });

export const assignmentsSchema = z
  .object({
    permissions: z.array(z.object({ assigned: z.boolean(), permission: permissionSchema })),
    org_user: z.object({ uuid: z.string() }),
  })
  .meta({ id: "CruxPermissionAssignments" });

const personSchema = z
  .object({
    uuid: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    job_title: z.string().nullable(),
  })
  .meta({ id: "CruxPerson" });

export const userSchema = z
  .object({
    uuid: z.string(),
    person: personSchema,
    permission_assignments: assignmentsSchema,
    status: z.enum(["CONFIRMATION WAITING", "ACTIVE", "DEACTIVATED"]),
  })
  .meta({ id: "CruxUser" });

export const organizationSchema = z
  .object({
    uuid: z.string(),
    name: z.string(),
    org_type: z.enum(["RETAILER", "SUPPLIER", "OTHER"]),
    status: z.enum(["PENDING", "ACTIVE", "DEACTIVATED"]),
    created_date: z.iso.datetime(),
    active_date: z.iso.datetime().nullable(),
    account_manager: z.string().nullable(),
  })
  .meta({ id: "CruxOrganization" });

/** What guards acts of our own product is nothing that this family knows of. */
export function seen(permissions: readonly Permission[]): readonly Permission[] {
  return permissions.filter(({ visibility, level }) => visibility !== "INTERNAL" && level === "ORGANIZATION");
}

export function renderPermission({ id, name, displayName, description, visibility, grouping }: Permission) {
  return { uuid: id, name, display_name: displayName, description: description ?? "", visibility, grouping };
}

/** The whole catalogue in its order, each with whether it is held in effect, by whatever way. */
export function renderAssignments({ member, held }: MemberAccess, catalogue: readonly Permission[]) {
  const permissions = seen(catalogue).map((permission) => ({
    assigned: held.has(permission.id),
    permission: renderPermission(permission),
  }));
  return { permissions, org_user: { uuid: member.id } };
}

/** Their user is our membership; the person behind it may have others elsewhere. */
export function renderUser(access: MemberAccess, catalogue: readonly Permission[]) {
  const { id, person, status } = access.member;
  return {
    uuid: id,
    person: renderPerson(person),
    permission_assignments: renderAssignments(access, catalogue),
    status: person.suspended ? STATUS.SUSPENDED : STATUS[status],
  };
}

export function renderOrganization(organization: Organization) {
  const { id, name, kind, status, createdAt, activatedAt, accountManager } = organization;
  return {
    uuid: id,
    name,
    org_type: kind,
    status,
    created_date: createdAt,
    active_date: activatedAt,
    account_manager: accountManager,
  };
}

const STATUS: Readonly<Record<MemberStatus, string>> = {
  INVITED: "CONFIRMATION WAITING",
  ACTIVE: "ACTIVE",
  SUSPENDED: "DEACTIVATED",
};

function renderPerson({ id, firstName, lastName, email, phone, jobTitle }: Person) {
  return { uuid: id, first_name: firstName, last_name: lastName, email, phone, job_title: jobTitle };
}
