import {
  BUILT_IN_HOME,
  invitationJson,
  iso,
  listOf,
  memberJson,
  NONE,
  NOW,
  notExpired,
  organizationJson,
  permissionsOf,
  personJson,
  projectJson,
  roleJson,
  SYSTEM_HOME,
  tokenJson,
  visible,
  webhookJson,
} from "./fragments";
import { administration, demotionKeys } from "./snapshot-administration";
import { type Asked, type Given, named, type Thing, thingsOf } from "./snapshot-given";

export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/**
 * The statement that reads a snapshot, made of the parts that the question needs: the executor sets up every part that
 * stands in a statement, and for most questions that took longer than answering them. One name for one text.
 */
export function snapshotStatement(asked: Asked): Statement {
  const values: unknown[] = [];
  const given: Partial<Record<Thing, string>> = {};
  let parts = 0;
  for (const [at, [thing, type, value]] of thingsOf(asked).entries()) {
    if (Array.isArray(value) ? value.length === 0 : !value) continue;
    given[thing] = value === true ? "true" : `$${values.push(value)}::${type}`;
    parts += 2 ** at;
  }
  return { name: `snapshot ${parts}`, text: textOf(parts, given), values };
}

const texts = new Map<number, string>();

function textOf(parts: number, given: Given): string {
  const known = texts.get(parts);
  if (known !== undefined) return known;
  const about = [involved(given), metPermissions(given), administration(given)].filter(Boolean).join(", ");
  const keys = { ...PLACE, ...askedKeys(given), ...demotionKeys(given) };
  const pairs = Object.entries(keys).map(([key, json]) => `'${key}', ${json}`);
  const text = `with recursive ${about} select json_build_object(${pairs.join(", ")}) as snapshot from org`;
  texts.set(parts, text);
  return text;
}

const union = (...arms: readonly string[]) => arms.join("\n  union ");

// A lateral subselect with an offset is looked up once for each row before it, by its index: on a plan that serves
// every organization the planner would else read all members of a large one.
const involved = (given: Given) => `
org as materialized (
  ${
    given.organizationId === undefined
      ? `select o.* from project p join organization o on o.id = p.organization_id where p.id = ${given.projectId}`
      : `select o.* from organization o where o.id = ${given.organizationId}`
  } and o.deleted_at is null
),
touched_person as (
  ${union("select null::uuid as person_id where false", ...touchedPeople(given))}
),
loaded as materialized (
  select m.* from touched_person t cross join org cross join lateral (
    select * from membership m where m.person_id = t.person_id and m.organization_id = org.id offset 0) m
),
acting as materialized (
  select m.* from unnest(${given.asking}) as a (person_id) cross join org cross join lateral (
    select * from membership m where m.person_id = a.person_id and m.organization_id in (org.id, ${SYSTEM_HOME}) offset 0) m
),
involved as materialized (select id from loaded union select id from acting),
involved_role as materialized (
  ${union(
    `select a.role_id as id from involved v cross join lateral (
    select role_id from role_assignment a where a.membership_id = v.id and ${notExpired("a")} offset 0) a`,
    ...named(
      given.roleIds,
      (ids) =>
        `select r.id from role r, org where r.id = any(${ids}) and r.home in (org.id, ${BUILT_IN_HOME})`,
    ),
  )}
)`;

const touchedPeople = (given: Given) => [
  ...named(
    given.memberIds,
    (ids) => `select m.person_id from unnest(${ids}) as a (id) cross join org cross join lateral (
    select person_id from membership m where m.id = a.id and m.organization_id = org.id offset 0) m`,
  ),
  ...named(given.personIds, (ids) => `select p.id from person p where p.id = any(${ids})`),
  ...named(given.emails, (emails) => `select p.id from person p where p.email = any(${emails})`),
  ...named(
    given.invitationIds,
    (ids) =>
      `select i.person_id from invitation i, org where i.organization_id = org.id and i.id = any(${ids})`,
  ),
  ...named(
    given.endedRoleIds,
    (ids) => `select m.person_id from role_assignment a join membership m on m.id = a.membership_id, org
    where a.organization_id = org.id and a.role_id = any(${ids})`,
  ),
  ...named(
    given.endedProjectIds,
    (ids) =>
      `select m.person_id from membership m, org where m.organization_id = org.id and m.project_id = any(${ids})`,
  ),
];

