import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { hashSecret } from "@/lib/store/secret";

/** Somebody who is about to belong to a place, with his secrets. */
export interface Person {
  readonly personId: string;
  readonly memberId: string;
  readonly email: string;
  readonly token: string;
  readonly session: string;
  /** The role that gives him his rights; null: they are granted to him. */
  readonly roleId: string | null;
}

interface Place {
  readonly organizationId: string;
  readonly projectId: string | null;
}

export function newPerson(roleId: string | null): Person {
  const personId = randomUUID();
  const secrets = { token: randomUUID(), session: randomUUID() };
  return { personId, memberId: randomUUID(), email: `${personId}@example.com`, ...secrets, roleId };
}

/** Stores people with all that they have, a statement for each table however many they are. Their integers, by id. */
export async function insertPeople(
  owner: Pool,
  place: Place,
  people: readonly Person[],
  rights: readonly string[],
  session: "CONSOLE" | "EXCHANGE" = "CONSOLE",
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await owner.query<{ id: string; number: number }>(
    `insert into person (id, email, password_hash, email_verified_at)
     select id, id || '@example.com', 'x', now() from unnest($1::uuid[]) id returning id, number`,
    [people.map(({ personId }) => personId)],
  );
  await insertMembers(
    owner,
    place,
    people.map(({ memberId, personId }) => ({ memberId, personId })),
  );
  await giveRights(owner, people, rights);
  await giveCredentials(owner, people, session);
  return new Map(rows.map(({ id, number }) => [id, number]));
}

export async function insertMembers(
  owner: Pool,
  { organizationId, projectId }: Place,
  members: readonly Pick<Person, "memberId" | "personId">[],
): Promise<void> {
  await owner.query(
    `insert into membership (id, person_id, organization_id, organization_level, project_id, status)
     select x.id, x.person, o.id, o.level, $4, 'ACTIVE'
     from unnest($1::uuid[], $2::uuid[]) as x (id, person), organization o where o.id = $3`,
    [
      members.map(({ memberId }) => memberId),
      members.map(({ personId }) => personId),
      organizationId,
      projectId,
    ],
  );
}

/** Roles of the organization's own, each with these permissions. */
export async function insertRoles(
  owner: Pool,
  organizationId: string,
  level: string,
  ids: readonly string[],
  permissions: readonly string[],
): Promise<void> {
  await owner.query(
    `with made as (insert into role (id, organization_id, level, name)
       select id, $2, $3, 'Chiefs ' || id from unnest($1::uuid[]) id returning id)
     insert into role_permission (role_id, home, permission_id, level)
     select made.id, $2, p.id, p.level from made, permission p where p.name = any($4)`,
    [ids, organizationId, level, permissions],
  );
}

async function giveRights(owner: Pool, people: readonly Person[], rights: readonly string[]): Promise<void> {
  await owner.query(
    `insert into permission_grant (membership_id, permission_id, organization_id, level)
     select m.id, p.id, m.organization_id, p.level from membership m, permission p where m.id = any($1) and p.name = any($2)`,
    [people.flatMap(({ roleId, memberId }) => (roleId === null ? [memberId] : [])), rights],
  );
  await owner.query(
    `insert into role_assignment (membership_id, role_id, role_home, organization_id, level)
     select m.id, r.id, r.home, m.organization_id, r.level
     from unnest($1::uuid[], $2::uuid[]) as x (member, role) join membership m on m.id = x.member join role r on r.id = x.role`,
    [people.map(({ memberId }) => memberId), people.map(({ roleId }) => roleId)],
  );
}

async function giveCredentials(owner: Pool, people: readonly Person[], kind: string): Promise<void> {
  const ids = people.map(({ personId }) => personId);
  await owner.query(
    "insert into api_token (person_id, secret_hash, redacted) select person, secret, '…' from unnest($1::uuid[], $2::bytea[]) as x (person, secret)",
    [ids, people.map(({ token }) => hashSecret(token))],
  );
  await owner.query(
    `insert into session (kind, secret_hash, person_id, expires_at)
     select $3, secret, person, now() + interval '1 hour' from unnest($1::uuid[], $2::bytea[]) as x (person, secret)`,
    [ids, people.map(({ session }) => hashSecret(session)), kind],
  );
}
