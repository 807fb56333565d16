import "server-only";
import { randomUUID } from "node:crypto";
import type { Change } from "@/lib/core/change";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import { type Member, SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { store } from "@/lib/store/database";
import { readMembers } from "@/lib/store/members";
import { findPerson } from "@/lib/store/people";
import { type Changed, changeAccess } from "./change-access";
import { deny } from "./refuse";
import type { Result } from "./result";
import { enter } from "./standing";

/**
 * Changes what a person may do in the system, by his integer. Everyone may be given system permissions; who gets his
 * first one joins the system in the same command, with the level's default permissions.
 */
export async function changeSystemAccess(
  principal: Principal,
  number: number,
  changesFor: (memberId: string) => readonly Change[],
): Promise<Result<Changed>> {
  const entered = await enter(principal, { organizationId: SYSTEM_ORGANIZATION }, "changePeople");
  if (!entered.ok) return entered;
  const person = await findPerson({ number });
  if (!person) return deny(principal, SYSTEM_ORGANIZATION, notFound("person"));
  const member = await systemMember(person.id);
  const memberId = member?.id ?? randomUUID();
  const join: readonly Change[] = member
    ? []
    : [
        {
          kind: "add-member",
          member: memberId,
          project: null,
          person: { personId: person.id },
          permissions: [],
          roles: [],
        },
      ];
  return changeAccess(principal, {
    organizationId: SYSTEM_ORGANIZATION,
    changes: [...join, ...changesFor(memberId)],
  });
}

async function systemMember(personId: string): Promise<Member | undefined> {
  const page = await readMembers(
    store().pool,
    { organizationId: SYSTEM_ORGANIZATION, projectId: null },
    { personIds: [personId] },
    { limit: 1 },
  );
  return page.members[0];
}
