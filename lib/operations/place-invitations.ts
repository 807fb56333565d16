import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { InvitationFilter } from "@/lib/store/lists";
import type { Changed } from "./change-access";
import { cancelInvitation, type InvitationPage, listInvitations } from "./invitations";
import { placeIn, placeOfInvitation } from "./place";
import type { Result } from "./result";

/** The invitations of an organization, or of one of its projects; newest first. */
export async function listInvitationsIn(
  principal: Principal,
  organizationId: string,
  projectId: string | undefined,
  filter: InvitationFilter,
  page: { limit: number; after?: string },
): Promise<Result<InvitationPage>> {
  const place = await placeIn(principal, organizationId, projectId);
  return place.ok ? listInvitations(principal, place.value, filter, { ...page, offset: 0 }) : place;
}

/** Takes an open invitation back, wherever in the organization it leads to. */
export async function cancelInvitationIn(
  principal: Principal,
  organizationId: string,
  invitationId: string,
): Promise<Result<Changed>> {
  return cancelInvitation(
    principal,
    await placeOfInvitation(principal, organizationId, invitationId),
    invitationId,
  );
}
