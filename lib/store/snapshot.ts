import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { Question } from "@/lib/core/question";
import type { Snapshot } from "@/lib/core/state";
import type { Runner } from "./database";
import {
  BUILT_IN_HOME,
  invitationJson,
  iso,
  listOf,
  memberJson,
  notExpired,
  organizationJson,
  permissionJson,
  personJson,
  projectJson,
  roleJson,
  SYSTEM_HOME,
  tokenJson,
  visible,
  webhookJson,
} from "./fragments";
import { askWithin, ofPlace } from "./tenants";
import { readUses, readWholeCatalogue } from "./whole-catalogue";

/** An organization, or the one that a project belongs to. */
export type Place = { readonly organizationId: string } | { readonly projectId: string };

const NOTHING_ASKED: Question = {
  memberIds: [],
  personIds: [],
  emails: [],
  roleIds: [],
  editedRoleIds: [],
  endedRoleIds: [],
  endedProjectIds: [],
  projectIds: [],
  invitationIds: [],
  tokenIds: [],
  permissions: [],
  names: [],
  wantsDefaults: false,
  wantsWebhooks: false,
  wantsCatalogue: false,
  unusedPermissions: [],
  canDemote: false,
};

/**
 * Reads in one statement what is true for a command, or for the asker alone. It stays true as long as the
 * organization's revision does. Null where there is no such organization or project.
 */
export async function readSnapshot(
  runner: Runner,
  principal: Principal,
  place: Place,
  question: Question = NOTHING_ASKED,
): Promise<Snapshot | null> {
  const asking = principal.actingAs
    ? [principal.personId, principal.actingAs.personId]
    : [principal.personId];
  const { rows } = await askWithin<{ snapshot: Snapshot | null }>(runner, ofPlace(place, asking), {
    name: "snapshot",
    text: SNAPSHOT,
    values: [
      asking,
      "organizationId" in place ? place.organizationId : null,
      "projectId" in place ? place.projectId : null,
      question.memberIds,
      question.personIds,
      question.emails,
      question.roleIds,
      question.editedRoleIds,
      question.endedRoleIds,
      question.endedProjectIds,
      question.projectIds,
      question.invitationIds,
      question.tokenIds,
      question.permissions.map((reference) => reference.toLowerCase()),
      question.names,
      question.wantsDefaults,
      question.canDemote,
      question.wantsWebhooks,
    ],
  });
  const snapshot = rows[0]?.snapshot;
  return snapshot ? { ...snapshot, ...(await readListed(runner, snapshot, question)) } : null;
}

/**
 * The catalogue, read after the revision that guards it: where it has moved since, so has the system's revision, and
 * the decision is not written. It belongs to no organization, and only the operators' commands are about it.
 */
async function readListed(
  runner: Runner,
  { organization, actor }: Snapshot,
  { wantsCatalogue, unusedPermissions }: Question,
): Promise<Pick<Snapshot, "listed" | "uses">> {
  if (!wantsCatalogue || organization.kind !== "SYSTEM" || actor.length === 0)
    return { listed: [], uses: {} };
  const listed = await readWholeCatalogue(runner);
  const wanted = new Set(unusedPermissions.map((reference) => reference.toLowerCase()));
  const asked = listed.filter(({ id, name }) => wanted.has(id) || wanted.has(name.toLowerCase()));
  return {
    listed,
    uses: await readUses(
      runner,
      asked.map(({ id }) => id),
    ),
  };
}

const ASKED = `
asked_project as (
  select p.* from project p where p.id = $3::uuid
),
org as (
  select o.* from organization o
  where o.id = coalesce($2::uuid, (select organization_id from asked_project)) and o.deleted_at is null
),
asked_invitation as (
  select i.* from invitation i, org where i.organization_id = org.id and i.id = any($12::uuid[])
),
touched_person as (
  select m.person_id from membership m, org where m.organization_id = org.id and m.id = any($4::uuid[])
  union select p.id from person p where p.id = any($5::uuid[]) or p.email = any($6::text[])
  union select person_id from asked_invitation
  union select m.person_id from role_assignment a join membership m on m.id = a.membership_id, org
    where a.organization_id = org.id and a.role_id = any($9::uuid[])
  union select m.person_id from membership m, org where m.organization_id = org.id and m.project_id = any($10::uuid[])
),
loaded as (
  select m.* from touched_person t join membership m on m.person_id = t.person_id, org where m.organization_id = org.id
),
acting as (
  select m.* from membership m, org where m.person_id = any($1::uuid[]) and m.organization_id in (org.id, ${SYSTEM_HOME})
),
involved as (select id from loaded union select id from acting),
involved_role as (
  select a.role_id as id from involved v join role_assignment a on a.membership_id = v.id where ${notExpired("a")}
  union select r.id from role r, org where r.id = any($7::uuid[]) and r.home in (org.id, ${BUILT_IN_HOME})
)`;

// Only the permissions that this decision can meet, with all that they imply: a catalogue may have thousands.
const PERMISSIONS = `
holders_hold as (
  select a.role_id, jsonb_agg(distinct held.permission_id) as permission_ids
  from role_assignment a
  cross join lateral (
    select g.permission_id from permission_grant g where g.membership_id = a.membership_id and ${notExpired("g")}
    union select rp.permission_id from role_assignment b join role_permission rp on rp.role_id = b.role_id
      where b.membership_id = a.membership_id and ${notExpired("b")}
  ) held, org
  where a.role_id = any($8::uuid[]) and a.organization_id = org.id
  group by a.role_id
),
met as (
  select g.permission_id as id from involved v join permission_grant g on g.membership_id = v.id
  union select rp.permission_id from involved_role r join role_permission rp on rp.role_id = r.id
  union select p.id from permission p where p.id::text = any($14::text[]) or lower(p.name) = any($14::text[])
  union select p.id from permission p, org where $16 and p.is_default and p.level = org.level
  union select s.permission_id from api_token_permission s where s.api_token_id = any($13::uuid[])
  union select held.id::uuid from holders_hold h, jsonb_array_elements_text(h.permission_ids) as held (id)
),
reached (id) as (
  select id from met
  union select i.implies_id from reached r join permission_implication i on i.permission_id = r.id
)`;

