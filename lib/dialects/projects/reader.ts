import "server-only";
import type { Principal } from "@/lib/core/principal";
import { actingAs } from "@/lib/operations/impersonate";

/** Who reads: the caller, or whom he names in X-Impersonate-Email where he may. Writes never ask this. */
export async function readerOf(
  request: Request,
  principal: Principal,
  projectId: string,
): Promise<Principal> {
  const email = request.headers.get("x-impersonate-email");
  return email === null ? principal : actingAs(principal, projectId, email);
}
