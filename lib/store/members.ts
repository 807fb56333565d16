import "server-only";
import type { Permission } from "@/lib/core/permission";
import type { Member, MemberStatus, Role } from "@/lib/core/state";
import type { MemberOrder, MemberSort } from "@/lib/core/view";
import type { Runner } from "./database";
import { type StoredMember, type StoredPermissions, unfoldMembers, unfoldPermissions } from "./folded";
import { listOf, memberJson, notExpired, permissionsOf, roleJson, visible } from "./fragments";
import { askWithin, ofOrganizations } from "./tenants";

export interface MemberFilter {
  /** Part of the e-mail or the name, in any case. */
  readonly search?: string;
  /** Part of the e-mail alone, in any case. */
  readonly emailPart?: string;
  readonly status?: MemberStatus | readonly MemberStatus[];
  readonly roleId?: string;
  /** Who holds it, by whatever way. */
  readonly permissionId?: string;
  readonly membershipIds?: readonly string[];
  readonly personIds?: readonly string[];
  readonly numbers?: readonly number[];
  readonly emails?: readonly string[];
  /** Who is a member of this project himself. */
  readonly inProject?: string;
}

export interface PageRequest {
  readonly limit: number;
  readonly offset?: number;
  /** What the page before was told to go on after; with the order of the e-mails also just an e-mail. */
  readonly after?: string;
  readonly order?: MemberOrder;
}

/** A page that explains itself: with the roles and permissions that its members' access is made of. */
export interface MemberPage {
  readonly members: readonly Member[];
  /** The organization memberships of a project's people: what comes down from there. */
  readonly above: readonly Member[];
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
  readonly total: number;
  /** What the last row stands at in an order that is not that of the e-mails. */
  readonly lastKey?: string | null;
}

/** Where the next page goes on; null: this was the last. */
export function nextAfter({ members, lastKey }: MemberPage, { limit, order }: PageRequest): string | null {
  const last = members.at(-1);
  if (members.length < limit || !last) return null;
  return order && order.by !== "email" ? `${last.person.email} ${lastKey ?? ""}` : last.person.email;
}

/** One statement whatever the page; in the order of the e-mails or another. `projectId` null: the organization's own people. */
export async function readMembers(
  runner: Runner,
  scope: { organizationId: string; projectId: string | null },
  filter: MemberFilter,
  page: PageRequest,
): Promise<MemberPage> {
  const order = page.order ?? { by: "email", down: false };
  const after = placeOf(page.after, order);
  const named = isNaming(filter);
  const tenants = ofOrganizations([scope.organizationId], named);
  const { rows } = await askWithin<{ page: Stored }>(runner, tenants, {
    name: `${named ? "named " : ""}members by ${order.by}${order.down ? " down" : ""}`,
    text: membersBy(order, named),
    values: [
      scope.organizationId,
      scope.projectId,
      patternOf(filter.search),
      filter.status === undefined ? null : [filter.status].flat(),
      filter.roleId ?? null,
      filter.permissionId ?? null,
      filter.membershipIds ?? null,
      filter.personIds ?? null,
      filter.emails ?? null,
      filter.numbers ?? null,
      after?.email ?? null,
      page.limit,
      page.offset ?? 0,
      patternOf(filter.emailPart),
      filter.inProject ?? null,
      after?.key ?? null,
    ],
  });
  const stored = rows[0]?.page;
  if (!stored) return { members: [], above: [], roles: [], permissions: [], total: 0 };
  return {
    ...stored,
    members: unfoldMembers(stored.members),
    above: unfoldMembers(stored.above),
    permissions: unfoldPermissions(stored.permissions),
  };
}

type Stored = Omit<MemberPage, "members" | "above" | "permissions"> & {
  readonly members: readonly StoredMember[];
  readonly above: readonly StoredMember[];
  readonly permissions: StoredPermissions;
};

/** Whoever is asked for by name is found by an index, on one plan for all of them; a plan for every list would not. */
function isNaming({ membershipIds, personIds, emails, numbers }: MemberFilter): boolean {
  return [membershipIds, personIds, emails, numbers].some((names) => names !== undefined);
}

/** What the people are put in order by, and as what a place in that order is read. */
const KEYS: Readonly<Record<MemberSort, { readonly of: string; readonly as: string }>> = {
  email: { of: "p.email", as: "text" },
  name: { of: "lower(coalesce(nullif(btrim(p.first_name || ' ' || p.last_name), ''), p.email))", as: "text" },
  active: { of: "coalesce(extract(epoch from m.last_active_at), 0)", as: "numeric" },
  direct: {
    of: `(select count(*) from permission_grant g where g.membership_id = m.id and ${notExpired("g")})`,
    as: "numeric",
  },
  status: { of: "m.status", as: "text" },
};

