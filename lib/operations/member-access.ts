import { type Access, applying, effectiveAccess } from "@/lib/core/access";
import { indexCatalogue, type Permission } from "@/lib/core/permission";
import type { Member, Role } from "@/lib/core/state";
import type { MemberPage } from "@/lib/store/members";

/** A membership with what it gives in effect and why. A suspended one gives nothing. */
export interface MemberAccess {
  readonly member: Member;
  readonly access: Access;
  /** The permissions that it gives, of the membership's level, as ids. */
  readonly held: ReadonlySet<string>;
  readonly roles: readonly Role[];
}

export interface AccessPage {
  readonly people: readonly MemberAccess[];
  readonly total: number;
  readonly permissions: readonly Permission[];
}

export function explain(page: MemberPage): AccessPage {
  const catalogue = indexCatalogue(page.permissions);
  const roles = new Map(page.roles.map((role) => [role.id, role]));
  const people = page.members.map((member): MemberAccess => {
    const rows = applying([member, ...page.above], member.person.id, member.projectId);
    const access = effectiveAccess(rows, roles, catalogue, member.level);
    const own = member.assignments.flatMap(({ roleId }) => roles.get(roleId) ?? []);
    return { member, access, held: new Set(access.keys()), roles: own };
  });
  return { people, total: page.total, permissions: page.permissions };
}
