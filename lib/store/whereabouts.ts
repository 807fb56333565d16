import "server-only";
import { store } from "./database";

/** The project of a membership of this organization, null for the organization's own; undefined where there is none. */
export async function findMembershipProject(
  organizationId: string,
  membershipId: string,
): Promise<string | null | undefined> {
  const found = await store().prisma.membership.findFirst({
    where: { id: membershipId, organizationId },
    select: { projectId: true },
  });
  return found?.projectId;
}

/** The same of an invitation. */
export async function findInvitationProject(
  organizationId: string,
  invitationId: string,
): Promise<string | null | undefined> {
  const found = await store().prisma.invitation.findFirst({
    where: { id: invitationId, organizationId },
    select: { projectId: true },
  });
  return found?.projectId;
}

export async function hasProject(organizationId: string, projectId: string): Promise<boolean> {
  const found = await store().prisma.project.findFirst({
    where: { id: projectId, organizationId },
    select: { id: true },
  });
  return found !== null;
}

/** E-mails by person id. */
export async function readEmails(personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const people = await store().prisma.person.findMany({
    where: { id: { in: [...personIds] } },
    select: { id: true, email: true },
  });
  return new Map(people.map(({ id, email }) => [id, email]));
}

/** What people are called, by e-mail. */
export function readNames(
  personIds: readonly string[],
): Promise<{ id: string; email: string; firstName: string; lastName: string }[]> {
  return store().prisma.person.findMany({
    where: { id: { in: [...personIds] } },
    select: { id: true, email: true, firstName: true, lastName: true },
    orderBy: { email: "asc" },
  });
}

/** Where in an organization a person is an active member: the ids of projects, null for the organization itself. */
export async function readActivePlaces(
  organizationId: string,
  personId: string,
): Promise<readonly (string | null)[]> {
  const found = await store().prisma.membership.findMany({
    where: { organizationId, personId, status: "ACTIVE" },
    select: { projectId: true },
    orderBy: { createdAt: "asc" },
  });
  return found.map(({ projectId }) => projectId);
}
