import "server-only";
import type { Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import type { Member, Role } from "@/lib/core/state";
import { readCatalogue } from "@/lib/store/catalogue";
import type { PageRequest } from "@/lib/store/members";
import { type Inviter, readInviters } from "@/lib/store/organization-people";
import { listMembers } from "./list-members";
import { type Result, success } from "./result";

export interface OrganizationPerson {
  readonly member: Member;
  readonly roles: readonly Role[];
  readonly invitedBy: Inviter | null;
}

export interface OrganizationPeople {
  readonly people: readonly OrganizationPerson[];
  /** The catalogue that the roles of these people choose from. */
  readonly permissions: readonly Permission[];
}

/** The people of an organization with their roles and who invited them, in the order of their e-mails. */
export async function listOrganizationPeople(
  principal: Principal,
  organizationId: string,
  page: PageRequest,
): Promise<Result<OrganizationPeople & { readonly next: string | null }>> {
  const listed = await listMembers(principal, { organizationId }, {}, { ...page, limit: page.limit + 1 });
  if (!listed.ok) return listed;
  const people = listed.value.people.slice(0, page.limit);
  const last = people.at(-1)?.member.person.email;
  const next = listed.value.people.length > page.limit && last !== undefined ? last : null;
  return success({ ...(await withInviters(organizationId, people)), next });
}

/** Completes memberships of an organization, all of one level, from what is stored beside them. */
export async function withInviters(
  organizationId: string,
  people: readonly { readonly member: Member; readonly roles: readonly Role[] }[],
): Promise<OrganizationPeople> {
  const [first] = people;
  if (!first) return { people: [], permissions: [] };
  const ids = people.map(({ member }) => member.id);
  const [inviters, permissions] = await Promise.all([
    readInviters(organizationId, ids),
    readCatalogue(organizationId, first.member.level),
  ]);
  return {
    people: people.map(({ member, roles }) => ({
      member,
      roles,
      invitedBy: inviters.get(member.id) ?? null,
    })),
    permissions,
  };
}
