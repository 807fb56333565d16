import "server-only";
import { applying, effectiveAccess, inForceIn, type Source } from "@/lib/core/access";
import { indexCatalogue, type Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { notFound, refuse } from "@/lib/core/refusal";
import type { Member } from "@/lib/core/state";
import { type Way, waysToGive } from "@/lib/core/ways";
import { findInCatalogue, readCatalogue, readRoles } from "@/lib/store/catalogue";
import { store } from "@/lib/store/database";
import { type MemberPage, readMembers } from "@/lib/store/members";
import { readEmails } from "@/lib/store/whereabouts";
import { type Described, describeMember } from "./describe-members";
import { filterOf, type MemberReference } from "./list-members";
import { placeIn } from "./place";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { type Entry, enter } from "./standing";

export interface ExplainedPermission {
  readonly permission: Permission;
  readonly sources: readonly Source[];
  /** Empty where it is held; else the ways to it, the one that gives least first. */
  readonly ways: readonly Way[];
}

/** The whole catalogue of a membership's level: what it gives and why, and what it does not and how it could. */
export async function explainMember(
  principal: Principal,
  organizationId: string,
  membershipId: string,
): Promise<
  Result<{
    readonly revision: number;
    readonly described: Described;
    readonly permissions: readonly ExplainedPermission[];
  }>
> {
  const read = await describeMember(principal, organizationId, membershipId);
  if (!read.ok) return read;
  const { revision, described } = read.value;
  const { level } = described.member;
  const [permissions, roles] = await Promise.all([
    readCatalogue(organizationId, level),
    readRoles(organizationId, level),
  ]);
  const ways = waysToGive(indexCatalogue(permissions), roles, new Set(described.access.keys()));
  const explained = permissions.map((permission) => {
    const sources = described.access.get(permission.id) ?? [];
    return { permission, sources, ways: sources.length > 0 ? [] : ways(permission.id) };
  });
  return success({ revision, described, permissions: explained });
}

export interface Answered {
  readonly permission: Permission;
  /** In force now. Who waits for his invitation, or is suspended, may have sources and holds nothing. */
  readonly held: boolean;
  readonly sources: readonly Source[];
  readonly emails: ReadonlyMap<string, string>;
}

/**
 * Whether one of an organization's people holds a permission there or in a project, and why. In a project the
 * organization's people count too: what they hold there reaches down. Everyone may ask about himself.
 */
export async function checkAccess(
  principal: Principal,
  organizationId: string,
  question: {
    readonly who: MemberReference;
    readonly projectId?: string | undefined;
    readonly permission: string;
  },
): Promise<Result<Answered>> {
  const place = await placeIn(principal, organizationId, question.projectId);
  if (!place.ok) return place;
  const entered = await enter(principal, place.value);
  if (!entered.ok) return entered;
  const entry = entered.value;
  const page = await readRows(entry, question.who);
  const self = principal.actingAs?.personId ?? principal.personId;
  if (page.members[0]?.person.id !== self) {
    const allowed = await enter(principal, place.value, "readPeople");
    if (!allowed.ok) return allowed;
  }
  const permission = await permissionOf(entry, question.permission);
  if (!permission)
    return deny(
      principal,
      organizationId,
      refuse("unknown-permission", `No such permission here: ${question.permission}.`, {
        noun: "permission",
      }),
    );
  const [someone] = page.members;
  if (!someone) return deny(principal, organizationId, notFound("member"));
  const roles = new Map(page.roles.map((role) => [role.id, role]));
  const rows = applying(page.members, someone.person.id, entry.project?.id ?? null);
  const catalogue = indexCatalogue(page.permissions);
  const sourcesIn = (members: readonly Member[]) =>
    effectiveAccess(members, roles, catalogue, permission.level).get(permission.id) ?? [];
  const sources = sourcesIn(rows);
  return success({
    permission,
    held: sourcesIn(inForceIn(entry.organization, rows, someone.person.id)).length > 0,
    sources,
    emails: await readEmails(
      sources.flatMap((source) => (source.kind === "direct" && source.grantedBy ? [source.grantedBy] : [])),
    ),
  });
}

export type Rows = Pick<MemberPage, "members" | "roles" | "permissions">;

/** The person's membership of the project, where there is one, and of the organization. */
async function readRows(entry: Entry, who: MemberReference): Promise<Rows> {
  const filter = filterOf(who);
  const none = { members: [], roles: [], permissions: [] };
  if (!filter) return none;
  const read = (projectId: string | null) =>
    readMembers(store().pool, { organizationId: entry.organization.id, projectId }, filter, { limit: 1 });
  const own = await read(null);
  if (entry.project === null) return own;
  const here = await read(entry.project.id);
  return {
    members: [
      ...here.members,
      ...here.above,
      ...own.members.filter(({ id }) => !here.above.some((each) => each.id === id)),
    ],
    roles: [...own.roles, ...here.roles],
    permissions: [...own.permissions, ...here.permissions],
  };
}

/** One that can be held at the place: of its level. */
export function permissionOf(entry: Entry, reference: string): Promise<Permission | undefined> {
  return findInCatalogue(entry.organization.id, entry.level, reference);
}
