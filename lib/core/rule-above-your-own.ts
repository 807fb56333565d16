import { endsBefore, ofScope, reach, reachUntil } from "./access";
import type { Case } from "./case";
import { GUARD } from "./guards";
import { type Catalogue, closure, type Level } from "./permission";
import { type Refusal, refuse } from "./refusal";
import type { Member, State } from "./state";

/**
 * No one hands out what he does not hold, nor for longer than he holds it, nor changes someone who holds more (Kubernetes' escalation rule), by any
 * way: it looks at what the whole command gives in effect. Who holds the level's grant-any permission is free of it;
 * a relaxed organization frees its editors for ordinary permissions.
 */
export function aboveYourOwn(each: Case): Refusal[] {
  return [
    ...overMembers(each),
    ...overRoles(each),
    ...overJoining(each),
    ...overGranting(each),
    ...overTokens(each),
  ];
}

function overMembers(each: Case): Refusal[] {
  const { before, after, command } = each;
  // What the setting gives was judged when it was set, and whoever adds to its role is judged then.
  if (command.changes.length === 1 && command.changes[0]?.kind === "join-by-domain") return [];
  const touched = new Set([...before.members.keys(), ...after.members.keys()]);
  return [...touched].flatMap((id) => {
    const old = before.members.get(id);
    const now = after.members.get(id);
    const member = now ?? old;
    if (!member || old === now) return [];
    return refusalsFor(each, member, old, now);
  });
}

function refusalsFor(
  each: Case,
  member: Member,
  old: Member | undefined,
  now: Member | undefined,
): Refusal[] {
  const kept = (state: State) => reach(rowsOf(member, state), state.roles, each.catalogue);
  const had = old ? kept(each.before) : new Set<string>();
  const has = now ? kept(each.after) : new Set<string>();
  const written = reachUntil(writtenTo(old, now), each.after.roles, each.catalogue);
  const comesBack = old?.status === "SUSPENDED" && now?.status !== "SUSPENDED";
  const gained = [...has].filter((id) => comesBack || !had.has(id) || written.has(id));
  // What comes back by itself, as with a restored membership, has the ends that it had.
  const others = reachUntil(now ? rowsOf(member, each.after) : [], each.after.roles, each.catalogue);
  const until = (id: string) => (written.has(id) ? written : others).get(id) ?? null;
  const given = beyond(each, gained, member, until);
  if (given.length > 0) {
    return [
      refuse("above-your-own", `You do not hold ${given.join(", ")}, so you cannot hand it out.`, {
        memberId: member.id,
        permissions: given,
      }),
    ];
  }
  if (member.person.id === each.principal.personId) return [];
  const more = beyond(each, [...had], member, NOW);
  if (more.length === 0) return [];
  // Who edits roles need not see people, nor learn from a refusal who they are.
  const isSeen = each.standing.has("readPeople", member.level, member.projectId);
  const who = isSeen ? member.person.email : "Someone whom this touches";
  return [
    refuse("above-your-own", `${who} holds more than you do (${more.join(", ")}).`, {
      memberId: member.id,
      permissions: more,
    }),
  ];
}

/**
 * Suspended ones too: what is written onto them holds as soon as somebody restores them, who may hold more and need not
 * look, and what is taken from them is gone by then.
 */
const rowsOf = ({ person, projectId }: Member, { members }: State): Member[] =>
  ofScope(members.values(), person.id, projectId);

/** What the command writes anew for a member, even where he had it by another way or for a shorter time. */
function writtenTo(old: Member | undefined, now: Member | undefined): Member[] {
  if (!now) return [];
  const grants = now.grants.filter(
    (grant) =>
      !old?.grants.some(
        (was) => was.permissionId === grant.permissionId && was.expiresAt === grant.expiresAt,
      ),
  );
  const assignments = now.assignments.filter(
    (each) => !old?.assignments.some((was) => was.roleId === each.roleId && was.expiresAt === each.expiresAt),
  );
  return [{ ...now, grants, assignments }];
}

interface Where {
  readonly level: Level;
  readonly projectId: string | null;
}

type Until = (id: string) => string | null;

/** Whether it is held at all. */
const NOW: Until = () => new Date(0).toISOString();

const FOR_GOOD: Until = () => null;

