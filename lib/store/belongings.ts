import "server-only";
import type { Permission } from "@/lib/core/permission";
import type { Member, Organization, Person, Project, Role } from "@/lib/core/state";
import type { Runner } from "./database";
import { type StoredMember, type StoredPermissions, unfoldMembers, unfoldPermissions } from "./folded";
import {
  listOf,
  memberJson,
  notExpired,
  organizationJson,
  permissionsOf,
  personJson,
  projectJson,
  roleJson,
} from "./fragments";
import { askWithin, ofEveryone, ofPeople, ofProjects } from "./tenants";

/** A person with everything that he belongs to, in every organization. */
export interface Belongings {
  readonly person: Person;
  readonly defaultOrganizationId: string | null;
  readonly memberships: readonly Member[];
  readonly organizations: readonly Organization[];
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
}

/** Null where there is no such person. Organizations come in the order in which he joined them. */
export async function readBelongings(runner: Runner, personId: string): Promise<Belongings | null> {
  const { rows } = await askWithin<{ belongings: Stored }>(runner, ofPeople([personId]), {
    name: "belongings",
    text: BELONGINGS,
    values: [personId],
  });
  const stored = rows[0]?.belongings;
  if (!stored) return null;
  const { memberships, permissions } = stored;
  return {
    ...stored,
    memberships: unfoldMembers(memberships),
    permissions: unfoldPermissions(permissions),
  };
}

type Stored = Omit<Belongings, "memberships" | "permissions"> & {
  readonly memberships: readonly StoredMember[];
  readonly permissions: StoredPermissions;
};

export interface ProjectRow extends Project {
  readonly organizationId: string;
}

/** All projects of one organization, or those with the given ids; in the order of their names. */
export async function readProjects(
  runner: Runner,
  by: { organizationIds?: readonly string[]; ids?: readonly string[] },
): Promise<ProjectRow[]> {
  const tenants = ofProjects(by.ids ?? [], by.organizationIds ?? []);
  const { rows } = await askWithin<{ project: ProjectRow }>(runner, tenants, {
    name: "projects",
    text: `select (${projectJson("p")})::jsonb || jsonb_build_object('organizationId', p.organization_id) as project
      from project p join organization o on o.id = p.organization_id and o.deleted_at is null
      where p.organization_id = any($1::uuid[]) or p.id = any($2::uuid[]) order by lower(p.name), p.id`,
    values: [by.organizationIds ?? [], by.ids ?? []],
  });
  return rows.map((row) => row.project);
}

export async function readOrganizations(
  runner: Runner,
  page: { limit: number; after?: string },
): Promise<Organization[]> {
  const { rows } = await askWithin<{ organization: Organization }>(runner, ofEveryone(page), {
    name: "organizations",
    text: `select ${organizationJson("o")} as organization from organization o
      where o.deleted_at is null and ($2::uuid is null or o.id > $2) order by o.id limit $1`,
    values: [page.limit, page.after ?? null],
  });
  return rows.map((row) => row.organization);
}

const BELONGINGS = `
with recursive mine as (
  select m.* from membership m join organization o on o.id = m.organization_id and o.deleted_at is null where m.person_id = $1
),
given_role as (
  select distinct a.role_id as id from role_assignment a where a.membership_id in (select id from mine) and ${notExpired("a")}
),
reached (id) as (
  select g.permission_id from permission_grant g where g.membership_id in (select id from mine)
  union select rp.permission_id from role_permission rp where rp.role_id in (select id from given_role)
  union select i.implies_id from reached r join permission_implication i on i.permission_id = r.id
)
select json_build_object(
  'person', ${personJson("p")},
  'defaultOrganizationId', p.default_organization_id,
  'memberships', coalesce((select json_agg(${memberJson("m", "p")} order by m.created_at, m.id) from mine m), '[]'),
  'organizations', coalesce((select json_agg(${organizationJson("o")} order by o.kind = 'SYSTEM', j.joined, o.id)
    from (select organization_id, min(created_at) as joined from mine group by 1) j join organization o on o.id = j.organization_id), '[]'),
  'roles', ${listOf(roleJson("r"), "role r where r.id in (select id from given_role)")},
  'permissions', ${permissionsOf("select p.* from permission p where p.id in (select id from reached)", "all", "select id from reached")}
) as belongings
from person p where p.id = $1`;
