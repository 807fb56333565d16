import "server-only";
import type { Access } from "@/lib/core/access";
import type { Change } from "@/lib/core/change";
import { indexCatalogue, type MetPermission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import type { Member, Role } from "@/lib/core/state";
import type { MemberFilter, PageRequest } from "@/lib/store/members";
import { readEmails } from "@/lib/store/whereabouts";
import { accessAfter } from "./access-after";
import { changeAccess } from "./change-access";
import { listMembers, readMember } from "./list-members";
import type { MemberAccess } from "./member-access";
import { placeIn, placeOfMembership } from "./place";
import { type Result, success } from "./result";

/** A membership with all that a reader needs to understand it: names of what it holds and of who gave it. */
export interface Described {
  readonly member: Member;
  readonly access: Access;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlyMap<string, MetPermission>;
  /** E-mails of those who gave something, by person id. */
  readonly emails: ReadonlyMap<string, string>;
}

export interface DescribedPage {
  readonly revision: number;
  readonly people: readonly Described[];
  readonly total: number;
}

/** The people of an organization or of one of its projects, each described, in the order of their e-mails. */
export async function describeMembers(
  principal: Principal,
  organizationId: string,
  projectId: string | undefined,
  filter: MemberFilter,
  page: PageRequest,
): Promise<Result<DescribedPage>> {
  const place = await placeIn(principal, organizationId, projectId);
  if (!place.ok) return place;
  const listed = await listMembers(principal, place.value, filter, page);
  if (!listed.ok) return listed;
  const { people, permissions, total, entry } = listed.value;
  return success({
    revision: entry.organization.revision,
    people: await explained(people, permissions),
    total,
  });
}

/** One membership of an organization or of one of its projects, by its id. */
export async function describeMember(
  principal: Principal,
  organizationId: string,
  membershipId: string,
): Promise<Result<{ readonly revision: number; readonly described: Described }>> {
  const place = await placeOfMembership(principal, organizationId, membershipId);
  const read = await readMember(principal, place, { membershipId });
  if (!read.ok) return read;
  const { entry, permissions } = read.value;
  const described = await describeOne(read.value, permissions);
  return success({ revision: entry.organization.revision, described });
}

export interface ChangedMember {
  readonly revision: number;
  /** From the state that was written: to read again could show what someone else did since. Null where it is gone. */
  readonly described: Described | null;
}

/** Changes to one membership, wherever in the organization it is; all or nothing. */
export async function changeMember(
  principal: Principal,
  organizationId: string,
  membershipId: string,
  changes: readonly Change[],
  condition: { readonly expectedRevision?: number },
): Promise<Result<ChangedMember>> {
  const place = await placeOfMembership(principal, organizationId, membershipId);
  const scope = "projectId" in place ? { projectId: place.projectId } : {};
  const result = await changeAccess(principal, { organizationId, ...scope, changes, ...condition });
  if (!result.ok) return result;
  const access = accessAfter(result.value, membershipId);
  const permissions = [...result.value.catalogue.byId.values()];
  return success({
    revision: result.value.revision,
    described: access ? await describeOne(access, permissions) : null,
  });
}

async function explained(
  people: readonly MemberAccess[],
  permissions: readonly MetPermission[],
): Promise<Described[]> {
  const { byId } = indexCatalogue(permissions);
  const givers = people.flatMap(({ member, access }) => [
    ...member.grants.map(({ grantedBy }) => grantedBy),
    ...member.assignments.map(({ assignedBy }) => assignedBy),
    ...[...access.values()].flat().map((source) => (source.kind === "direct" ? source.grantedBy : null)),
  ]);
  const emails = await readEmails([...new Set(givers.filter((id) => id !== null))]);
  return people.map(({ member, access, roles }) => ({ member, access, roles, permissions: byId, emails }));
}

async function describeOne(one: MemberAccess, permissions: readonly MetPermission[]): Promise<Described> {
  const [described] = await explained([one], permissions);
  if (!described) throw new Error("one membership in, none out");
  return described;
}
