import "server-only";
import type { KnownPermission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import type { Holding, Organization, Role } from "@/lib/core/state";
import { askAs } from "./claims";
import { store } from "./database";
import { type Folded, folded, grouped, type Pair } from "./folded";
import { leadingTo, notExpired, SYSTEM_HOME, visible } from "./fragments";
import type { Place } from "./snapshot";
import { isUuidText } from "./snapshot-given";
import { ofPlace } from "./tenants";

/** Who is asked about, and about which permissions (uuids, or names in any case). */
export interface HoldingQuestion {
  readonly personIds: readonly string[];
  readonly emails: readonly string[];
  readonly permissions: readonly string[];
}

/** What is true now of a few permissions: they, those that lead to them, and what of these the rows give. */
export interface Holdings {
  readonly organization: Pick<Organization, "id" | "kind" | "status" | "revision" | "deleted">;
  readonly permissions: readonly KnownPermission[];
  /** None: what roles give stands among the rows' grants. */
  readonly roles: readonly Pick<Role, "id" | "permissionIds">[];
  /** The asker's rows: in the system, in this organization and in its projects. */
  readonly actor: readonly Holding[];
  /** The rows of whom the question is about, in this organization and in its projects. */
  readonly members: readonly Holding[];
}

/**
 * Reads in one statement who of some people holds some permissions; nothing else is read, however much they hold. Null
 * where there is no such organization or project.
 */
export async function readHoldings(
  principal: Principal,
  place: Place,
  { personIds, emails, permissions }: HoldingQuestion,
): Promise<Holdings | null> {
  const asking = [...new Set([principal.personId, principal.actingAs?.personId ?? principal.personId])];
  const references = permissions.map((reference) => reference.toLowerCase());
  const ids = references.filter(isUuidText);
  const where = "organizationId" in place ? "organization" : "project";
  const { rows } = await askAs<Stored>(principal, store().pool, ofPlace(place, asking), {
    name: `holdings of ${where}`,
    text: TEXTS[where],
    values: [Object.values(place)[0], asking, personIds, emails, references, ids],
  });
  const [stored] = rows;
  return stored ? unfold(stored) : null;
}

interface Stored {
  readonly organization: Omit<Holdings["organization"], "deleted">;
  readonly permissions: readonly Omit<KnownPermission, "implies">[] | null;
  readonly implied: Folded<Pair<string>>;
  readonly rows: readonly StoredRow[] | null;
  readonly given: readonly (Holding["grants"][number] & { readonly row: string })[] | null;
}

type StoredRow = Pick<Holding, "organizationId" | "projectId" | "status"> &
  Record<"id" | "personId" | "email", string> &
  Record<"suspended" | "asks", boolean>;

function unfold(stored: Stored): Holdings {
  const implied = grouped(stored.implied);
  const given = stored.given ?? [];
  const rows = stored.rows ?? [];
  const holding = ({ id, personId, email, suspended, organizationId, projectId, status }: StoredRow) => ({
    ...{ organizationId, projectId, status, assignments: [], grants: given.filter(({ row }) => row === id) },
    person: { id: personId, email, suspended },
  });
  return {
    organization: { ...stored.organization, deleted: false },
    permissions: (stored.permissions ?? []).map((permission) => ({
      ...permission,
      implies: implied.get(permission.id) ?? [],
    })),
    roles: [],
    actor: rows.filter(({ asks }) => asks).map(holding),
    members: rows.filter(({ asks }) => !asks).map(holding),
  };
}

const RELEVANT = "array(select id from giving)";
const KIND = "(select kind from org limit 1)";

// A lateral subselect with an offset is looked up once for each row before it, by its index: see the snapshot.
const textOf = (organization: string) => `
with recursive org as materialized (
  select o.id, o.kind, o.status, o.revision from ${organization} and o.deleted_at is null
),
giving (id) as (${leadingTo(
  `select p.id from permission p where (lower(p.name) = any($5::text[]) or p.id = any($6::uuid[])) and ${visible("p", KIND)}`,
  KIND,
)}
),
asked (id, email, suspended, asks) as (
  select p.id, p.email, p.suspended_at is not null, true from person p where p.id = any($2::uuid[])
  union all select p.id, p.email, p.suspended_at is not null, false from person p where p.id = any($3::uuid[])
  union all select p.id, p.email, p.suspended_at is not null, false from person p where p.email = any($4::text[])
),
here as materialized (
  select m.id, a.id as "personId", a.email, a.suspended, a.asks, m.organization_id as "organizationId", m.project_id as "projectId", m.status
  from asked a cross join org cross join lateral (
    select * from membership m where m.person_id = a.id and (m.organization_id = org.id or (a.asks and m.organization_id = ${SYSTEM_HOME})) offset 0) m
),
given (row, "permissionId", "expiresAt") as (
  select h.id, g.permission_id, g.expires_at from here h cross join lateral (
    select * from permission_grant g where g.membership_id = h.id and g.permission_id = any(${RELEVANT}) and ${notExpired("g")} offset 0) g
  union all select h.id, rp.permission_id, a.expires_at from here h cross join lateral (
    select * from role_assignment a where a.membership_id = h.id and ${notExpired("a")} offset 0) a cross join lateral (
    select * from role_permission rp where rp.role_id = a.role_id and rp.permission_id = any(${RELEVANT}) offset 0) rp
)
select row_to_json(org) as organization, (select json_agg(h) from here h) as rows, (select json_agg(g) from given g) as given,
  (select json_agg(p) from (select p.id, p.name, p.level from permission p where p.id = any(${RELEVANT})) p) as permissions,
  (select ${folded({ key: "i.permission_id", value: "i.implies_id" })} from permission_implication i
    where i.permission_id = any(${RELEVANT})) as implied
from org`;

const TEXTS = {
  organization: textOf("organization o where o.id = $1::uuid"),
  project: textOf("project p join organization o on o.id = p.organization_id where p.id = $1::uuid"),
} as const;
