import type { Admin, Arena, Way } from "./circle";

/** One way to end somebody's right to change people, through one door. */
export interface Move {
  readonly name: string;
  readonly door: "operation" | "console" | "v1" | "crux" | "projects" | "exchange";
  readonly levels: readonly Arena["level"][];
  /** By what its target has to administer, or there is nothing to take. */
  readonly strikes: readonly Way[];
  /** Whether it was done, as the door says. */
  readonly act: (asker: Admin, target: Admin) => Promise<boolean>;
}

export const EVERY = ["ORGANIZATION", "PROJECT", "SYSTEM"] as const;
/** A project has no suspension of its own. */
export const SUSPENDING = ["ORGANIZATION", "SYSTEM"] as const;
export const ANY: readonly Way[] = ["grant", "role", "own role"];
export const BY_ROLE: readonly Way[] = ["role", "own role"];
export const LATER = "2100-01-01T00:00:00.000Z";

/** A move, but for its door. */
export const move = (
  name: string,
  levels: Move["levels"],
  strikes: readonly Way[],
  act: Move["act"],
): Omit<Move, "door"> => ({ name, levels, strikes, act });
