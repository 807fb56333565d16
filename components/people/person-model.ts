import { type Access, applying, effectiveAccess } from "@/lib/core/access";
import { type Catalogue, indexCatalogue, type Level, type Permission } from "@/lib/core/permission";
import type { Member, Project, Role } from "@/lib/core/state";
import type { DeskView, PersonView } from "@/lib/core/view";

/** A person at one place, an organization or one of its projects, with all that his access there is made of. */
export interface PersonAt {
  readonly desk: DeskView;
  readonly view: PersonView;
  /** Null: the organization itself. */
  readonly project: Project | null;
  readonly level: Level;
  /** His membership of the place; in a project he may have none and still reach it through the organization. */
  readonly member: Member | undefined;
  /** What applies there: that membership, and the organization's above a project. */
  readonly memberships: readonly Member[];
  readonly access: Access;
  readonly catalogue: Catalogue;
  readonly permissions: readonly Permission[];
  readonly roles: ReadonlyMap<string, Role>;
  readonly rolesHere: readonly Role[];
  readonly mayChange: boolean;
}

export function personAt(desk: DeskView, view: PersonView, projectId: string | null): PersonAt {
  const project = desk.projects.find(({ id }) => id === projectId) ?? null;
  const place = project?.id ?? null;
  const own = view.memberships.find((member) => member.projectId === null);
  const level: Level = project
    ? "PROJECT"
    : (own?.level ?? (desk.organization.kind === "SYSTEM" ? "SYSTEM" : "ORGANIZATION"));
  const catalogue = indexCatalogue([...desk.permissions, ...desk.projectPermissions]);
  const roles = new Map(desk.roles.map((role) => [role.id, role]));
  const memberships = applying(view.memberships, view.member.person.id, place);
  const member = view.memberships.find((each) => each.projectId === place);
  return {
    desk,
    view,
    project,
    level,
    member,
    memberships,
    access: effectiveAccess(memberships, roles, catalogue, level),
    catalogue,
    permissions: project ? desk.projectPermissions : desk.permissions,
    roles,
    rolesHere: desk.roles.filter((role) => role.level === level),
    mayChange: member !== undefined && view.mayChange.includes(member.id),
  };
}
