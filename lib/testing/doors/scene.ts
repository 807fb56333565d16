import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { type FixtureMember, makeMember } from "../fixtures";
import type { Door, Named, Someone, Target } from "./door";
import { giveKey } from "./keys";
import type { Place } from "./level";
import { witness } from "./witness";

/** What people of a scenario hold, in the level's own names. */
type Holds = NonNullable<Parameters<typeof makeMember>[2]>;

async function nameOf(owner: Pool, kind: "permission" | "role", name: string, level: string): Promise<Named> {
  const number = kind === "role" ? "number" : "0 as number";
  const { rows } = await owner.query<Named>(
    `select id, ${number}, name from ${kind} where name = $1 and ($2 = '' or level = $2)`,
    [name, level],
  );
  const [found] = rows;
  if (!found) throw new Error(`there is no ${kind} ${name}`);
  return found;
}

async function numberOf(owner: Pool, { personId }: FixtureMember): Promise<number> {
  const { rows } = await owner.query<{ number: number }>("select number from person where id = $1", [
    personId,
  ]);
  return rows[0]?.number ?? 0;
}

/** An administrator with every right to hand out, Bob who keeps one permission, and the words of the door's level. */
export async function makeScene(owner: Pool, door: Door) {
  const { level } = door;
  const place = await level.makePlace(owner);
  const someone = async (
    holds: Holds,
    where: Place = place,
    boundTo: string | null = null,
  ): Promise<Someone> => {
    const member = await makeMember(owner, where, holds);
    const secret = await giveKey(owner, door.credential, member.personId, boundTo);
    const headers = await door.present(secret);
    return { ...member, number: await numberOf(owner, member), place: where, secret, headers };
  };
  const administrator = { permissions: [level.keeps, level.administers] };
  const all = { permissions: [...administrator.permissions, ...(level.grantsAny ? [level.grantsAny] : [])] };
  const boss = await someone(all);
  const bob = await someone({ permissions: [level.keeps] });
  const permission = (name: string) => nameOf(owner, "permission", name, "");
  const role = (name: string) => nameOf(owner, "role", name, level.name);
  const missing: Target = {
    memberId: randomUUID(),
    personId: randomUUID(),
    number: 2_000_000_000,
    email: "nobody@example.com",
    place,
  };
  return {
    owner,
    door,
    place,
    boss,
    bob,
    missing,
    someone,
    administrator,
    permission,
    first: await permission(level.first),
    second: await permission(level.second),
    administers: await permission(level.administers),
    elsewhere: await permission(level.elsewhere),
    nonsense: { id: randomUUID(), number: 0, name: "CAN_FLY_TO_THE_MOON" },
    role: await role(level.role),
    otherRole: await role(level.otherRole),
    adminRole: await role(level.adminRole),
    ...(await witness(owner, door, place)),
  };
}

export type Scene = Awaited<ReturnType<typeof makeScene>>;