/** A place that cannot be read is none: the list begins anew. */
function placeOf(after: string | undefined, { by }: MemberOrder): { email: string; key: string } | undefined {
  if (after === undefined) return undefined;
  if (by === "email") return { email: after, key: after };
  const [email = "", ...rest] = after.split(" ");
  const key = rest.join(" ");
  return KEYS[by].as === "numeric" && !/^\d{1,12}(\.\d{1,9})?$/.test(key) ? undefined : { email, key };
}

/** For ILIKE: what is searched for stands for itself. */
function patternOf(part: string | undefined): string | null {
  return part ? `%${part.replaceAll(/[\\%_]/g, "\\$&")}%` : null;
}

const NAMED = `and m.person_id in (
      select id from person where id = any($8::uuid[]) or email = any($9::text[]) or number = any($10::integer[])
      union select person_id from membership where id = any($7::uuid[]))`;

const matchingBy = ({ by, down }: MemberOrder, named: boolean) => `
giving (id) as (
  select $6::uuid where $6::uuid is not null
  union select i.permission_id from giving g join permission_implication i on i.implies_id = g.id
),
holds as (
  select m.person_id, m.project_id from permission_grant g join membership m on m.id = g.membership_id
    where g.organization_id = $1::uuid and g.permission_id in (select id from giving) and ${notExpired("g")}
      and m.status <> 'SUSPENDED'
  union select m.person_id, m.project_id from role_permission rp join role_assignment a on a.role_id = rp.role_id
    join membership m on m.id = a.membership_id
    where a.organization_id = $1::uuid and rp.permission_id in (select id from giving) and ${notExpired("a")}
      and m.status <> 'SUSPENDED'
),
matching as (
  select m.*, p.email, ${KEYS[by].of} as sort_key from membership m join person p on p.id = m.person_id
  where m.organization_id = $1::uuid and m.project_id is not distinct from $2::uuid
    and ($3::text is null or p.email ilike $3 or p.first_name || ' ' || p.last_name ilike $3)
    and ($14::text is null or p.email ilike $14)
    and ($4::text[] is null or m.status = any($4))
    and ($5::uuid is null or exists (select from role_assignment a where a.membership_id = m.id and a.role_id = $5 and ${notExpired("a")}))
    and ($6::uuid is null or exists (select from holds h where h.person_id = m.person_id and (h.project_id is null or h.project_id = m.project_id)))
    and ($7::uuid[] is null or m.id = any($7))
    and ($8::uuid[] is null or m.person_id = any($8))
    and ($9::text[] is null or p.email = any($9))
    and ($10::integer[] is null or p.number = any($10))
    and ($15::uuid is null or exists (select from membership x
      where x.person_id = m.person_id and x.organization_id = $1::uuid and x.project_id = $15))
    ${named ? NAMED : ""}
),
page as (
  select * from matching where $11::text is null or (sort_key, email) ${down ? "<" : ">"} ($16::text::${KEYS[by].as}, $11)
  order by ${inOrder(down, "sort_key", "email")} limit $12 offset $13
),
above as (
  select m.* from membership m where $2::uuid is not null and m.organization_id = $1::uuid and m.project_id is null
    and m.person_id in (select person_id from page)
),
given_role as (
  select distinct a.role_id as id from role_assignment a
  where a.membership_id in (select id from page union select id from above) and ${notExpired("a")}
),
reached (id) as (
  select g.permission_id from permission_grant g where g.membership_id in (select id from page union select id from above)
  union select rp.permission_id from role_permission rp where rp.role_id in (select id from given_role)
  union select i.implies_id from reached r join permission_implication i on i.permission_id = r.id
)`;

const inOrder = (down: boolean, ...columns: readonly string[]) =>
  columns.map((column) => `${column} ${down ? "desc" : "asc"}`).join(", ");

const membersBy = (order: MemberOrder, named: boolean) => `
with recursive ${matchingBy(order, named)}
select json_build_object(
  'members', coalesce((select json_agg(${memberJson("m", "p")} order by ${inOrder(order.down, "m.sort_key", "p.email")}) from page m join person p on p.id = m.person_id), '[]'),
  'above', ${listOf(memberJson("m", "p"), "above m join person p on p.id = m.person_id")},
  'roles', ${listOf(roleJson("r"), "role r where r.id in (select id from given_role)")},
  'permissions', ${permissionsOf(
    `select p.* from permission p, organization o where o.id = $1::uuid and p.id in (select id from reached) and ${visible("p", "o.kind")}`,
    "all",
  )},
  'total', (select count(*) from matching),
  'lastKey', (select sort_key::text from page order by ${inOrder(!order.down, "sort_key", "email")} limit 1)
) as page`;
