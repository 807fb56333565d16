import { rows } from "./database";

/** An audit event of one membership, in words. */
export interface Event {
  readonly kind: string;
  readonly actor: string;
  readonly door: string;
  readonly subject: string;
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The revision at which the organization of a membership is now. */
export async function newest(membership: string): Promise<number> {
  const [row] = await rows<{ revision: number }>(
    "select o.revision::int from organization o join membership m on m.organization_id = o.id where m.id = $1",
    [membership],
  );
  return row?.revision ?? 0;
}

export const eventsSince = (membership: string, revision: number) =>
  rows<Event>(
    `select kind, actor_label as actor, door, subject_label as subject, coalesce(permission_name, role_name) as name, before, after
     from audit_event where membership_id = $1 and revision > $2 order by revision, sequence`,
    [membership, revision],
  );

/** The names of what a membership was granted directly, in the catalogue's order. */
export async function grantsOf(membership: string): Promise<string[]> {
  const found = await rows<{ name: string }>(
    `select p.name from permission_grant g join permission p on p.id = g.permission_id
     where g.membership_id = $1 order by p.position`,
    [membership],
  );
  return found.map(({ name }) => name);
}

export const rolesOf = (membership: string) =>
  rows<{ id: string; name: string; by: string | null }>(
    `select a.id, r.name, a.assigned_by as by from role_assignment a join role r on r.id = a.role_id
     where a.membership_id = $1 order by r.name`,
    [membership],
  );

/** A person's id, by his address. */
export async function personId(email: string): Promise<string> {
  const [row] = await rows<{ id: string }>("select id from person where email = $1", [email]);
  if (!row) throw new Error(`there is no ${email}`);
  return row.id;
}

/** The id of a person's own membership in an organization. */
export async function membershipId(person: string, organization: string): Promise<string> {
  const [row] = await rows<{ id: string }>(
    "select id from membership where person_id = $1 and organization_id = $2 and project_id is null",
    [person, organization],
  );
  if (!row) throw new Error("he does not belong there");
  return row.id;
}
