import { type Access, applying, effectiveAccess } from "@/lib/core/access";
import { type Catalogue, indexCatalogue, type Permission } from "@/lib/core/permission";
import type { Member, Role } from "@/lib/core/state";

export interface Explained {
  readonly member: Member;
  readonly access: Access;
  readonly roles: readonly Role[];
}

interface Rows {
  readonly members: readonly Member[];
  readonly above: readonly Member[];
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
}

/** What each person holds and why, computed in the browser by the same core that decides on the server. */
export function explainPeople({ members, above, roles, permissions }: Rows): Explained[] {
  const catalogue: Catalogue = indexCatalogue(permissions);
  const byId = new Map(roles.map((role) => [role.id, role]));
  return members.map((member) => ({
    member,
    access: effectiveAccess(
      applying([member, ...above], member.person.id, member.projectId),
      byId,
      catalogue,
      member.level,
    ),
    roles: member.assignments.flatMap(({ roleId }) => byId.get(roleId) ?? []),
  }));
}

/** First and last name, or the address of who has none. */
export function nameOf({
  firstName,
  lastName,
  email,
}: {
  firstName: string;
  lastName: string;
  email: string;
}): string {
  return `${firstName} ${lastName}`.trim() || email;
}
