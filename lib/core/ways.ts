import { effectiveAccess } from "./access";
import { type Catalogue, closure, type Level } from "./permission";
import type { Member, Role } from "./state";

/** How someone could come to hold a permission, and which permissions he would gain by it at that level. */
export type Way =
  | { readonly kind: "direct"; readonly gained: readonly string[] }
  | { readonly kind: "role"; readonly role: Role; readonly gained: readonly string[] };

/** The ways to a permission that is not held, the one that gives least first. */
export function waysToGive(
  catalogue: Catalogue,
  roles: readonly Role[],
  held: ReadonlySet<string>,
): (id: string) => readonly Way[] {
  const gained = (given: ReadonlySet<string>) => [...given].filter((id) => !held.has(id));
  const byRole = roles.map((role) => ({ role, given: closure(catalogue, role.permissionIds) }));
  return (id) => {
    const direct: Way = { kind: "direct", gained: gained(closure(catalogue, [id])) };
    const through = byRole
      .filter(({ given }) => given.has(id))
      .map(({ role, given }): Way => ({ kind: "role", role, gained: gained(given) }));
    return [direct, ...through].sort((a, b) => a.gained.length - b.gained.length);
  };
}

interface Taking {
  /** The membership that the grant or the role hangs on: in a project it may be the organization's. */
  readonly member: Member;
  /** What its holder would no longer hold at the level. */
  readonly lost: readonly string[];
}

/** One grant or role that gives a permission, directly or by what it implies. */
export type WayOut =
  | (Taking & { readonly kind: "direct"; readonly permissionId: string })
  | (Taking & { readonly kind: "role"; readonly role: Role });

/** Everything that gives a permission to the person whose `memberships` apply, each with what goes with it. */
export function waysToTake(
  catalogue: Catalogue,
  roles: ReadonlyMap<string, Role>,
  memberships: readonly Member[],
  level: Level,
  id: string,
): readonly WayOut[] {
  const before = effectiveAccess(memberships, roles, catalogue, level);
  const lostWith = (changed: Member): string[] => {
    const rest = memberships.map((each) => (each.id === changed.id ? changed : each));
    const after = effectiveAccess(rest, roles, catalogue, level);
    return [...before.keys()].filter((each) => !after.has(each));
  };
  const gives = (ids: readonly string[]) => closure(catalogue, ids).has(id);
  return memberships.flatMap((member): WayOut[] => {
    const direct = member.grants.filter(({ permissionId }) => gives([permissionId]));
    const assigned = member.assignments.flatMap(({ roleId }) => roles.get(roleId) ?? []);
    return [
      ...direct.map(({ permissionId }): WayOut => {
        const grants = member.grants.filter((grant) => grant.permissionId !== permissionId);
        return { kind: "direct", member, permissionId, lost: lostWith({ ...member, grants }) };
      }),
      ...assigned
        .filter((role) => gives(role.permissionIds))
        .map((role): WayOut => {
          const assignments = member.assignments.filter(({ roleId }) => roleId !== role.id);
          return { kind: "role", member, role, lost: lostWith({ ...member, assignments }) };
        }),
    ];
  });
}
