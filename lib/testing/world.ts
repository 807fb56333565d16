import type { Pool } from "pg";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { type Caller, makeCallers, openSession } from "./callers";
import { makeToken } from "./credentials";
import { giveKey } from "./doors/keys";
import { makeMember } from "./fixtures";
import { digest, type Ids, makeTenant, type Tenant } from "./tenants";

/** Three tenants, and everyone who may knock at the first of them. */
export interface World {
  readonly home: Tenant;
  /** Whose things are named by those who have no business with them. */
  readonly foreign: Tenant;
  /** Where strangers are at home. */
  readonly other: Tenant;
  readonly callers: readonly Caller[];
  /** The owner of home: he may everything there, and nothing elsewhere. */
  readonly boss: { readonly token: string; readonly cookie: string };
  readonly digest: () => Promise<string>;
  /** The ids of the requests whose refusals are on record. */
  readonly denials: () => Promise<ReadonlySet<string>>;
}

export async function makeWorld(owner: Pool): Promise<World> {
  const home = await makeTenant(owner, "RETAILER");
  const foreign = await makeTenant(owner, "SUPPLIER");
  const other = await makeTenant(owner, "RETAILER");
  const { personId } = home.boss;
  return {
    home,
    foreign,
    other,
    callers: await makeCallers(owner, home, other),
    boss: { token: await makeToken(owner, personId), cookie: await openSession(owner, personId) },
    digest: () => digest(owner),
    denials: async () => {
      const { rows } = await owner.query<{ request_id: string }>("select request_id from access_denial");
      return new Set(rows.map(({ request_id }) => request_id));
    },
  };
}

/** A tenant of its own, in which its owner and an operator may do whatever can be done. */
export async function makeFreeHand(owner: Pool) {
  const tenant = await makeTenant(owner, "RETAILER");
  const system = { organizationId: SYSTEM_ORGANIZATION };
  const operator = await makeMember(owner, system, { permissions: ["Operator", "SUPERUSER"] });
  const trader = await makeMember(owner, system, { permissions: ["Trading"], role: "Trader" });
  const { rows } = await owner.query<Pick<Ids, "number" | "roleNumber">>(
    `with made as (insert into role (organization_id, level, name) values ($1, 'SYSTEM', $3) returning *),
       given as (insert into role_assignment (membership_id, role_id, role_home, organization_id, level)
         select $2, id, home, organization_id, level from made)
     select made.number::text as "roleNumber", (select number::text from person where id = $4) as number from made`,
    [SYSTEM_ORGANIZATION, trader.memberId, `Role of ${trader.personId}`, trader.personId],
  );
  return {
    tenant,
    system: { ...tenant.ids, ...rows[0] },
    boss: await giveKey(owner, "EXCHANGE", tenant.boss.personId, null),
    operator: await giveKey(owner, "EXCHANGE", operator.personId, null),
  };
}

/** The same world for who can only come with a browser's cookie; whose credential is none stays outside. */
export function inBrowsers(world: World): World {
  const callers = world.callers.flatMap(({ name, stands, cookie }) =>
    cookie !== null || name === "anonymous" ? [{ name, stands, cookie, headers: byCookie(cookie) }] : [],
  );
  return { ...world, callers };
}

function byCookie(cookie: string | null): Record<string, string> {
  return { ...(cookie === null ? {} : { cookie }), "sec-fetch-site": "same-origin" };
}
