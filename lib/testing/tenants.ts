import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { changeAccess } from "@/lib/operations/change-access";
import { invite } from "@/lib/operations/invitations";
import { makeToken } from "./credentials";
import { type FixtureMember, makeMember, makeOrganization, makeProject } from "./fixtures";

/** What a request can name of a tenant; a number is written as its digits. */
export const SLOTS = [
  "organization",
  "project",
  "member",
  "person",
  "number",
  "email",
  "role",
  "roleNumber",
  "permission",
  "token",
  "invitation",
  "projectInvitation",
  "projectMember",
  "session",
  "revision",
  "webhook",
  "delivery",
] as const;

export type Slot = (typeof SLOTS)[number];
export type Ids = Readonly<Record<Slot, string>>;

export interface Tenant {
  /** Stands in every name and address of the tenant but its owner's, and nowhere else in the world. */
  readonly canary: string;
  readonly ids: Ids;
  readonly boss: FixtureMember;
  readonly organizationId: string;
  readonly projectId: string;
}

type Kind = "RETAILER" | "SUPPLIER";

// Each kind sees permissions that the other does not.
const OF_KIND = { RETAILER: "create_order", SUPPLIER: "allocate_order" } as const;

/** An organization with everything that a request can name in it, and its canary in every name. */
export async function makeTenant(owner: Pool, kind: Kind): Promise<Tenant> {
  const canary = `canary${randomUUID().slice(0, 8)}`;
  const organizationId = await makeOrganization(owner, kind);
  const projectId = await makeProject(owner, organizationId, `Project ${canary}`);
  await owner.query("update organization set name = $2 where id = $1", [organizationId, `Tenant ${canary}`]);
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const bob = await makeMember(owner, { organizationId }, { permissions: ["view_items"] });
  const inProject = await makeMember(
    owner,
    { organizationId, projectId },
    { permissions: ["CAN_VIEW_DATA"], personId: bob.personId },
  );
  await brand(owner, bob.personId, canary);
  await makeToken(owner, boss.personId, organizationId);
  const role = await makeRole(owner, organizationId, canary);
  const invitations = await inviteTwo(boss, { organizationId, projectId }, canary);
  const changes = [
    { kind: "add-permission", member: bob.memberId, permission: OF_KIND[kind] },
    { kind: "assign-role", member: bob.memberId, role: role.id, assignment: randomUUID() },
  ] as const;
  const changed = await changeAccess(boss.principal, { organizationId, changes });
  if (!changed.ok) throw new Error(changed.refusal.message);
  const one = async (sql: string, ...values: unknown[]) =>
    String((await owner.query(sql, values)).rows[0].id);
  const ids: Ids = {
    organization: organizationId,
    project: projectId,
    member: bob.memberId,
    person: bob.personId,
    number: await one("select number as id from person where id = $1", bob.personId),
    email: await one("select email as id from person where id = $1", bob.personId),
    role: role.id,
    roleNumber: role.number,
    permission: await one("select id from permission where name = $1", OF_KIND[kind]),
    token: await one("select id from api_token where person_id = $1", boss.personId),
    ...invitations,
    projectMember: inProject.memberId,
    session: await makeSession(owner, boss.personId),
    revision: String(changed.value.revision),
    ...(await makeWebhook(owner, organizationId, canary)),
  };
  return { canary, ids, boss, organizationId, projectId };
}

/** Nobody calls it: where tests run no process delivers. */
async function makeWebhook(owner: Pool, organizationId: string, canary: string) {
  const { rows } = await owner.query<{ webhook: string; delivery: string }>(
    `with hook as (
       insert into webhook (id, organization_id, url, paused, secret, cursor_revision, created_at, updated_at)
       values ($1, $2, $3, null, 'sealed', 0, now(), now()) returning id, organization_id
     ),
     message as (
       insert into webhook_delivery (id, organization_id, webhook_id, kind)
       select $4, $2, $1, 'webhook.test' returning id
     )
     select hook.id as webhook, message.id as delivery from hook, message`,
    [randomUUID(), organizationId, `https://${canary}.example/`, randomUUID()],
  );
  const [made] = rows;
  if (!made) throw new Error("there is no webhook");
  return made;
}

async function brand(owner: Pool, personId: string, canary: string): Promise<void> {
  await owner.query(
    "update person set password_hash = null, email = $2, first_name = $3, last_name = $3, job_title = $3, phone = $3 where id = $1",
    [personId, `${personId}@${canary}.example`, canary],
  );
}

async function makeRole(owner: Pool, organizationId: string, canary: string) {
  const { rows } = await owner.query<{ id: string; number: string }>(
    `with made as (insert into role (organization_id, level, name, description) values ($1, 'ORGANIZATION', $2, $2) returning *),
      filled as (insert into role_permission (role_id, home, permission_id, level)
        select made.id, made.home, p.id, p.level from made, permission p where p.name = 'view_items')
     select id, number::text from made`,
    [organizationId, `Role ${canary}`],
  );
  const [made] = rows;
  if (!made) throw new Error("no role was stored");
  return made;
}

async function makeSession(owner: Pool, personId: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into session (kind, secret_hash, person_id, expires_at)
     values ('CONSOLE', sha256($1::text::bytea), $2, now() + interval '1 day') returning id`,
    [randomUUID(), personId],
  );
  return rows[0]?.id ?? "";
}

async function inviteTwo(
  boss: FixtureMember,
  place: { readonly organizationId: string; readonly projectId: string },
  canary: string,
) {
  const one = async (projectId: string | null, permission: string) => {
    const person = { email: `${randomUUID()}@${canary}.example`, firstName: canary, lastName: canary };
    const wanted = { person, projectId, permissions: [permission], roleIds: [], mode: "always" } as const;
    const result = await invite(boss.principal, place.organizationId, [wanted]);
    if (!result.ok) throw new Error(result.refusal.message);
    return Object.keys(result.value.secrets)[0] ?? "";
  };
  return {
    invitation: await one(null, "view_items"),
    projectInvitation: await one(place.projectId, "CAN_VIEW_DATA"),
  };
}

/** Names that nothing has. */
export function missingIds(): Ids {
  const uuids = Object.fromEntries(SLOTS.map((slot) => [slot, randomUUID()])) as Record<Slot, string>;
  return {
    ...uuids,
    number: "2000000000",
    roleNumber: "2000000000",
    email: `${randomUUID()}@nowhere.example`,
    revision: "999999",
    webhook: randomUUID(),
    delivery: randomUUID(),
  };
}

/**
 * Every row of every table in one text; left out: the records of refusals, of tries and of answers,
 * and when something was last used.
 */
export async function digest(owner: Pool): Promise<string> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
       and table_name not in ('access_denial', 'rate_limit', 'idempotency_key', '_prisma_migrations', 'permission', 'permission_implication') order by 1`,
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, coalesce(md5(string_agg(r.t, ',' order by r.t)), '') as sum
       from (select (to_jsonb(x) - 'last_used_at' - 'last_active_at')::text as t from "${name}" x) r`,
  );
  const { rows } = await owner.query(each.join(" union all "));
  // Large tables are read by several workers, and whichever is ready first is told first.
  return rows
    .map((row) => JSON.stringify(row))
    .sort()
    .join("\n");
}
