import "server-only";
import { randomUUID } from "node:crypto";
import { domainOf } from "@/lib/core/joining";
import type { Principal } from "@/lib/core/principal";
import { findOpenInvitationsOf } from "@/lib/store/invitations";
import { findOpenDoors } from "@/lib/store/joining";
import { changeAccess } from "./change-access";

/**
 * Lets someone in whose address a provider has proven: his open invitations are accepted, and he joins the organizations
 * that let his domain in. `principal` is himself; for a stranger, with the id that his row is to have. Answers whether
 * anything has let him in.
 */
export async function admit(
  principal: Principal,
  { firstName, lastName }: { readonly firstName: string; readonly lastName: string },
): Promise<boolean> {
  let isIn = false;
  for (const { id, organizationId } of await findOpenInvitationsOf(principal.personId)) {
    const accept = { kind: "accept-invitation", invitation: id } as const;
    isIn = (await changeAccess(principal, { organizationId, changes: [accept] })).ok || isIn;
  }
  const email = principal.label;
  for (const { organizationId, role } of await findOpenDoors(email, domainOf(email))) {
    const join = {
      kind: "join-by-domain",
      member: randomUUID(),
      person: { email, newId: principal.personId, firstName, lastName },
      role,
      assignment: randomUUID(),
    } as const;
    isIn = (await changeAccess(principal, { organizationId, changes: [join] })).ok || isIn;
  }
  return isIn;
}