// Who is left apart from the loaded members: through what the command does not edit, and through roles that it does.
const ADMINISTRATION = `
administering (id, level) as (
  select p.id, p.level from permission p where p.name in ('Operator', 'edit_org_users', 'CAN_PERFORM_ADMIN_ACTIONS')
  union select p.id, p.level from administering a
    join permission_implication i on i.implies_id = a.id
    join permission p on p.id = i.permission_id and p.level = a.level
),
administered (project_id, level) as (
  select null::uuid, org.level from org where $17
  union select l.project_id, l.level from loaded l where $17 and l.project_id is not null
  union select m.project_id, m.level from role_assignment a join membership m on m.id = a.membership_id, org
    where $17 and a.organization_id = org.id and a.role_id = any($8::uuid[]) and m.project_id is not null
),
left_over as (
  select s.project_id,
    exists (
      select from permission_grant g join membership m on m.id = g.membership_id join person p on p.id = m.person_id, org
      where g.organization_id = org.id and g.expires_at is null
        and g.permission_id in (select id from administering d where d.level = s.level)
        and m.project_id is not distinct from s.project_id and m.status = 'ACTIVE' and p.suspended_at is null
        and not exists (select from loaded l where l.id = m.id)
    ) or exists (
      select from role_permission rp join role_assignment a on a.role_id = rp.role_id
        join membership m on m.id = a.membership_id join person p on p.id = m.person_id, org
      where a.organization_id = org.id and a.expires_at is null and a.role_id <> all($8::uuid[])
        and rp.permission_id in (select id from administering d where d.level = s.level)
        and m.project_id is not distinct from s.project_id and m.status = 'ACTIVE' and p.suspended_at is null
        and not exists (select from loaded l where l.id = m.id)
    ) as others,
    (select coalesce(jsonb_agg(e.id), '[]') from unnest($8::uuid[]) as e (id) where exists (
      select from role_assignment a join membership m on m.id = a.membership_id join person p on p.id = m.person_id, org
      where a.organization_id = org.id and a.role_id = e.id and a.expires_at is null
        and m.project_id is not distinct from s.project_id and m.status = 'ACTIVE' and p.suspended_at is null
        and not exists (select from loaded l where l.id = m.id)
    )) as through_roles
  from administered s
)`;

const SNAPSHOT = `
with recursive ${ASKED}, ${PERMISSIONS}, ${ADMINISTRATION}
select jsonb_build_object(
  'now', ${iso("now()")},
  'organization', ${organizationJson("org")},
  'projects', ${listOf(
    projectJson("p"),
    `project p where p.organization_id = org.id and (p.id = any($11::uuid[]) or p.id = $3::uuid or lower(p.name) = any($15::text[])
      or p.id in (select project_id from loaded) or p.id in (select project_id from acting))`,
  )},
  'permissions', ${listOf(permissionJson("p"), `permission p where p.id in (select id from reached) and ${visible("p", "org.kind")}`)},
  'actor', ${listOf(memberJson("m", "p"), "acting m join person p on p.id = m.person_id")},
  'members', ${listOf(memberJson("m", "p"), "loaded m join person p on p.id = m.person_id")},
  'roles', ${listOf(roleJson("r"), "role r where r.id in (select id from involved_role)")},
  'people', ${listOf(personJson("p"), "person p where p.id = any($5::uuid[]) or p.email = any($6::text[])")},
  'invitations', ${listOf(
    invitationJson("i", "p"),
    `invitation i join person p on p.id = i.person_id where i.organization_id = org.id
      and (i.id = any($12::uuid[]) or (i.status = 'pending' and i.membership_id in (select id from loaded)))`,
  )},
  'tokens', ${listOf(tokenJson("t"), "api_token t where t.id = any($13::uuid[]) and (t.organization_id = org.id or t.person_id = any($1::uuid[]))")},
  'webhooks', ${listOf(webhookJson("w"), "webhook w where $18 and w.organization_id = org.id")},
  'administration', ${listOf(
    "jsonb_build_object('projectId', l.project_id, 'others', l.others, 'othersThroughRoles', l.through_roles)",
    "left_over l",
  )},
  'holdersHold', coalesce((select jsonb_object_agg(h.role_id, h.permission_ids) from holders_hold h), '{}'),
  'takenNames', ${listOf(
    "r.level || ':' || lower(r.name)",
    `role r where r.home in (org.id, ${BUILT_IN_HOME}) and lower(r.name) = any($15::text[])`,
  )} || ${listOf(
    "'organization:' || taken.name",
    "organization_names_taken(org.kind, $15::text[], org.id) as taken (name) where cardinality($15::text[]) > 0",
  )},
  'systemRevision', case when org.level <> 'SYSTEM' and exists (select from acting a where a.organization_id = ${SYSTEM_HOME})
    then (select s.revision from organization s where s.id = ${SYSTEM_HOME}) end
) as snapshot
from org`;
