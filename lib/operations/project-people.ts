import "server-only";
import type { MetPermission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { notFound, refuse } from "@/lib/core/refusal";
import { store } from "@/lib/store/database";
import { type InvitationRow, readInvitations } from "@/lib/store/lists";
import { readMembers } from "@/lib/store/members";
import { accessAfter } from "./access-after";
import { changeAccess } from "./change-access";
import { invite } from "./invitations";
import { normalizeEmail } from "./list-members";
import type { MemberAccess } from "./member-access";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";

export interface ProjectUser extends MemberAccess {
  /** What `held` is named by. */
  readonly permissions: readonly MetPermission[];
}

/** Who has joined, suspended or not; who still waits is an invitation. */
export const JOINED = ["ACTIVE", "SUSPENDED"] as const;

/**
 * Replaces what a membership of a project holds directly, by names, of those `among`: others stay. Answers what it
 * holds now, by any way.
 */
export async function setProjectPermissions(
  principal: Principal,
  projectId: string,
  membershipId: string,
  permissions: readonly string[],
  among: readonly string[],
): Promise<Result<ProjectUser>> {
  const entered = await enter(principal, { projectId });
  if (!entered.ok) return entered;
  const organizationId = entered.value.organization.id;
  const changes = [{ kind: "set-permissions", member: membershipId, permissions, among }] as const;
  const result = await changeAccess(principal, { organizationId, projectId, changes });
  if (!result.ok) return result;
  const user = accessAfter(result.value, membershipId);
  if (!user) return deny(principal, organizationId, notFound("member"));
  return success({ ...user, permissions: [...result.value.catalogue.byId.values()] });
}

/** Ends a membership of a project, named by its address. Leaving by oneself is another act. */
export async function removeFromProject(
  principal: Principal,
  projectId: string,
  email: string,
): Promise<Result<null>> {
  const entered = await enter(principal, { projectId }, "changePeople");
  if (!entered.ok) return entered;
  const organizationId = entered.value.organization.id;
  const filter = { emails: [normalizeEmail(email)], status: JOINED };
  const { members } = await readMembers(store().pool, { organizationId, projectId }, filter, { limit: 1 });
  const [member] = members;
  if (!member)
    return deny(principal, organizationId, refuse("invalid", "No user of this project has this address."));
  if (member.person.id === principal.personId) {
    return deny(principal, organizationId, refuse("invalid", "You cannot remove yourself from a project."));
  }
  const changes = [{ kind: "remove-member", member: member.id }] as const;
  const result = await changeAccess(principal, { organizationId, projectId, changes });
  return result.ok ? success(null) : result;
}

/** Lets one person join a project with what he is given: who has an account at once, a stranger when he accepts. */
export async function inviteToProject(
  principal: Principal,
  projectId: string,
  email: string,
  permissions: readonly string[],
): Promise<Result<InvitationRow>> {
  const entered = await enter(principal, { projectId });
  if (!entered.ok) return entered;
  const organizationId = entered.value.organization.id;
  const invitee = {
    person: { email },
    projectId,
    permissions: [...new Set(permissions)],
    roleIds: [],
    mode: "strangers",
    onlyNew: true,
  } as const;
  const result = await invite(principal, organizationId, [invitee], projectId);
  if (!result.ok) return result;
  const { before, after } = result.value.changed;
  const made = [...after.invitations.keys()].find((id) => !before.invitations.has(id));
  if (made === undefined) return deny(principal, organizationId, notFound("invitation"));
  const page = { limit: 1, offset: 0 };
  const { invitations } = await readInvitations({ organizationId, projectId }, { id: made }, page);
  const [invitation] = invitations;
  return invitation ? success(invitation) : deny(principal, organizationId, notFound("invitation"));
}
