import "server-only";
import type { Door, Principal } from "@/lib/core/principal";
import { findCredential } from "@/lib/store/credentials";
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
  if (!found) return null;
  return {
    personId: found.personId,
    label: found.email,
    door,
    requestId,
    credential: { kind: found.kind, id: found.id },
    organizationId: found.organizationId,
    narrowedTo: found.permissionIds,
  };
}
