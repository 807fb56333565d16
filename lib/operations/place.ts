import "server-only";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import type { Place } from "@/lib/store/snapshot";
import { findInvitationProject, findMembershipProject, hasProject } from "@/lib/store/whereabouts";
import { deny, isUuid } from "./refuse";
import { type Result, success } from "./result";
import { belongsToProject } from "./standing";

/** The place that an organization and perhaps one of its projects name; a project of another one does not exist. */
export async function placeIn(
  principal: Principal,
  organizationId: string,
  projectId: string | undefined,
): Promise<Result<Place>> {
  if (projectId === undefined) return success({ organizationId });
  const there = isUuid(organizationId) && isUuid(projectId) && (await hasProject(organizationId, projectId));
  return there ? success({ projectId }) : deny(principal, organizationId, notFound("project"));
}

/**
 * Where in the organization a membership is; the organization itself where it is nowhere, or in a project that the
 * asker does not belong to: the answer must not tell one from the other.
 */
export function placeOfMembership(
  principal: Principal,
  organizationId: string,
  membershipId: string,
): Promise<Place> {
  return placeOf(principal, findMembershipProject, organizationId, membershipId);
}

/** Where in the organization an invitation leads to; as with a membership, the organization itself where it is unseen. */
export function placeOfInvitation(
  principal: Principal,
  organizationId: string,
  invitationId: string,
): Promise<Place> {
  return placeOf(principal, findInvitationProject, organizationId, invitationId);
}

async function placeOf(
  principal: Principal,
  find: typeof findMembershipProject,
  organizationId: string,
  id: string,
): Promise<Place> {
  if (!isUuid(organizationId) || !isUuid(id)) return { organizationId };
  const projectId = await find(organizationId, id);
  if (typeof projectId !== "string") return { organizationId };
  return (await belongsToProject(principal, projectId)) ? { projectId } : { organizationId };
}
