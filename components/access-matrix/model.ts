import { type Access, applying, effectiveAccess, type Source } from "@/lib/core/access";
import { applyChange } from "@/lib/core/apply";
import { type Catalogue, indexCatalogue, type MetPermission } from "@/lib/core/permission";
import type { Context, Member, Organization, Role, State } from "@/lib/core/state";
import { asChanges, type PendingChange } from "./pending";

export interface Base {
  readonly organization: Organization;
  readonly members: readonly Member[];
  readonly above: readonly Member[];
  readonly roles: readonly Role[];
  readonly permissions: readonly MetPermission[];
}

/** One state of the rows, with what each person holds in it. */
export interface Shown {
  readonly members: ReadonlyMap<string, Member>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly accessOf: (memberId: string) => Access;
}

export interface Model {
  readonly catalogue: Catalogue;
  readonly before: Shown;
  readonly after: Shown;
}

/** The rows as the server said them. */
export function shownBefore(base: Base): Pick<Model, "catalogue" | "before"> {
  const catalogue = indexCatalogue(base.permissions);
  const members = new Map([...base.members, ...base.above].map((member) => [member.id, member]));
  return {
    catalogue,
    before: shownOf(members, new Map(base.roles.map((role) => [role.id, role])), catalogue),
  };
}

/** What is shown is `core.apply(base, pending)`, computed anew at every change; the base stays what the server said. */
export function modelOf(
  base: Base,
  known: Pick<Model, "catalogue" | "before">,
  pending: readonly PendingChange[],
): Model {
  const { catalogue, before } = known;
  if (pending.length === 0) return { catalogue, before, after: before };
  const state: State = {
    organization: base.organization,
    projects: new Map(),
    members: new Map(before.members),
    roles: new Map(before.roles),
    invitations: new Map(),
    tokens: new Map(),
    webhooks: new Map(),
    catalogue: new Map(),
    notes: [],
  };
  const now = new Date().toISOString();
  const context: Context = {
    catalogue,
    now,
    actorId: "",
    people: new Map(),
    takenNames: new Set(),
    narrowedTo: null,
  };
  for (const change of asChanges(pending)) applyChange(state, change, context);
  return { catalogue, before, after: shownOf(state.members, state.roles, catalogue, before) };
}

function shownOf(
  members: ReadonlyMap<string, Member>,
  roles: ReadonlyMap<string, Role>,
  catalogue: Catalogue,
  before?: Shown,
): Shown {
  const touched = before ? touchedIn(members, roles, before) : null;
  const byPerson = new Map<string, Member[]>();
  for (const member of members.values())
    byPerson.set(member.person.id, [...(byPerson.get(member.person.id) ?? []), member]);
  const known = new Map<string, Access>();
  const accessOf = (memberId: string): Access => {
    const cached = known.get(memberId);
    if (cached) return cached;
    const member = members.get(memberId);
    // The same object as before where nothing has changed, so that its row is not drawn again.
    if (before && touched && member && !touched.has(member.person.id)) return before.accessOf(memberId);
    const rows = member
      ? applying(byPerson.get(member.person.id) ?? [], member.person.id, member.projectId)
      : [];
    const access = effectiveAccess(rows, roles, catalogue, member?.level ?? "ORGANIZATION");
    known.set(memberId, access);
    return access;
  };
  return { members, roles, accessOf };
}

/** The people whose rows are not the same objects; null: roles are others, which may reach anyone. */
function touchedIn(
  members: ReadonlyMap<string, Member>,
  roles: ReadonlyMap<string, Role>,
  before: Shown,
): ReadonlySet<string> | null {
  if ([...roles].some(([id, role]) => before.roles.get(id) !== role)) return null;
  const others = [...members.values()].filter((member) => before.members.get(member.id) !== member);
  return new Set(others.map(({ person }) => person.id));
}

export type Look = "direct" | "role" | "organization" | "system" | "implied" | "none";

export interface CellState {
  readonly look: Look;
  /** ISO time at which what is shown ends; null: it stays. */
  readonly expiresAt: string | null;
  readonly pending: "add" | "remove" | "gain" | "lose" | null;
  readonly sources: readonly Source[];
}

const ORDER: readonly Look[] = ["direct", "role", "organization", "system", "implied"];

/** What one cell says: the strongest source, when it ends, and how it will change. */
export function cellOf(model: Model, memberId: string, permissionId: string): CellState {
  const was = model.before.accessOf(memberId).get(permissionId) ?? [];
  const sources = model.after.accessOf(memberId).get(permissionId) ?? [];
  const look = ORDER.find((kind) => sources.some((source) => source.kind === kind)) ?? "none";
  const wasDirect = was.some(isDirect);
  const isNowDirect = sources.some(isDirect);
  return {
    look,
    expiresAt: endOf(sources),
    pending: changeOf(wasDirect, isNowDirect, was.length > 0, sources.length > 0),
    sources,
  };
}

function changeOf(wasDirect: boolean, direct: boolean, was: boolean, is: boolean): CellState["pending"] {
  if (direct && !wasDirect) return "add";
  if (wasDirect && !direct) return "remove";
  if (is === was) return null;
  return is ? "gain" : "lose";
}

const isDirect = (source: Source): boolean => source.kind === "direct";

/** What one way gives for good has no end, whatever the others say. */
function endOf(sources: readonly Source[]): string | null {
  const ends = sources.map((source) => ("expiresAt" in source ? source.expiresAt : null));
  if (ends.length === 0 || ends.includes(null)) return null;
  return (
    ends
      .flatMap((end) => end ?? [])
      .sort()
      .at(-1) ?? null
  );
}
