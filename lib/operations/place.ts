import "server-only";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import type { Place } from "@/lib/store/snapshot";
import { findInvitationProject, findMembershipProject, hasProject } from "@/lib/store/whereabouts";
import { deny, isUuid } from "./refuse";
import { type Result, success } from "./result";

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

/** Where in the organization a membership is; the organization itself where it is nowhere. */
export function placeOfMembership(organizationId: string, membershipId: string): Promise<Place> {
  return placeOf(findMembershipProject, organizationId, membershipId);
}

/** Where in the organization an invitation leads to; the organization itself where there is no such invitation. */
export function placeOfInvitation(organizationId: string, invitationId: string): Promise<Place> {
  return placeOf(findInvitationProject, organizationId, invitationId);
}

async function placeOf(
  find: typeof findMembershipProject,
  organizationId: string,
  id: string,
): Promise<Place> {
  if (!isUuid(organizationId) || !isUuid(id)) return { organizationId };
  const projectId = await find(organizationId, id);
  return typeof projectId === "string" ? { projectId } : { organizationId };
}
