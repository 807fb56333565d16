import { inForce, reach, reachUntil } from "./access";
import { GUARD, type Guard } from "./guards";
import { type Catalogue, closure, type KnownPermission, type Level } from "./permission";
import type { Principal } from "./principal";
import { notFound, type Refusal, refuse } from "./refusal";
import type { Holding, Organization, Role } from "./state";

/** What the asker holds here and now: his rows, never more than his credential's. */
export interface Standing {
  /** Is one of this organization's people (or of the project's), or an operator. To others it does not exist. */
  readonly belongs: (projectId: string | null) => boolean;
  /** Permission ids at every level that reaches the scope. */
  readonly held: (projectId: string | null) => ReadonlySet<string>;
  /** Of what the asker's own rows give: until when; null: for good. */
  readonly heldUntil: (projectId: string | null) => ReadonlyMap<string, string | null>;
  readonly has: (guard: Guard, level: Level, projectId: string | null) => boolean;
}

export interface StandingFacts {
  readonly organization: Pick<Organization, "id" | "status" | "deleted">;
  /** The asker's rows: in the system, in this organization and in its projects. */
  readonly actor: readonly Holding[];
  readonly roles: readonly Pick<Role, "id" | "permissionIds">[];
}

type Known = Catalogue<KnownPermission>;
type Roles = ReadonlyMap<string, StandingFacts["roles"][number]>;

export function standingOf(principal: Principal, facts: StandingFacts, catalogue: Known): Standing {
  const ceiling = principal.narrowedTo === null ? null : closure(catalogue, principal.narrowedTo);
  const own = standingOfOne(principal.personId, ceiling, facts, catalogue);
  const bound = principal.organizationId !== null && principal.organizationId !== facts.organization.id;
  // Acting as someone means what both may: neither more than he sees, nor more than the asker.
  const viewed = principal.actingAs && standingOfOne(principal.actingAs.personId, null, facts, catalogue);
  const both = viewed ? [own, viewed] : [own];
  return {
    belongs: (projectId) => !bound && both.every((one) => one.belongs(projectId)),
    heldUntil: own.heldUntil,
    held: (projectId) => (viewed ? within(own.held(projectId), viewed.held(projectId)) : own.held(projectId)),
    has: (guard, level, projectId) =>
      both.every((one) => holdsAny(one.held(projectId), GUARD[guard][level], catalogue)),
  };
}

type StandingOfOne = Pick<Standing, "belongs" | "held" | "heldUntil">;

function standingOfOne(
  personId: string,
  ceiling: ReadonlySet<string> | null,
  facts: StandingFacts,
  catalogue: Known,
): StandingOfOne {
  const roles = new Map(facts.roles.map((role) => [role.id, role]));
  const mine = inForce(facts.actor, personId);
  const cache = new Map<string | null, ReadonlySet<string>>();
  const held = (projectId: string | null): ReadonlySet<string> => {
    const known = cache.get(projectId);
    if (known) return known;
    const reached = reach(inScope(mine, projectId), roles, catalogue);
    const all = ceiling ? within(reached, ceiling) : reached;
    cache.set(projectId, all);
    return all;
  };
  const operates = () => holdsAny(held(null), GUARD.operate.SYSTEM, catalogue);
  const isOut = facts.organization.deleted || (facts.organization.status === "DEACTIVATED" && !operates());
  const home = mine.filter((member) => member.organizationId === facts.organization.id);
  const local = (projectId: string | null) =>
    home.some((member) => member.projectId === projectId) ||
    (projectId !== null && seesProjects(home, roles, catalogue));
  const heldUntil = (projectId: string | null) => reachUntil(inScope(mine, projectId), roles, catalogue);
  return { belongs: (projectId) => !isOut && (local(projectId) || operates()), held, heldUntil };
}

/** Null where the act may go on; what cannot be seen does not exist, what can be seen may still be refused. */
export function guardRefusal(
  standing: Standing,
  guard: Guard,
  level: Level,
  projectId: string | null,
): Refusal | null {
  if (!standing.belongs(projectId)) return notFound(projectId ? "project" : "organization");
  if (standing.has(guard, level, projectId)) return null;
  return refuse("not-allowed", `You need ${GUARD[guard][level].join(" or ")} for this.`, {
    permissions: GUARD[guard][level],
  });
}

const SHOW_PROJECTS = [
  ...GUARD.readPeople.ORGANIZATION,
  ...GUARD.readPeople.PROJECT,
  ...GUARD.editProjects.PROJECT,
];

/** An organization's people do not see its projects by being there; what they hold there may let them. */
function seesProjects(home: readonly Holding[], roles: Roles, catalogue: Known): boolean {
  return holdsAny(reach(inScope(home, null), roles, catalogue), SHOW_PROJECTS, catalogue);
}

/**
 * The permissions, by name, on which it hangs whether someone belongs anywhere, and whether he may do an act. With these
 * and what leads to them `standingOf` says `belongs`, and `has` of that guard, as with the whole catalogue.
 */
export function permissionsThatAdmit(guard: Guard): readonly string[] {
  return [...new Set([...GUARD.operate.SYSTEM, ...SHOW_PROJECTS, ...Object.values(GUARD[guard]).flat()])];
}

function inScope(members: readonly Holding[], projectId: string | null): Holding[] {
  return members.filter((member) => member.projectId === null || member.projectId === projectId);
}

function holdsAny(held: ReadonlySet<string>, names: readonly string[], catalogue: Known): boolean {
  return names.some((name) => {
    const permission = catalogue.byName.get(name.toLowerCase());
    return permission !== undefined && held.has(permission.id);
  });
}

function within(ids: ReadonlySet<string>, limit: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...ids].filter((id) => limit.has(id)));
}
