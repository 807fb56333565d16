import "server-only";
import type { Permission } from "@/lib/core/permission";
import type { Member, MemberStatus, Role } from "@/lib/core/state";
import type { MemberOrder } from "@/lib/core/view";
import type { Runner } from "./database";
import { type StoredMember, type StoredPermissions, unfoldMembers, unfoldPermissions } from "./folded";
import { membersStatement } from "./members-statement";
import { askWithin, ofOrganizations } from "./tenants";

export interface MemberFilter {
  /** Part of the e-mail or the name, in any case. */
  readonly search?: string;
  /** Part of the e-mail alone, in any case. */
  readonly emailPart?: string;
  readonly status?: MemberStatus | readonly MemberStatus[];
  readonly roleId?: string;
  /** Who holds it, by whatever way. */
  readonly permissionId?: string;
  readonly membershipIds?: readonly string[];
  readonly personIds?: readonly string[];
  readonly numbers?: readonly number[];
  readonly emails?: readonly string[];
  /** Who is a member of this project himself. */
  readonly inProject?: string;
}

export interface PageRequest {
  readonly limit: number;
  readonly offset?: number;
  /** What the page before was told to go on after; with the order of the e-mails also just an e-mail. */
  readonly after?: string;
  readonly order?: MemberOrder;
}

/** A page that explains itself: with the roles and permissions that its members' access is made of. */
export interface MemberPage {
  readonly members: readonly Member[];
  /** The organization memberships of a project's people: what comes down from there. */
  readonly above: readonly Member[];
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
  readonly total: number;
  /** What the last row stands at in an order that is not that of the e-mails. */
  readonly lastKey?: string | null;
}

/** Where the next page goes on; null: this was the last. */
export function nextAfter({ members, lastKey }: MemberPage, { limit, order }: PageRequest): string | null {
  const last = members.at(-1);
  if (members.length < limit || !last) return null;
  return order && order.by !== "email" ? `${last.person.email} ${lastKey ?? ""}` : last.person.email;
}

/** One statement whatever the page; in the order of the e-mails or another. `projectId` null: the organization's own people. */
export async function readMembers(
  runner: Runner,
  scope: { organizationId: string; projectId: string | null },
  filter: MemberFilter,
  page: PageRequest,
): Promise<MemberPage> {
  const { rows } = await askWithin<{ page: Stored }>(
    runner,
    ofOrganizations([scope.organizationId], true),
    membersStatement(scope, filter, page),
  );
  const stored = rows[0]?.page;
  if (!stored) return { members: [], above: [], roles: [], permissions: [], total: 0 };
  return {
    ...stored,
    members: unfoldMembers(stored.members),
    above: unfoldMembers(stored.above),
    permissions: unfoldPermissions(stored.permissions),
  };
}

type Stored = Omit<MemberPage, "members" | "above" | "permissions"> & {
  readonly members: readonly StoredMember[];
  readonly above: readonly StoredMember[];
  readonly permissions: StoredPermissions;
};
