import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import type { Pool } from "pg";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { env } from "@/lib/env";
import { hashSecret } from "@/lib/store/secret";
import { makeToken } from "./credentials";
import { makeMember } from "./fixtures";
import type { Tenant } from "./tenants";

/** "nobody": no credential that is worth anything. "outside": known, but not here. "inside": belongs here, without the right. */
export type Stands = "nobody" | "outside" | "inside";

export interface Caller {
  readonly name: CallerName;
  readonly stands: Stands;
  readonly headers: Readonly<Record<string, string>>;
  /** The same person in the browser; null: there is no such session. */
  readonly cookie: string | null;
}

export type CallerName =
  | "owner"
  | "anonymous"
  | "malformed token"
  | "expired token"
  | "revoked token"
  | "suspended person"
  | "stale session"
  | "token without the scope"
  | "token of another organization"
  | "demoted owner"
  | "plain member"
  | "viewer"
  | "admin of another organization"
  | "project-only user"
  | "suspended member"
  | "removed member"
  | "operator without a right";

/** Everyone who may knock at `home` and should not get far. `other` is where the strangers are at home. */
export async function makeCallers(owner: Pool, home: Tenant, other: Tenant): Promise<readonly Caller[]> {
  const place = { organizationId: home.organizationId };
  const known = (name: CallerName, stands: Stands, personId: string, boundTo: string | null = null) =>
    byToken(owner, name, stands, personId, boundTo);
  const member = async (holds: Parameters<typeof makeMember>[2], where: Place = place) =>
    (await makeMember(owner, where, holds)).personId;
  const boss = home.boss.personId;
  const both = await member({ role: "Owner" });
  await member({ role: "Owner", personId: both }, { organizationId: other.organizationId });
  const views = { role: "Viewer", permissions: ["view_org_users", "view_audit_log", "view_api_key"] };
  const project = { ...place, projectId: home.projectId };
  const demoted = await member({ role: "Owner" });
  const removed = await member({ role: "Owner" });
  const suspended = await member({ role: "Owner" });
  const callers = [
    { name: "anonymous", stands: "nobody", headers: {}, cookie: null } as const,
    { name: "malformed token", stands: "nobody", headers: header("x\u00e9 y"), cookie: "nonsense" } as const,
    await ended(owner, "expired token", boss, "expires_at = now() - interval '1 second'"),
    await ended(owner, "revoked token", boss, "revoked_at = now()"),
    await known("suspended person", "nobody", suspended),
    await staleSession(owner, boss),
    await narrowed(owner, boss),
    await known("token of another organization", "outside", both, other.organizationId),
    await known("demoted owner", "inside", demoted),
    await known("plain member", "inside", await member({ permissions: ["view_items"] })),
    await known("viewer", "inside", await member(views)),
    await known("admin of another organization", "outside", other.boss.personId),
    await known("project-only user", "outside", await member({ permissions: ["CAN_VIEW_DATA"] }, project)),
    await known("suspended member", "outside", await member({ role: "Owner", status: "SUSPENDED" })),
    await known("removed member", "outside", removed),
    await known(
      "operator without a right",
      "outside",
      await member({ permissions: ["Deposit", "AccountReadOnly"] }, { organizationId: SYSTEM_ORGANIZATION }),
    ),
  ];
  await owner.query(
    "delete from role_assignment a using membership m where m.id = a.membership_id and m.person_id = $1",
    [demoted],
  );
  await owner.query("delete from membership where person_id = $1", [removed]);
  await owner.query("update person set suspended_at = now() where id = $1", [suspended]);
  return callers;
}

interface Place {
  readonly organizationId: string;
  readonly projectId?: string;
}

/** The headers of a token; what HTTP cannot carry is sent as it can be. */
function header(secret: string): Record<string, string> {
  return { authorization: `Token ${secret}` };
}

/** The cookie of a session of the console that somebody really has. */
export async function openSession(owner: Pool, personId: string, ends = "1 hour"): Promise<string> {
  const secret = `gds_${randomUUID()}`;
  await owner.query(
    `insert into session (kind, secret_hash, person_id, expires_at) values ('CONSOLE', $1, $2, now() + $3::interval)`,
    [hashSecret(secret), personId, ends],
  );
  return cookieOf(secret);
}

/** The browser's cookie for a session's secret. */
export async function cookieOf(secret: string): Promise<string> {
  return `session=${await encode({ token: { secret }, secret: env().NEXTAUTH_SECRET })}`;
}

async function byToken(
  owner: Pool,
  name: CallerName,
  stands: Stands,
  personId: string,
  boundTo: string | null,
): Promise<Caller> {
  const secret = await makeToken(owner, personId, boundTo);
  const cookie = boundTo === null ? await openSession(owner, personId) : null;
  return { name, stands, headers: header(secret), cookie };
}

async function ended(owner: Pool, name: CallerName, personId: string, how: string): Promise<Caller> {
  const secret = await makeToken(owner, personId);
  await owner.query(`update api_token set ${how} where secret_hash = $1`, [hashSecret(secret)]);
  return { name, stands: "nobody", headers: header(secret), cookie: null };
}

async function staleSession(owner: Pool, personId: string): Promise<Caller> {
  const cookie = await openSession(owner, personId, "-1 second");
  return {
    name: "stale session",
    stands: "nobody",
    headers: { cookie, "sec-fetch-site": "same-origin" },
    cookie,
  };
}

async function narrowed(owner: Pool, personId: string): Promise<Caller> {
  const secret = await makeToken(owner, personId);
  await owner.query(
    `with found as (update api_token set narrowed = true where secret_hash = $1 returning id)
     insert into api_token_permission select found.id, p.id from found, permission p where p.name = 'view_items'`,
    [hashSecret(secret)],
  );
  return { name: "token without the scope", stands: "inside", headers: header(secret), cookie: null };
}
