import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type { Principal } from "@/lib/core/principal";

export interface FixtureMember {
  readonly personId: string;
  readonly memberId: string;
  readonly email: string;
  /** How this person asks. */
  readonly principal: Principal;
}

/** An organization of the test's own. */
export async function makeOrganization(
  owner: Pool,
  kind: "RETAILER" | "SUPPLIER" | "OTHER" = "RETAILER",
): Promise<string> {
  const id = randomUUID();
  await owner.query("insert into organization (id, name, kind) values ($1, $2, $3)", [
    id,
    `Organization ${id}`,
    kind,
  ]);
  return id;
}

export async function makeProject(owner: Pool, organizationId: string, name = "Apollo"): Promise<string> {
  const id = randomUUID();
  await owner.query("insert into project (id, organization_id, name) values ($1, $2, $3)", [
    id,
    organizationId,
    name,
  ]);
  return id;
}

/** A person with a membership; permissions are given by name and roles by the name of a built-in one. */
export async function makeMember(
  owner: Pool,
  place: { readonly organizationId: string; readonly projectId?: string },
  holds: {
    readonly permissions?: readonly string[];
    readonly role?: string;
    readonly status?: string;
    readonly personId?: string;
  } = {},
): Promise<FixtureMember> {
  const memberId = randomUUID();
  const personId = holds.personId ?? randomUUID();
  await owner.query(
    "insert into person (id, email, password_hash, email_verified_at) values ($1, $2, 'x', now()) on conflict do nothing",
    [personId, `${personId}@example.com`],
  );
  await owner.query(
    `insert into membership (id, person_id, organization_id, organization_level, project_id, status)
     select $1, $2, o.id, o.level, $4, $5 from organization o where o.id = $3`,
    [memberId, personId, place.organizationId, place.projectId ?? null, holds.status ?? "ACTIVE"],
  );
  await owner.query(
    `insert into permission_grant (membership_id, permission_id, organization_id, level)
     select m.id, p.id, m.organization_id, p.level from membership m, permission p where m.id = $1 and p.name = any($2)`,
    [memberId, holds.permissions ?? []],
  );
  await owner.query(
    `insert into role_assignment (membership_id, role_id, role_home, organization_id, level)
     select m.id, r.id, r.home, m.organization_id, r.level from membership m, role r where m.id = $1 and r.name = $2 and r.level = m.level and r.organization_id is null`,
    [memberId, holds.role ?? null],
  );
  const email = `${personId}@example.com`;
  return { personId, memberId, email, principal: principalOf(personId, email) };
}

function principalOf(personId: string, email: string, more: Partial<Principal> = {}): Principal {
  return {
    personId,
    label: email,
    door: "v1",
    requestId: "test",
    credential: { kind: "session", id: randomUUID() },
    organizationId: null,
    narrowedTo: null,
    ...more,
  };
}