// Only the permissions that this decision can meet, with all that they imply: a catalogue may have thousands.
const metPermissions = (given: Given) => `
${named(given.editedRoleIds, holdersHold).join("")}
met as (
  ${union(
    `select g.permission_id as id from involved v cross join lateral (
    select permission_id from permission_grant g where g.membership_id = v.id and ${notExpired("g")} offset 0) g`,
    `select rp.permission_id from involved_role r cross join lateral (
    select permission_id from role_permission rp where rp.role_id = r.id offset 0) rp`,
    ...named(given.permissionIds, (ids) => `select p.id from permission p where p.id = any(${ids})`),
    ...named(
      given.permissionNames,
      (names) => `select p.id from permission p where lower(p.name) = any(${names})`,
    ),
    ...named(
      given.wantsDefaults,
      () => "select p.id from permission p, org where p.is_default and p.level in (org.level, 'PROJECT')",
    ),
    ...named(
      given.tokenIds,
      (ids) => `select s.permission_id from api_token_permission s where s.api_token_id = any(${ids})`,
    ),
    ...named(given.narrowedTo, (ids) => `select p.id from permission p where p.id = any(${ids})`),
    ...named(given.editedRoleIds, () => "select h.permission_id from holders_hold h"),
  )}
),
reached (id) as (
  select id from met
  union select i.implies_id from reached r join permission_implication i on i.permission_id = r.id
)`;

const holdersHold = (ids: string) => `
holders_hold as (
  select distinct a.role_id, held.permission_id
  from org cross join role_assignment a join membership m on m.id = a.membership_id
  cross join lateral (
    select x.id from membership x where x.person_id = m.person_id and x.organization_id = org.id
      and (x.project_id is null or x.project_id = m.project_id) offset 0) x
  cross join lateral (
    select g.permission_id from permission_grant g where g.membership_id = x.id and ${notExpired("g")}
    union select rp.permission_id from role_assignment b join role_permission rp on rp.role_id = b.role_id
      where b.membership_id = x.id and ${notExpired("b")}
  ) held
  where a.role_id = any(${ids}) and a.organization_id = org.id
),`;

/** What every snapshot has. */
const PLACE = {
  now: iso(NOW),
  organization: organizationJson("org"),
  permissions: permissionsOf(
    `select p.* from permission p where p.id = any(array(select id from reached)) and ${visible("p", "org.kind")}`,
    "met",
    "select id from reached",
  ),
  actor: listOf(memberJson("m", "p"), "acting m join person p on p.id = m.person_id"),
  members: listOf(memberJson("m", "p"), "loaded m join person p on p.id = m.person_id"),
  roles: listOf(roleJson("r"), "role r where r.id = any(array(select id from involved_role))"),
  systemRevision: `case when org.level <> 'SYSTEM' and exists (select from acting a where a.organization_id = ${SYSTEM_HOME})
    then (select s.revision from organization s where s.id = ${SYSTEM_HOME}) end`,
};

const listIf = (conditions: readonly string[], list: (anyOfThem: string) => string) =>
  conditions.length === 0 ? NONE : list(`(${conditions.join(" or ")})`);

function askedKeys(given: Given): Readonly<Record<string, string>> {
  const idsOf = (alias: string, ids: string | undefined) =>
    named(ids, (some) => `${alias}.id = any(${some})`);
  // By their keys, not each of the organization's looked at.
  const projectIds = [
    "select project_id from loaded union all select project_id from acting",
    ...named(given.projectIds, (ids) => `select unnest(${ids})`),
    ...named(given.projectId, (id) => `select ${id}`),
  ].join(" union all ");
  const projects = [
    `p.id = any(array(${projectIds}))`,
    ...named(given.names, (names) => `lower(p.name) = any(${names})`),
  ];
  const people = [
    ...idsOf("p", given.personIds),
    ...named(given.emails, (emails) => `p.email = any(${emails})`),
  ];
  const invitations = [
    "(i.status = 'pending' and i.membership_id = any(array(select id from loaded)))",
    ...idsOf("i", given.invitationIds),
  ];
  return {
    projects: listIf(projects, (any) =>
      listOf(projectJson("p"), `project p where p.organization_id = org.id and ${any}`),
    ),
    people: listIf(people, (any) => listOf(personJson("p"), `person p where ${any}`)),
    invitations: listIf(invitations, (any) =>
      listOf(
        invitationJson("i", "p"),
        `invitation i join person p on p.id = i.person_id where i.organization_id = org.id and ${any}`,
      ),
    ),
    tokens: listIf(idsOf("t", given.tokenIds), (any) =>
      listOf(
        tokenJson("t"),
        `api_token t where ${any} and (t.organization_id = org.id or t.person_id = any(${given.asking}))`,
      ),
    ),
    webhooks: given.wantsWebhooks
      ? listOf(webhookJson("w"), "webhook w where w.organization_id = org.id")
      : NONE,
    takenNames: given.names === undefined ? NONE : takenNames(given.names),
  };
}

const takenNames = (names: string) =>
  listOf(
    "taken.name",
    `(select r.level || ':' || lower(r.name) as name from role r
      where r.home in (org.id, ${BUILT_IN_HOME}) and lower(r.name) = any(${names})
     union all
     select 'organization:' || t.name from organization_names_taken(org.kind, ${names}, org.id) as t (name)) as taken`,
  );
