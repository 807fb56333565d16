import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { Member } from "@/lib/core/state";
import type { PersonView } from "@/lib/core/view";
import { readBelongings } from "@/lib/store/belongings";
import { store } from "@/lib/store/database";
import { readEmails } from "@/lib/store/whereabouts";
import { readMember } from "./list-members";
import { placeOfMembership } from "./place";
import { type Result, success } from "./result";

/** A person in an organization, by one of his memberships: all that his access is made of, as far as the asker may see. */
export async function readPersonView(
  principal: Principal,
  organizationId: string,
  membershipId: string,
): Promise<Result<PersonView>> {
  const place = await placeOfMembership(principal, organizationId, membershipId);
  const read = await readMember(principal, place, { membershipId });
  if (!read.ok) return read;
  const { member, entry } = read.value;
  const { standing } = entry;
  const isSelf = member.person.id === (principal.actingAs?.personId ?? principal.personId);
  const belongings = await readBelongings(store().pool, member.person.id);
  const memberships = (belongings?.memberships ?? []).filter(
    (each) =>
      each.organizationId === organizationId &&
      (isSelf || standing.has("readPeople", each.level, each.projectId)),
  );
  return success({
    revision: entry.organization.revision,
    member,
    memberships,
    mayChange: memberships
      .filter(({ level, projectId }) => !principal.actingAs && standing.has("changePeople", level, projectId))
      .map(({ id }) => id),
    emails: Object.fromEntries(await readEmails(giversOf(memberships))),
  });
}

function giversOf(memberships: readonly Member[]): string[] {
  const givers = memberships.flatMap(({ grants, assignments }) => [
    ...grants.map(({ grantedBy }) => grantedBy),
    ...assignments.map(({ assignedBy }) => assignedBy),
  ]);
  return [...new Set(givers.filter((id) => id !== null))];
}
