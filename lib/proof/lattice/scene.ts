import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type { Principal } from "@/lib/core/principal";
import { principalOfSecret } from "@/lib/identity/credential";
import { changeAccess } from "@/lib/operations/change-access";
import { consoleAt } from "@/lib/testing/doors/console";
import { giveKey } from "@/lib/testing/doors/keys";
import { ORGANIZATION } from "@/lib/testing/doors/level";
import { type FixtureMember, makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { SIX } from "../lattice-oracle";
import type { Targets } from "../lattice-ways";

export const HOWS = ["directly", "by a role", "by a narrowed token"] as const;
export type How = (typeof HOWS)[number];

/** A caller who holds a set in one of the ways, and whom and what he may try it on. */
export interface Scene {
  readonly organizationId: string;
  readonly principal: Principal;
  readonly headers: Readonly<Record<string, string>>;
  /** What the browser sends for him; null: a narrowed credential is no browser's. */
  readonly cookie: Readonly<Record<string, string>> | null;
  readonly bob: FixtureMember;
  readonly to: Targets;
  /** The revision at which a boss has taken from Bob what is wanted. */
  readonly taken: number;
}

export async function makeScene(
  owner: Pool,
  how: How,
  held: readonly string[],
  wanted: readonly string[],
): Promise<Scene> {
  const organizationId = await makeOrganization(owner);
  const place = { organizationId };
  const boss = await makeMember(owner, place, { role: "Owner" });
  const isToken = how === "by a narrowed token";
  const caller = await makeMember(owner, place, {
    permissions: how === "by a role" ? [] : isToken ? SIX : held,
  });
  if (how === "by a role")
    await giveRole(owner, caller.memberId, await makeRole(owner, organizationId, held));
  const bob = await makeMember(owner, place, { permissions: wanted });
  const others = [await makeMember(owner, place), await makeMember(owner, place)];
  const role = await makeRole(owner, organizationId, wanted);
  const empty = await makeRole(owner, organizationId, []);
  const secret = await giveKey(owner, "token", caller.personId, null);
  if (isToken) await narrow(owner, caller.personId, held);
  const principal = await principalOfSecret(secret, "v1", "lattice");
  if (!principal) throw new Error("the caller's token is worth nothing");
  const door = consoleAt(ORGANIZATION);
  const session = isToken ? null : await giveKey(owner, door.credential, caller.personId, null);
  const taken = await takeAll(boss.principal, organizationId, bob.memberId, wanted);
  return {
    ...{ organizationId, principal, bob, taken },
    headers: { authorization: `Bearer ${secret}` },
    cookie: session === null ? null : await door.present(session),
    to: {
      member: bob.memberId,
      others: others.map(({ memberId }) => memberId),
      role,
      empty,
      newId: randomUUID,
    },
  };
}

async function takeAll(
  boss: Principal,
  organizationId: string,
  member: string,
  all: readonly string[],
): Promise<number> {
  const changes = all.map((permission) => ({ kind: "remove-permission", member, permission }) as const);
  const taken = await changeAccess(boss, { organizationId, changes });
  if (!taken.ok) throw new Error(taken.refusal.message);
  return taken.value.revision;
}

async function makeRole(
  owner: Pool,
  organizationId: string,
  permissions: readonly string[],
): Promise<string> {
  const id = randomUUID();
  await owner.query(
    "insert into role (id, organization_id, level, name) values ($1, $2, 'ORGANIZATION', $3)",
    [id, organizationId, `Role ${id}`],
  );
  await owner.query(
    "insert into role_permission (role_id, home, permission_id, level) select $1, $2, id, level from permission where name = any($3)",
    [id, organizationId, permissions],
  );
  return id;
}

async function giveRole(owner: Pool, member: string, role: string): Promise<void> {
  await owner.query(
    `insert into role_assignment (membership_id, role_id, role_home, organization_id, level)
     select m.id, r.id, r.home, m.organization_id, r.level from membership m, role r where m.id = $1 and r.id = $2`,
    [member, role],
  );
}

async function narrow(owner: Pool, personId: string, permissions: readonly string[]): Promise<void> {
  await owner.query(
    `with found as (update api_token set narrowed = true where person_id = $1 returning id)
     insert into api_token_permission (api_token_id, permission_id) select found.id, p.id from found, permission p where p.name = any($2)`,
    [personId, permissions],
  );
}
