import "server-only";
import { store } from "./database";
import { askWithin, ofOrganizations } from "./tenants";

/** The project of a membership of this organization, null for the organization's own; undefined where there is none. */
export function findMembershipProject(
  organizationId: string,
  membershipId: string,
): Promise<string | null | undefined> {
  return findProjectOf("membership", organizationId, membershipId);
}

/** The same of an invitation. */
export function findInvitationProject(
  organizationId: string,
  invitationId: string,
): Promise<string | null | undefined> {
  return findProjectOf("invitation", organizationId, invitationId);
}

async function findProjectOf(
  table: "membership" | "invitation",
  organizationId: string,
  id: string,
): Promise<string | null | undefined> {
  const { rows } = await askWithin<{ project_id: string | null }>(
    store().pool,
    ofOrganizations([organizationId]),
    {
      text: `select project_id from ${table} where id = $1 and organization_id = $2`,
      values: [id, organizationId],
    },
  );
  return rows[0]?.project_id;
}

export async function hasProject(organizationId: string, projectId: string): Promise<boolean> {
  const { rowCount } = await askWithin(store().pool, ofOrganizations([organizationId]), {
    text: "select from project where id = $1 and organization_id = $2",
    values: [projectId, organizationId],
  });
  return rowCount === 1;
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
  const { rows } = await askWithin<{ project_id: string | null }>(
    store().pool,
    ofOrganizations([organizationId]),
    {
      text: `select project_id from membership where organization_id = $1 and person_id = $2 and status = 'ACTIVE'
      order by created_at`,
      values: [organizationId, personId],
    },
  );
  return rows.map((row) => row.project_id);
}
