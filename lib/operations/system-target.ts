import "server-only";
import { randomUUID } from "node:crypto";
import type { AddMember } from "@/lib/core/change";
import type { Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import { type Member, SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { store } from "@/lib/store/database";
import { readMembers } from "@/lib/store/members";
import { findPerson } from "@/lib/store/people";
import { explain, type MemberAccess } from "./member-access";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";

export interface SystemTarget {
  readonly personId: string;
  /** Undefined: has nothing in the system yet. */
  readonly member: Member | undefined;
}

/** Finds the person whose standing in the system is to change, by his integer; only for who may change it. */
export async function systemTarget(principal: Principal, number: number): Promise<Result<SystemTarget>> {
  const entered = await enter(principal, { organizationId: SYSTEM_ORGANIZATION }, "changePeople");
  if (!entered.ok) return entered;
  const person = await findPerson({ number });
  if (!person) return deny(principal, SYSTEM_ORGANIZATION, notFound("person"));
  return success({ personId: person.id, member: (await systemMember(person.id))?.member });
}

export interface SystemMember extends MemberAccess {
  readonly permissions: readonly Permission[];
}

/** A person's membership in the system with what it gives, and the permissions that explain it. */
export async function systemMember(personId: string): Promise<SystemMember | undefined> {
  const scope = { organizationId: SYSTEM_ORGANIZATION, projectId: null };
  const { people, permissions } = explain(
    await readMembers(store().pool, scope, { personIds: [personId] }, { limit: 1 }),
  );
  return people[0] && { ...people[0], permissions };
}

/** Lets a person join the system with what he is given; where he joined meanwhile he gets it on top. */
export function joinSystem(personId: string, given: Pick<AddMember, "permissions" | "roles">): AddMember {
  return { kind: "add-member", member: randomUUID(), project: null, person: { personId }, ...given };
}
