import { createHash } from "node:crypto";
import type { MemberOrder, MemberSort } from "@/lib/core/view";
import {
  kindOf,
  leadingTo,
  listOf,
  memberJson,
  notExpired,
  permissionsOf,
  roleJson,
  visible,
} from "./fragments";
import type { MemberFilter, PageRequest } from "./members";

interface Scope {
  readonly organizationId: string;
  readonly projectId: string | null;
}

/** Says what a value is in the statement, and keeps it. */
type Give = (value: unknown, type: string) => string;

/** The statement that reads a page of members, made of the conditions that are asked for. One name for one text. */
export function membersStatement(scope: Scope, filter: MemberFilter, page: PageRequest) {
  const values: unknown[] = [];
  const give: Give = (value, type) => `$${values.push(value)}::${type}`;
  const organization = give(scope.organizationId, "uuid");
  const project = scope.projectId === null ? null : give(scope.projectId, "uuid");
  const order = page.order ?? { by: "email", down: false };
  const place = `m.organization_id = ${organization} and m.project_id ${project === null ? "is null" : `= ${project}`}`;
  const source = sourceOf(filter, place, give);
  const conditions = conditionsOf(filter, organization, give);
  const giving =
    filter.permissionId === undefined ? "" : holdersOf(give(filter.permissionId, "uuid"), organization);
  // Of an organization's own people every project is null, which the planner does not count as one value: with the column
  // named the index has their order.
  const key = order.by === "email" ? "m.project_id" : "sort_key";
  const where = ["true", ...conditions].join(" and ");
  const matching = `${source} ${/\bp\./.test(where) ? PERSON : ""} where ${where}`;
  const text = `with recursive ${giving}
page as materialized (
  select m.*, ${KEYS[order.by].of} as sort_key from ${source} ${PERSON}
  where ${where} and m.email > '' ${behind(order, page.after, give)}
  order by ${inOrder(order.down, key, "m.email")}
  limit ${give(page.limit, "integer")} offset ${give(page.offset ?? 0, "bigint")}
),
${around(organization, project)}
select json_build_object(
  'members', coalesce((select json_agg(${memberJson("m", "p")} order by ${inOrder(order.down, "m.sort_key", "m.email")}) from page m join person p on p.id = m.person_id), '[]'),
  'above', ${listOf(memberJson("m", "p"), "above m join person p on p.id = m.person_id")},
  'roles', ${listOf(roleJson("r"), "role r where r.id in (select id from given_role)")},
  'permissions', ${permissionsOf(
    `select p.* from permission p, organization o where o.id = ${organization} and p.id in (select id from reached) and ${visible("p", "o.kind")}`,
    "all",
    "select id from reached",
  )},
  'total', (select count(*) from ${matching}),
  'lastKey', (select sort_key::text from page m order by ${inOrder(!order.down, "m.sort_key", "m.email")} limit 1)
) as page`;
  return { name: nameOf(text), text, values };
}

const PERSON = "join person p on p.id = m.person_id";

/** How people are asked for by name, and which of them a membership is. */
const NAMINGS = [
  ["membershipIds", "uuid[]", (name: string) => `m.id = ${name}`],
  ["personIds", "uuid[]", (name: string) => `m.person_id = ${name}`],
  ["emails", "text[]", (name: string) => `m.email = ${name}`],
  [
    "numbers",
    "integer[]",
    (name: string) => `m.person_id = (select x.id from person x where x.number = ${name})`,
  ],
] as const;

// Looked up once for each name, by its index: on a plan that serves every organization the planner would else read all
// members of a large one.
function sourceOf(filter: MemberFilter, place: string, give: Give): string {
  const asked = NAMINGS.filter(([key]) => filter[key] !== undefined);
  if (asked.length === 0) return `(select * from membership m where ${place}) m`;
  const lists = asked.map(([key, type], at) => `unnest(${give(filter[key], type)}) as n${at}`);
  const named = asked.map(([, , is], at) => is(`named.n${at}`)).join(" and ");
  return `(select distinct * from ${lists.join(" cross join ")}) as named
    cross join lateral (select * from membership m where ${place} and ${named} offset 0) m`;
}

const names = new Map<string, string>();

/** A text is called the same wherever this module is loaded: the pages have one copy of it, the endpoints another, on one pool. */
function nameOf(text: string): string {
  const name =
    names.get(text) ?? `members ${createHash("sha256").update(text).digest("base64url").slice(0, 22)}`;
  names.set(text, name);
  return name;
}

