/** A permission belongs to one level; what it implies at a lower level is inherited there. */
export type Level = "SYSTEM" | "ORGANIZATION" | "PROJECT";

/** Which organizations see it. INTERNAL: every organization, but not the Crux family. */
export type Visibility = "RETAILER" | "SUPPLIER" | "BOTH" | "INTERNAL";

/** What a look at who holds something knows of a permission. */
export interface KnownPermission {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly implies: readonly string[];
}

/** What a decision knows of a permission that it meets. */
export interface MetPermission extends KnownPermission {
  readonly displayName: string;
  readonly visibility: Visibility;
  readonly gated: boolean;
  readonly administrative: boolean;
  readonly isDefault: boolean;
}

/** A permission as the catalogue shows it. */
export interface Permission extends MetPermission {
  readonly description: string | null;
  readonly grouping: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The permissions that a decision may meet. One that is not in it does not exist for that organization. */
export interface Catalogue<P extends KnownPermission = MetPermission> {
  readonly byId: ReadonlyMap<string, P>;
  readonly byName: ReadonlyMap<string, P>;
}

export function indexCatalogue<P extends KnownPermission>(permissions: readonly P[]): Catalogue<P> {
  return {
    byId: new Map(permissions.map((permission) => [permission.id, permission])),
    byName: new Map(permissions.map((permission) => [permission.name.toLowerCase(), permission])),
  };
}

/** Finds by id or by name in any case (the exchange family matches names so). */
export function findPermission<P extends KnownPermission>(
  catalogue: Catalogue<P>,
  reference: string,
): P | undefined {
  const key = reference.toLowerCase();
  return catalogue.byId.get(key) ?? catalogue.byName.get(key);
}

/** The permissions and all that they imply, across levels too. */
export function closure(catalogue: Catalogue<KnownPermission>, ids: Iterable<string>): Set<string> {
  const reached = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const permission = catalogue.byId.get(id);
    if (!permission || reached.has(id)) continue;
    reached.add(id);
    open.push(...permission.implies);
  }
  return reached;
}

/**
 * `closure` for many who hold some of the same permissions: each time what is held with all that it implies, in the order
 * of `permissions`. To mark their places takes a fifth of the time that sets of ids and their sorting take, and no longer
 * where there is more to hold.
 */
export function closures<P extends KnownPermission>(
  permissions: readonly P[],
): (ids: Iterable<string>) => P[] {
  const placeOf = new Map(permissions.map(({ id }, place) => [id, place]));
  const implied = permissions.map(({ implies }) => placesOf(implies, placeOf));
  return (ids) => {
    const reached = new Uint8Array(permissions.length);
    const open = placesOf(ids, placeOf);
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (reached[place] === 1) continue;
      reached[place] = 1;
      for (const next of implied[place] ?? []) open.push(next);
    }
    const held: P[] = [];
    for (let place = reached.indexOf(1); place >= 0; place = reached.indexOf(1, place + 1)) {
      const permission = permissions[place];
      if (permission) held.push(permission);
    }
    return held;
  };
}

function placesOf(ids: Iterable<string>, placeOf: ReadonlyMap<string, number>): number[] {
  const places: number[] = [];
  for (const id of ids) {
    const place = placeOf.get(id);
    if (place !== undefined) places.push(place);
  }
  return places;
}

/** A permission that an organization of this kind does not see does not exist for it; lib/store/fragments.ts says the same. */
export function isVisibleTo({ level, visibility }: MetPermission, kind: string): boolean {
  return level !== "ORGANIZATION" || ["BOTH", "INTERNAL", kind].includes(visibility);
}
