import { BUILT_IN_HOME, listOf, NONE, visible } from "./fragments";
import type { Given } from "./snapshot-given";

/**
 * Who is left to administer each scope apart from the loaded members: through what the command does not edit, and
 * through roles that it does. Empty where nothing in the command can take an administrator away.
 */
export function administration(given: Given): string {
  if (!given.canDemote) return "";
  const edited = given.editedRoleIds;
  const active = `m.project_id is not distinct from s.project_id and m.status = 'ACTIVE' and p.suspended_at is null
        and not exists (select from loaded l where l.id = m.id)`;
  return `${ADMINISTERING},
administered (project_id, level) as (
  select null::uuid, org.level from org
  union select l.project_id, l.level from loaded l where l.project_id is not null
  ${
    edited === undefined
      ? ""
      : `union select m.project_id, m.level from role_assignment a join membership m on m.id = a.membership_id, org
    where a.organization_id = org.id and a.role_id = any(${edited}) and m.project_id is not null`
  }
),
left_over as (
  select s.project_id,
    exists (
      select from permission_grant g join membership m on m.id = g.membership_id join person p on p.id = m.person_id, org
      where g.organization_id = org.id and g.expires_at is null
        and g.permission_id in (select id from administering d where d.level = s.level) and ${active}
    ) or exists (
      select from org join administering d on d.level = s.level
        cross join lateral (select rp.role_id from role_permission rp
          where rp.home in (org.id, ${BUILT_IN_HOME}) and rp.permission_id = d.id offset 0) rp
        cross join lateral (select a.membership_id from role_assignment a
          where a.organization_id = org.id and a.role_id = rp.role_id and a.expires_at is null offset 0) a
        cross join lateral (select m.* from membership m where m.id = a.membership_id offset 0) m
        join person p on p.id = m.person_id
      where ${edited === undefined ? "" : `rp.role_id <> all(${edited}) and `}${active}
    ) as others,
    ${edited === undefined ? "'[]'::json" : throughRoles(edited, active)} as through_roles
  from administered s
)`;
}

/** What a snapshot says of it; empty where nobody asked. */
export function demotionKeys(given: Given): Readonly<Record<string, string>> {
  return {
    administration: given.canDemote
      ? listOf(
          "json_build_object('projectId', l.project_id, 'others', l.others, 'othersThroughRoles', l.through_roles)",
          "left_over l",
        )
      : NONE,
    holdersHold: given.editedRoleIds
      ? `coalesce((select json_object_agg(h.role_id, h.permission_ids) from (
          select role_id, json_agg(permission_id) as permission_ids from holders_hold group by role_id) h), '{}')`
      : "'{}'::json",
  };
}

const ADMINISTERING = `
administering (id, level) as (
  select p.id, p.level from permission p where p.name in ('Operator', 'edit_org_users', 'CAN_PERFORM_ADMIN_ACTIONS')
  union select p.id, p.level from administering a
    join permission_implication i on i.implies_id = a.id
    join permission p on p.id = i.permission_id and p.level = a.level and ${visible("p", "(select kind from org limit 1)")}
)`;

const throughRoles = (edited: string, active: string) => `(
      select coalesce(json_agg(e.id), '[]') from unnest(${edited}) as e (id) where exists (
        select from role_assignment a join membership m on m.id = a.membership_id join person p on p.id = m.person_id, org
        where a.organization_id = org.id and a.role_id = e.id and a.expires_at is null and ${active}))`;
