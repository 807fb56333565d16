import { type Catalogue, closure } from "@/lib/core/permission";
import type { Member, Role } from "@/lib/core/state";
import type { AskedChange } from "./asked";
import type { PersonAt } from "./person-model";

/** Gives something: all that a plan does. */
export type Gift = Extract<AskedChange, { kind: "add-permission" | "assign-role" }> & {
  readonly expiresAt: string | null;
};

export interface CopyPlan {
  readonly changes: readonly Gift[];
  readonly roles: readonly Role[];
  /** Roles of which only a part was chosen: that part is given directly. */
  readonly partial: readonly Role[];
  readonly direct: number;
}

interface Wanted {
  /** Whose access is copied, as if he were not suspended. */
  readonly from: PersonAt;
  readonly to: PersonAt;
  readonly member: Member;
  readonly chosen: ReadonlySet<string>;
  readonly expiresAt: string | null;
}

/** What one holds and the other does not, at the place that both are looked at in. */
export function differenceOf(from: PersonAt, to: PersonAt): readonly string[] {
  return from.permissions.map(({ id }) => id).filter((id) => from.access.has(id) && !to.access.has(id));
}

/**
 * The least that gives what was chosen and nothing that was not: a role where all that it would add was chosen, and
 * single permissions for the rest.
 */
export function planCopy({ from, to, member, chosen, expiresAt }: Wanted): CopyPlan {
  const has = new Set(member.assignments.map(({ roleId }) => roleId));
  const theirs = (from.member?.assignments ?? []).flatMap(({ roleId }) =>
    has.has(roleId) ? [] : (from.roles.get(roleId) ?? []),
  );
  const adds = (role: Role) =>
    [...closure(to.catalogue, role.permissionIds)].filter(
      (id) => !to.access.has(id) && to.catalogue.byId.get(id)?.level === to.level,
    );
  const useful = theirs.filter((role) => adds(role).some((id) => chosen.has(id)));
  const roles = useful.filter((role) => adds(role).every((id) => chosen.has(id)));
  const given = new Set(roles.flatMap(adds));
  const direct = rootsOf(
    [...chosen].filter((id) => !given.has(id)),
    to.catalogue,
  );
  return {
    roles,
    partial: useful.filter((role) => !roles.includes(role)),
    direct: direct.length,
    changes: [
      ...roles.map((role): Gift => ({ kind: "assign-role", member: member.id, role: role.id, expiresAt })),
      ...direct.map(
        (permission): Gift => ({ kind: "add-permission", member: member.id, permission, expiresAt }),
      ),
    ],
  };
}

/** Without those that another of them implies. */
function rootsOf(ids: readonly string[], catalogue: Catalogue): readonly string[] {
  const implied = (id: string) =>
    ids.some(
      (other) => other !== id && closure(catalogue, [other]).has(id) && !closure(catalogue, [id]).has(other),
    );
  return ids.filter((id) => !implied(id));
}

/** Taking one out takes out whatever would bring it back; putting one in puts in what comes with it. */
export function choose(
  chosen: ReadonlySet<string>,
  ids: readonly string[],
  on: boolean,
  { offered, catalogue }: { readonly offered: readonly string[]; readonly catalogue: Catalogue },
): ReadonlySet<string> {
  if (on) {
    const along = closure(catalogue, ids);
    return new Set([...chosen, ...offered.filter((id) => along.has(id))]);
  }
  const out = new Set(ids);
  return new Set([...chosen].filter((id) => ![...closure(catalogue, [id])].some((each) => out.has(each))));
}
