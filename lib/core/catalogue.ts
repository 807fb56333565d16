import type { Change } from "./change";
import { type Effect, NOBODY, type PermissionFact } from "./effect";
import { type Catalogue, indexCatalogue, type Permission } from "./permission";
import { notFound, type Refusal, refuse } from "./refusal";
import type { Context, State } from "./state";

/** How far a permission is in use, over all organizations. What has run out or was revoked is not counted. */
export interface PermissionUse {
  readonly organizations: number;
  /** Memberships that hold it directly. */
  readonly members: number;
  readonly roles: number;
  /** Tokens that are narrowed to it. */
  readonly tokens: number;
}

export const NO_USE: PermissionUse = { organizations: 0, members: 0, roles: 0, tokens: 0 };

/** What can be said anew of a permission: its name and level stay, since programs and rows know it by them. */
export type PermissionEdit = Partial<
  Pick<
    Permission,
    | "displayName"
    | "description"
    | "grouping"
    | "visibility"
    | "gated"
    | "administrative"
    | "isDefault"
    | "implies"
  >
>;

/** Everything that is said of a permission when it is made; what it implies by uuid or name. */
export type PermissionWords = Required<PermissionEdit> & Pick<Permission, "name" | "level">;

export type CatalogueChange = Extract<
  Change,
  { kind: "create-permission" | "edit-permission" | "delete-permission" }
>;

const CATALOGUE_MOST = 10_000;
const NAME_MOST = 200;
const DESCRIPTION_MOST = 3000;
const GROUPING_MOST = 100;
// No separators of lists and no quotation marks: names stand in files, in lists and in other programs.
const NAME = /^[\p{L}\p{N}_.:/-]+( [\p{L}\p{N}_.:/-]+)*$/u;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * Makes, edits or ends a permission of the catalogue in the state. What it implies may be made later in the same
 * command, so names in `implies` are looked up when the command is whole.
 */
export function changeCatalogue(
  state: State,
  change: CatalogueChange,
  { now }: Context,
): Refusal | undefined {
  if (state.organization.kind !== "SYSTEM")
    return refuse(
      "wrong-state",
      "The catalogue is the whole installation's: operators change it in the system organization.",
    );
  if (change.kind === "create-permission") {
    const { kind: _, permission: id, ...words } = change;
    return create(state, { ...words, id, createdAt: now, updatedAt: now });
  }
  const found = findListed(state.catalogue, change.permission);
  if (!found) return notFound("permission", { permissions: [change.permission] });
  if (change.kind === "delete-permission") {
    state.catalogue.delete(found.id);
    return undefined;
  }
  return put(state, { ...found, ...change.set, updatedAt: now });
}

function create(state: State, permission: Permission): Refusal | undefined {
  const { name } = permission;
  if (state.catalogue.size >= CATALOGUE_MOST)
    return refuse("too-many", `The catalogue has at most ${CATALOGUE_MOST} permissions.`);
  const invalid = nameProblem(name);
  if (invalid) return refuse("invalid", invalid, { noun: "permission", field: "name" });
  if (findListed(state.catalogue, name))
    return refuse("conflict", `There is a permission ${name} already.`, {
      noun: "permission",
      field: "name",
    });
  return put(state, permission);
}

function put(state: State, permission: Permission): Refusal | undefined {
  const { name } = permission;
  const displayName = permission.displayName.trim();
  const grouping = permission.grouping.trim();
  const description = permission.description?.trim() || null;
  const invalid = (field: string, message: string) =>
    refuse("invalid", `${name}: ${message}`, { noun: "permission", field, permissions: [name] });
  if (displayName.length < 1 || displayName.length > NAME_MOST)
    return invalid("displayName", `the display name has 1 to ${NAME_MOST} characters.`);
  if (grouping.length < 1 || grouping.length > GROUPING_MOST)
    return invalid("grouping", `the group has 1 to ${GROUPING_MOST} characters.`);
  if ((description?.length ?? 0) > DESCRIPTION_MOST)
    return invalid("description", `the description has at most ${DESCRIPTION_MOST} characters.`);
  if ([displayName, grouping, description ?? ""].some((text) => CONTROL.test(text)))
    return invalid("description", "words hold no control characters.");
  state.catalogue.set(permission.id, { ...permission, displayName, grouping, description });
  return undefined;
}

/** Why this can be no permission's name, in a sentence; undefined where it can. */
export function nameProblem(name: string): string | undefined {
  if (name.length <= NAME_MOST && NAME.test(name) && !UUID.test(name)) return undefined;
  return `A name has 1 to ${NAME_MOST} letters, digits and _ . : / - with single spaces inside, and is no uuid.`;
}

/** By uuid or by name in any case. */
function findListed(entries: ReadonlyMap<string, Permission>, reference: string): Permission | undefined {
  const key = reference.toLowerCase();
  const found = entries.get(key) ?? entries.get(reference);
  return found ?? [...entries.values()].find(({ name }) => name.toLowerCase() === key);
}

/** The entries with what they imply by uuid; what is implied and does not exist stays as it was written. */
export function resolved(entries: ReadonlyMap<string, Permission>): Catalogue<Permission> {
  const { byId, byName } = indexCatalogue([...entries.values()]);
  const idOf = (reference: string) =>
    byId.has(reference) ? reference : (byName.get(reference.toLowerCase())?.id ?? reference);
  return indexCatalogue(
    [...entries.values()].map((each) => ({ ...each, implies: [...new Set(each.implies.map(idOf))] })),
  );
}

/** What differs in the catalogue, one event per permission. */
export function catalogueDifference(before: State, after: State): Effect[] {
  const ids = [...new Set([...before.catalogue.keys(), ...after.catalogue.keys()])].filter(
    (id) => before.catalogue.get(id) !== after.catalogue.get(id),
  );
  if (ids.length === 0) return [];
  const [was, is] = [resolved(before.catalogue), resolved(after.catalogue)];
  return ids.flatMap((id) => differenceOf(factOf(was, id), factOf(is, id), id));
}

function differenceOf(old: PermissionFact | null, now: PermissionFact | null, id: string): Effect[] {
  const name = now?.name ?? old?.name ?? null;
  const named = { ...NOBODY, subject: name, permissionId: id, permissionName: name };
  if (old && now)
    return JSON.stringify(old) === JSON.stringify(now)
      ? []
      : [{ ...named, kind: "catalogue.permission-changed", before: old, after: now }];
  if (now) return [{ ...named, kind: "catalogue.permission-added", before: null, after: now }];
  return old ? [{ ...named, kind: "catalogue.permission-removed", before: old, after: null }] : [];
}

function factOf(catalogue: Catalogue<Permission>, id: string): PermissionFact | null {
  const found = catalogue.byId.get(id);
  if (!found) return null;
  const { name, displayName, description, grouping, level, visibility, gated, administrative, isDefault } =
    found;
  const implies = found.implies
    .map((each) => ({ id: each, name: catalogue.byId.get(each)?.name ?? each }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return {
    name,
    displayName,
    description,
    grouping,
    level,
    visibility,
    gated,
    administrative,
    isDefault,
    implies,
  };
}
