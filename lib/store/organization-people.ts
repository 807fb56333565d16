import "server-only";
import { store } from "./database";
import { askWithin, ofOrganizations } from "./tenants";

export interface Inviter {
  readonly id: string;
  readonly email: string;
}

/** Who invited them last, by membership id; who was never invited is not in it. */
export async function readInviters(
  organizationId: string,
  membershipIds: readonly string[],
): Promise<ReadonlyMap<string, Inviter>> {
  if (membershipIds.length === 0) return new Map();
  const { rows } = await askWithin<Inviter & { membershipId: string }>(
    store().pool,
    ofOrganizations([organizationId]),
    {
      text: `select distinct on (i.membership_id) i.membership_id as "membershipId", p.id, p.email
     from invitation i join person p on p.id = i.invited_by
     where i.organization_id = $1 and i.membership_id = any($2::uuid[])
     order by i.membership_id, i.created_at desc, i.id`,
      values: [organizationId, membershipIds],
    },
  );
  return new Map(rows.map(({ membershipId, id, email }) => [membershipId, { id, email }]));
}

export interface ProjectMembership {
  readonly id: string;
  readonly projectId: string;
  readonly personId: string;
  readonly email: string;
}

/** The memberships that people have of an organization's projects, whatever their state. */
export async function readProjectMemberships(
  organizationId: string,
  people: { readonly personIds?: readonly string[]; readonly emails?: readonly string[] },
): Promise<readonly ProjectMembership[]> {
  const { rows } = await askWithin<ProjectMembership>(store().pool, ofOrganizations([organizationId]), {
    text: `select m.id, m.project_id as "projectId", p.id as "personId", p.email
     from membership m join person p on p.id = m.person_id
     where m.organization_id = $1 and m.project_id is not null and (p.id = any($2::uuid[]) or p.email = any($3::text[]))`,
    values: [organizationId, people.personIds ?? [], people.emails ?? []],
  });
  return rows;
}
