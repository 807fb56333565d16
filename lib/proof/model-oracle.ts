/** What each person has been given, from the commands alone; imports nothing of the product. */
export interface Holding {
  readonly direct: Set<string>;
  readonly roles: Set<string>;
}

export type Verb = "add" | "remove" | "set" | "assign" | "unassign";

export interface Act {
  readonly verb: Verb;
  readonly who: number;
  readonly what: number;
}

/** What is held in effect: direct, and by roles. None of the model's permissions implies another. */
export function effective(
  { direct, roles }: Holding,
  inRole: ReadonlyMap<string, readonly string[]>,
): string[] {
  return [...new Set([...direct, ...[...roles].flatMap((role) => inRole.get(role) ?? [])])].sort();
}

/** Plays an act; false where it is to be refused, because only a role gives what it wants to take. */
export function play(
  holding: Holding,
  verb: Verb,
  name: string,
  inRole: ReadonlyMap<string, readonly string[]>,
): boolean {
  if (verb === "assign") holding.roles.add(name);
  if (verb === "unassign") holding.roles.delete(name);
  if (verb === "add") holding.direct.add(name);
  if (verb === "set") {
    holding.direct.clear();
    holding.direct.add(name);
  }
  if (verb !== "remove") return true;
  return holding.direct.delete(name) || !effective(holding, inRole).includes(name);
}
