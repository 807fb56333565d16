import { expect, test } from "vitest";
import { closure, closures, indexCatalogue, type KnownPermission } from "./permission";

/** Deterministic: the next of a sequence that looks like chance. */
function chanceFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function catalogueOf(chance: (below: number) => number): KnownPermission[] {
  const size = 1 + chance(30);
  return Array.from({ length: size }, (_, at) => ({
    id: `p${at}`,
    name: `p${at}`,
    level: "ORGANIZATION",
    // Rings and what the catalogue does not know among them.
    implies: Array.from({ length: chance(4) }, () => `p${chance(size + 2)}`),
  }));
}

test("what many hold with all that it implies is what each of them does, in the order of the catalogue", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const chance = chanceFrom(seed);
    const permissions = catalogueOf(chance);
    const heldBy = closures(permissions);
    for (let person = 0; person < 5; person++) {
      const ids = Array.from({ length: chance(8) }, () => `p${chance(permissions.length + 2)}`);
      const each = closure(indexCatalogue(permissions), ids);
      expect(heldBy(ids)).toEqual(permissions.filter(({ id }) => each.has(id)));
    }
  }
});
