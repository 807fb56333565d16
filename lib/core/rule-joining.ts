import type { Case } from "./case";
import { domainOf } from "./joining";
import { type Refusal, refuse } from "./refusal";

/**
 * Who lets people in by a domain has an address there himself, which he has proven, or is an operator: else one
 * organization could catch the people of another company.
 */
export function joiningDomains({ before, after, snapshot, standing, principal }: Case): Refusal[] {
  const { joining } = after.organization;
  if (joining === null || joining === before.organization.joining) return [];
  if (standing.has("operate", "ORGANIZATION", null)) return [];
  const actor = snapshot.actor.find(({ person }) => person.id === principal.personId)?.person;
  const own = actor?.verified ? domainOf(actor.email) : null;
  const foreign = joining.domains.filter(
    (each) => each !== own && !before.organization.joining?.domains.includes(each),
  );
  if (foreign.length === 0) return [];
  return [
    refuse("not-allowed", `You need an address of your own at ${foreign.join(", ")} to let its people in.`, {
      field: "domains",
    }),
  ];
}
