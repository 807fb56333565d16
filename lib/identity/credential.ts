import "server-only";
import type { Door, Principal } from "@/lib/core/principal";
import { presume } from "@/lib/store/claims";
import { type Credential, findCredential, type Viewing } from "@/lib/store/credentials";
import { hashSecret } from "@/lib/store/secret";

/**
 * The person behind a secret, from the database at every request: null where it is unknown, expired, idle for too
 * long or revoked, and where the person or the organization that it is bound to is out.
 */
export async function principalOfSecret(
  secret: string,
  door: Door,
  requestId: string,
): Promise<Principal | null> {
  const found = await findCredential(hashSecret(secret));
  return found && principalOf(found, door, requestId);
}

/** Whom a secret stood for last time: a claim, to be looked up with his first question (lib/store/claims.ts). */
export function presumedOfSecret(secret: string, door: Door, requestId: string): Principal | null {
  return presume(hashSecret(secret), (credential) => principalOf(credential, door, requestId));
}

function principalOf(found: Credential, door: Door, requestId: string): Principal {
  const { viewing } = found;
  return {
    personId: found.personId,
    label: found.email,
    door,
    requestId,
    credential: { kind: found.kind, id: found.id, expiresAt: found.expiresAt },
    organizationId: found.organizationId,
    narrowedTo: found.permissionIds,
    ...(viewing ? { actingAs: actingAs(found, viewing) } : {}),
  };
}

/**
 * A view that is over acts as the operator himself, who still changes nothing until he ends it: what he clicks on in a
 * page of someone else's must not become an act of his own just because the time ran out.
 */
function actingAs(own: Credential, { open, personId, email }: Viewing): NonNullable<Principal["actingAs"]> {
  return open ? { personId, label: email } : { personId: own.personId, label: own.email };
}
