import { type Catalogue, closure, type KnownPermission, type Level } from "./permission";
import type { Holding, Member, Organization, Role } from "./state";

/** Where one permission comes from. Only `direct` can be ticked away at the person. */
export type Source =
  | {
      readonly kind: "direct";
      readonly grantedBy: string | null;
      readonly grantedAt: string;
      readonly expiresAt: string | null;
    }
  | {
      readonly kind: "role";
      readonly roleId: string;
      readonly roleName: string;
      readonly expiresAt: string | null;
    }
  | { readonly kind: "implied"; readonly permissionId: string; readonly permissionName: string }
  | { readonly kind: "organization"; readonly permissionId: string; readonly permissionName: string }
  | { readonly kind: "system"; readonly permissionId: string; readonly permissionName: string };

export type Access = ReadonlyMap<string, readonly Source[]>;

const DEPTH: Record<Level, number> = { SYSTEM: 0, ORGANIZATION: 1, PROJECT: 2 };

/**
 * What a person holds at one level, with the source of everything: his rows there, and what comes down from the
 * levels above. `memberships` are those that apply to the scope (system, organization, project); rows of others,
 * expired rows and suspended memberships are not to be in it.
 */
export function effectiveAccess(
  memberships: readonly Member[],
  roles: ReadonlyMap<string, Role>,
  catalogue: Catalogue,
  level: Level,
): Access {
  const sources = new Map<string, Source[]>();
  const open: string[] = [];
  const give = (id: string, source: Source) => {
    if (!catalogue.byId.has(id)) return;
    const known = sources.get(id);
    if (known) known.push(source);
    else {
      sources.set(id, [source]);
      open.push(id);
    }
  };
  for (const member of memberships) {
    for (const grant of member.grants) {
      give(grant.permissionId, {
        kind: "direct",
        grantedBy: grant.grantedBy,
        grantedAt: grant.grantedAt,
        expiresAt: grant.expiresAt,
      });
    }
    for (const { roleId, expiresAt } of member.assignments) {
      const role = roles.get(roleId);
      for (const id of role?.permissionIds ?? [])
        give(id, { kind: "role", roleId, roleName: role?.name ?? "", expiresAt });
    }
  }
  for (let id = open.pop(); id !== undefined; id = open.pop()) spread(id, catalogue, give);
  return new Map([...sources].filter(([id]) => catalogue.byId.get(id)?.level === level));
}

function spread(id: string, catalogue: Catalogue, give: (id: string, source: Source) => void): void {
  const from = catalogue.byId.get(id);
  for (const impliedId of from?.implies ?? []) {
    const to = catalogue.byId.get(impliedId);
    if (!from || !to || DEPTH[to.level] < DEPTH[from.level]) continue;
    give(impliedId, { kind: kindOfEdge(from.level, to.level), permissionId: id, permissionName: from.name });
  }
}

function kindOfEdge(from: Level, to: Level): "implied" | "organization" | "system" {
  if (from === to) return "implied";
  return from === "SYSTEM" ? "system" : "organization";
}

/** The memberships of one person in a scope and above it, whether they give something or not. */
export function ofScope(memberships: Iterable<Member>, personId: string, projectId: string | null): Member[] {
  return [...memberships].filter(
    (member) =>
      member.person.id === personId && (member.projectId === null || member.projectId === projectId),
  );
}

/** Of these the ones that apply: a suspended one gives nothing, an invited one will. */
export function applying(
  memberships: Iterable<Member>,
  personId: string,
  projectId: string | null,
): Member[] {
  return ofScope(memberships, personId, projectId).filter(({ status }) => status !== "SUSPENDED");
}

/** The memberships of one person that give something now: neither one that waits nor a suspended one does. */
export function inForce<H extends Holding>(memberships: readonly H[], personId: string): H[] {
  return memberships.filter(
    (member) => member.person.id === personId && member.status === "ACTIVE" && !member.person.suspended,
  );
}

/** Of these the ones that give something there now: in a deactivated organization none does. */
export function inForceIn<H extends Holding>(
  { status }: Pick<Organization, "status">,
  memberships: readonly H[],
  personId: string,
): H[] {
  return status === "DEACTIVATED" ? [] : inForce(memberships, personId);
}

/** What a role gives. */
type Giving = Pick<Role, "permissionIds">;

/** All that the memberships give, at every level, without the reasons. */
export function reach(
  memberships: Iterable<Holding>,
  roles: ReadonlyMap<string, Giving>,
  catalogue: Catalogue<KnownPermission>,
): Set<string> {
  const ids: string[] = [];
  for (const member of memberships) {
    ids.push(...member.grants.map((grant) => grant.permissionId));
    for (const { roleId } of member.assignments) ids.push(...(roles.get(roleId)?.permissionIds ?? []));
  }
  return closure(catalogue, ids);
}

/** As `reach`, with the moment until which each is held, by whatever lasts longest; null: for good. */
export function reachUntil(
  memberships: Iterable<Holding>,
  roles: ReadonlyMap<string, Giving>,
  catalogue: Catalogue<KnownPermission>,
): ReadonlyMap<string, string | null> {
  const byEnd = new Map<string | null, string[]>();
  const note = (end: string | null, ids: readonly string[]) =>
    byEnd.set(end, [...(byEnd.get(end) ?? []), ...ids]);
  for (const member of memberships) {
    for (const grant of member.grants) note(grant.expiresAt, [grant.permissionId]);
    for (const { roleId, expiresAt } of member.assignments)
      note(expiresAt, roles.get(roleId)?.permissionIds ?? []);
  }
  const until = new Map<string, string | null>();
  for (const [end, ids] of [...byEnd].sort(([a], [b]) => (endsBefore(a, b) ? 1 : -1))) {
    for (const id of closure(catalogue, ids)) if (!until.has(id)) until.set(id, end);
  }
  return until;
}

/** Of two ends, null being none. */
export function endsBefore(end: string | null, other: string | null): boolean {
  return end !== null && (other === null || Date.parse(end) < Date.parse(other));
}

/** Permanent: held through something that has no end. What ends cannot keep a scope administered. */
export function holdsForGood(access: Access, permissionId: string): boolean {
  const seen = new Set<string>();
  const permanent = (id: string): boolean => {
    if (seen.has(id)) return false;
    seen.add(id);
    return (access.get(id) ?? []).some((source) => {
      if (source.kind === "direct" || source.kind === "role") return source.expiresAt === null;
      return source.kind === "implied" && permanent(source.permissionId);
    });
  };
  return permanent(permissionId);
}