/** The names, of one level, that the asker may not hand out there, or not until then. */
function beyond(
  { standing, catalogue, snapshot }: Case,
  ids: readonly string[],
  { level, projectId }: Where,
  until: Until,
): string[] {
  if (ids.length === 0 || standing.has("grantAny", level, projectId)) return [];
  const own = standing.held(projectId);
  const ends = standing.heldUntil(projectId);
  const relaxed = snapshot.organization.granting === "RELAXED";
  return ids.flatMap((id) => {
    const permission = catalogue.byId.get(id);
    if (permission?.level !== level || (relaxed && isOrdinary(permission.id, catalogue))) return [];
    if (!own.has(id)) return [permission.name];
    return endsBefore(ends.get(id) ?? null, until(id)) ? [`${permission.name} for so long`] : [];
  });
}

/** Neither administrative itself nor by what it brings along, at whatever level. */
function isOrdinary(id: string, catalogue: Catalogue): boolean {
  return ![...closure(catalogue, [id])].some((each) => catalogue.byId.get(each)?.administrative);
}

function overRoles(each: Case): Refusal[] {
  const { before, after, snapshot, catalogue } = each;
  return [...after.roles.values()].flatMap((role) => {
    const old = before.roles.get(role.id);
    if (old === role) return [];
    const added = role.permissionIds.filter((id) => !old?.permissionIds.includes(id));
    const given = beyond(
      each,
      [...closure(catalogue, added)],
      { level: role.level, projectId: null },
      FOR_GOOD,
    );
    if (given.length > 0) {
      return [
        refuse("above-your-own", `You do not hold ${given.join(", ")}, so you cannot put it into a role.`, {
          noun: "role",
          permissions: given,
        }),
      ];
    }
    if (!old || sameSet(old.permissionIds, role.permissionIds)) return [];
    const more = beyond(
      each,
      [...closure(catalogue, snapshot.holdersHold[role.id] ?? [])],
      { level: role.level, projectId: null },
      NOW,
    );
    if (more.length === 0) return [];
    return [
      refuse(
        "above-your-own",
        `Someone with the role ${role.name} holds more than you do (${more.join(", ")}).`,
        { noun: "role", permissions: more },
      ),
    ];
  });
}

/** To let people join with a role is to hand it out, to whoever comes. */
function overJoining(each: Case): Refusal[] {
  const { before, after, catalogue } = each;
  const { joining } = after.organization;
  if (joining === null || joining === before.organization.joining) return [];
  const role = after.roles.get(joining.role);
  const given = beyond(
    each,
    [...closure(catalogue, role?.permissionIds ?? [])],
    { level: "ORGANIZATION", projectId: null },
    FOR_GOOD,
  );
  if (given.length === 0) return [];
  return [
    refuse(
      "above-your-own",
      `You do not hold ${given.join(", ")}, so nobody can join with it by your word.`,
      {
        noun: "role",
        permissions: given,
      },
    ),
  ];
}

/** Who relaxes lets every editor hand out what he does not hold, himself as well: in two commands he would have it all. */
function overGranting({ before, after, standing }: Case): Refusal[] {
  const relaxes = before.organization.granting === "STRICT" && after.organization.granting === "RELAXED";
  const level = after.organization.kind === "SYSTEM" ? "SYSTEM" : "ORGANIZATION";
  if (!relaxes || standing.has("grantAny", level, null)) return [];
  return [
    refuse(
      "above-your-own",
      `You need ${GUARD.grantAny[level].join(" or ")} to let others hand out what they do not hold.`,
      { field: "granting", permissions: GUARD.grantAny[level] },
    ),
  ];
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

/** A token never has more than its maker; with no list of its own it follows what he holds. */
function overTokens({ effects, standing, principal, catalogue }: Case): Refusal[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== "token.created") return [];
    if (!effect.after.bound && principal.organizationId !== null) {
      return [
        refuse("above-your-own", "A token that is bound to one organization cannot make one that is not.", {
          noun: "token",
        }),
      ];
    }
    const until = principal.credential.expiresAt ?? null;
    if (endsBefore(until, effect.after.expiresAt)) {
      return [
        refuse("above-your-own", `A token that ends at ${until} cannot make one that lasts longer.`, {
          noun: "token",
          field: "expiresAt",
        }),
      ];
    }
    const names = (effect.after.permissionIds ?? [])
      .filter((id) => !standing.held(null).has(id))
      .map((id) => catalogue.byId.get(id)?.name ?? id);
    if (names.length === 0) return [];
    return [
      refuse("above-your-own", `You do not hold ${names.join(", ")}, so a token of yours cannot.`, {
        noun: "token",
        permissions: names,
      }),
    ];
  });
}
