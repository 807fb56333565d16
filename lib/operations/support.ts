import "server-only";
import { type Principal, viewerOf } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { type Belongings, readBelongings } from "@/lib/store/belongings";
import { store } from "@/lib/store/database";
import {
  findPerson,
  type LockedPerson,
  type PersonKey,
  type PersonRow,
  readLockedPeople,
} from "@/lib/store/people";
import { type Changed, changeAccess } from "./change-access";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";

export type Anyone = PersonRow;

/** Anyone, anywhere, by id, integer or address: for operators; everyone may find himself. */
export async function findAnyone(principal: Principal, key: PersonKey): Promise<Result<Anyone>> {
  const found = await findPerson(key);
  if (found?.id === viewerOf(principal)) return success(found);
  const entered = await enter(principal, { organizationId: SYSTEM_ORGANIZATION }, "operate");
  if (!entered.ok) return entered;
  return found ? success(found) : deny(principal, SYSTEM_ORGANIZATION, notFound("person"));
}

/** Everything that someone belongs to, in every organization: for operators. */
export async function readEverything(principal: Principal, personId: string): Promise<Result<Belongings>> {
  const entered = await enter(principal, { organizationId: SYSTEM_ORGANIZATION }, "operate");
  if (!entered.ok) return entered;
  const found = await readBelongings(store().pool, personId);
  return found ? success(found) : deny(principal, SYSTEM_ORGANIZATION, notFound("person"));
}

export async function listLocked(principal: Principal): Promise<Result<readonly LockedPerson[]>> {
  const entered = await enter(principal, { organizationId: SYSTEM_ORGANIZATION }, "operate");
  return entered.ok ? success(await readLockedPeople()) : entered;
}

/** Lets a locked person sign in again. */
export function unlock(principal: Principal, personId: string): Promise<Result<Changed>> {
  return note(principal, "person.unlocked", personId);
}

/** Ends every session of a person: for holders of SUPERUSER. */
export function forceLogoff(principal: Principal, personId: string): Promise<Result<Changed>> {
  return note(principal, "sessions.revoked", personId);
}

function note(
  principal: Principal,
  act: "person.unlocked" | "sessions.revoked",
  person: string,
): Promise<Result<Changed>> {
  return changeAccess(principal, {
    organizationId: SYSTEM_ORGANIZATION,
    changes: [{ kind: "note", act, person, project: null }],
  });
}
