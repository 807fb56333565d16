import "server-only";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { homeOf } from "@/lib/operations/organizations";
import { deny } from "@/lib/operations/refuse";
import { detail } from "./answers";

/**
 * Acts in the organization that the token stands for; no request of this family names one. The operators' own
 * organization is neither retailer nor supplier and does not exist here.
 */
export async function atHome(
  principal: Principal,
  act: (organizationId: string) => Promise<Response>,
): Promise<Response> {
  const organizationId = await homeOf(principal);
  if (organizationId === null || organizationId === SYSTEM_ORGANIZATION) {
    await deny(principal, null, notFound("organization"));
    return detail(403, "You belong to no organization.");
  }
  return act(organizationId);
}
