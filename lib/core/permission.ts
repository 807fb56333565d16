/** A permission belongs to one level; what it implies at a lower level is inherited there. */
export type Level = "SYSTEM" | "ORGANIZATION" | "PROJECT";

/** Which organizations see it. INTERNAL: every organization, but not the Crux family. */
export type Visibility = "RETAILER" | "SUPPLIER" | "BOTH" | "INTERNAL";

export interface Permission {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly grouping: string;
  readonly level: Level;
  readonly visibility: Visibility;
  readonly gated: boolean;
  readonly administrative: boolean;
  readonly isDefault: boolean;
  readonly implies: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The permissions that a decision may meet. One that is not in it does not exist for that organization. */
export interface Catalogue {
  readonly byId: ReadonlyMap<string, Permission>;
  readonly byName: ReadonlyMap<string, Permission>;
}

export function indexCatalogue(permissions: readonly Permission[]): Catalogue {
  return {
    byId: new Map(permissions.map((permission) => [permission.id, permission])),
    byName: new Map(permissions.map((permission) => [permission.name.toLowerCase(), permission])),
  };
}

/** Finds by id or by name in any case (the exchange family matches names so). */
export function findPermission(catalogue: Catalogue, reference: string): Permission | undefined {
  const key = reference.toLowerCase();
  return catalogue.byId.get(key) ?? catalogue.byName.get(key);
}

/** The permissions and all that they imply, across levels too. */
export function closure(catalogue: Catalogue, ids: Iterable<string>): Set<string> {
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

/** A permission that an organization of this kind does not see does not exist for it; lib/store/fragments.ts says the same. */
export function isVisibleTo({ level, visibility }: Permission, kind: string): boolean {
  return level !== "ORGANIZATION" || ["BOTH", "INTERNAL", kind].includes(visibility);
}