/** What the people are put in order by, and as what a place in that order is read. */
const KEYS: Readonly<Record<MemberSort, { readonly of: string; readonly as: string }>> = {
  email: { of: "m.email", as: "text" },
  name: { of: "lower(coalesce(nullif(btrim(p.first_name || ' ' || p.last_name), ''), m.email))", as: "text" },
  active: { of: "coalesce(extract(epoch from m.last_active_at), 0)", as: "numeric" },
  direct: {
    of: `(select count(*) from permission_grant g where g.membership_id = m.id and ${notExpired("g")})`,
    as: "numeric",
  },
  status: { of: "m.status", as: "text" },
};

const inOrder = (down: boolean, ...columns: readonly string[]) =>
  columns.map((column) => `${column} ${down ? "desc" : "asc"}`).join(", ");

/** A place that cannot be read is none: the list begins anew. */
function behind({ by, down }: MemberOrder, after: string | undefined, give: Give): string {
  if (after === undefined) return "";
  const than = down ? "<" : ">";
  if (by === "email") return `and m.email ${than} ${give(after, "text")}`;
  const [email = "", ...rest] = after.split(" ");
  const key = rest.join(" ");
  if (KEYS[by].as === "numeric" && !/^\d{1,12}(\.\d{1,9})?$/.test(key)) return "";
  return `and (${KEYS[by].of}, m.email) ${than} (${give(key, "text")}::${KEYS[by].as}, ${give(email, "text")})`;
}

/** For ILIKE: what is searched for stands for itself. */
const patternOf = (part: string) => `%${part.replaceAll(/[\\%_]/g, "\\$&")}%`;

function conditionsOf(filter: MemberFilter, organization: string, give: Give): string[] {
  const conditions: string[] = [];
  const { search, emailPart, status, roleId, inProject } = filter;
  if (search) {
    const pattern = give(patternOf(search), "text");
    conditions.push(`(m.email ilike ${pattern} or p.first_name || ' ' || p.last_name ilike ${pattern})`);
  }
  if (emailPart) conditions.push(`m.email ilike ${give(patternOf(emailPart), "text")}`);
  if (status !== undefined) conditions.push(`m.status = any(${give([status].flat(), "text[]")})`);
  if (roleId !== undefined)
    conditions.push(`exists (select from role_assignment a
      where a.membership_id = m.id and a.role_id = ${give(roleId, "uuid")} and ${notExpired("a")})`);
  if (filter.permissionId !== undefined)
    conditions.push(`exists (select from holds h
      where h.person_id = m.person_id and (h.project_id is null or h.project_id = m.project_id))`);
  if (inProject !== undefined)
    conditions.push(`exists (select from membership x where x.person_id = m.person_id
      and x.organization_id = ${organization} and x.project_id = ${give(inProject, "uuid")})`);
  return conditions;
}

const holdersOf = (permission: string, organization: string) => `
giving (id) as (${leadingTo(`select ${permission}`, kindOf(organization))}
),
holds as (
  select m.person_id, m.project_id from permission_grant g join membership m on m.id = g.membership_id
    where g.organization_id = ${organization} and g.permission_id in (select id from giving) and ${notExpired("g")}
      and m.status <> 'SUSPENDED'
  union select m.person_id, m.project_id from role_permission rp join role_assignment a on a.role_id = rp.role_id
    join membership m on m.id = a.membership_id
    where a.organization_id = ${organization} and rp.permission_id in (select id from giving) and ${notExpired("a")}
      and m.status <> 'SUSPENDED'
),`;

/** What the access of a page's people is made of: their memberships above a project, roles and permissions. */
const around = (organization: string, project: string | null) => `
above as (
  ${
    project === null
      ? "select m.* from membership m where false"
      : `select m.* from page cross join lateral (
    select * from membership m where m.person_id = page.person_id and m.organization_id = ${organization}
      and m.project_id is null offset 0) m`
  }
),
shown as materialized (select id from page union select id from above),
given_role as materialized (
  select distinct a.role_id as id from shown s cross join lateral (
    select role_id from role_assignment a where a.membership_id = s.id and ${notExpired("a")} offset 0) a
),
reached (id) as (
  select g.permission_id from shown s cross join lateral (
    select permission_id from permission_grant g where g.membership_id = s.id offset 0) g
  union select rp.permission_id from given_role r cross join lateral (
    select permission_id from role_permission rp where rp.role_id = r.id offset 0) rp
  union select i.implies_id from reached r join permission_implication i on i.permission_id = r.id
)`;
