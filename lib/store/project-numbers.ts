import "server-only";
import type { ProjectNumbers } from "@/lib/core/view";
import { store } from "./database";
import { notExpired } from "./fragments";
import { askWithin, ofOrganizations } from "./tenants";

/** The people of the given projects in numbers, by project id; `administers` is what makes an administrator. */
export async function readProjectNumbers(
  organizationId: string,
  projectIds: readonly string[],
  administers: string,
): Promise<ReadonlyMap<string, ProjectNumbers>> {
  if (projectIds.length === 0) return new Map();
  const tenants = ofOrganizations([organizationId]);
  const { rows } = await askWithin<{ id: string; numbers: ProjectNumbers }>(store().pool, tenants, {
    name: "project-numbers",
    text: NUMBERS,
    values: [organizationId, projectIds, administers, SHOWN],
  });
  return new Map(rows.map(({ id, numbers }) => [id, numbers]));
}

const SHOWN = 3;

const NUMBERS = `
with recursive giving (id) as (
  select p.id from permission p where p.name = $3
  union select i.permission_id from giving g join permission_implication i on i.implies_id = g.id
),
here as (
  select m.* from membership m where m.organization_id = $1::uuid and m.project_id = any($2::uuid[])
),
administering as (
  select h.id, h.project_id, p.email, p.first_name, p.last_name,
    row_number() over (partition by h.project_id order by p.email) as place
  from here h join person p on p.id = h.person_id
  where h.status = 'ACTIVE' and (
    exists (select from permission_grant g
      where g.membership_id = h.id and g.permission_id in (select id from giving) and ${notExpired("g")})
    or exists (select from role_assignment a join role_permission rp on rp.role_id = a.role_id
      where a.membership_id = h.id and rp.permission_id in (select id from giving) and ${notExpired("a")}))
)
select asked.id, jsonb_build_object(
  'joined', (select count(*) from here h where h.project_id = asked.id and h.status <> 'INVITED'),
  'invited', (select count(*) from here h where h.project_id = asked.id and h.status = 'INVITED'),
  'administrators', (select count(*) from administering a where a.project_id = asked.id),
  'someAdministrators', coalesce((select jsonb_agg(jsonb_build_object(
      'membershipId', a.id, 'email', a.email, 'firstName', a.first_name, 'lastName', a.last_name) order by a.place)
    from administering a where a.project_id = asked.id and a.place <= $4), '[]')
) as numbers
from unnest($2::uuid[]) as asked (id)`;
