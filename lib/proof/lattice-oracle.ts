/**
 * Who may give what, written from the design alone: this file imports nothing of the product, so that a mistake there
 * is not repeated here.
 */
export const SIX = [
  "view_org_users",
  "edit_org_users",
  "grant_any_permission",
  "edit_org_roles",
  "create_api_key",
  "view_items",
] as const;

export type Six = (typeof SIX)[number];

/** Every subset of the six, 64 of them. */
export const SUBSETS: readonly (readonly Six[])[] = Array.from({ length: 1 << SIX.length }, (_, bits) =>
  SIX.filter((_name, index) => (bits & (1 << index)) !== 0),
);

export type Right = "people" | "roles" | "tokens" | "never";

const RIGHT: Readonly<Record<Right, Six | null>> = {
  people: "edit_org_users",
  roles: "edit_org_roles",
  tokens: "create_api_key",
  never: null,
};

/** Everything that goes with a set: who changes people sees them. */
function withImplied(set: readonly string[]): readonly string[] {
  return set.includes("edit_org_users") && !set.includes("view_org_users") ? [...set, "view_org_users"] : set;
}

/**
 * No one hands out what he does not hold, nor changes someone who holds more, except with `grant_any_permission`. A
 * token never has more than its owner, whoever he is. `right`: what the act itself needs.
 */
export function mayGive(caller: readonly string[], wanted: readonly string[], right: Right): boolean {
  const needed = RIGHT[right];
  if (needed === null || !caller.includes(needed)) return false;
  if (right !== "tokens" && caller.includes("grant_any_permission")) return true;
  const own = withImplied(caller);
  return withImplied(wanted).every((each) => own.includes(each));
}
