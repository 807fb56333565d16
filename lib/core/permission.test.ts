import { expect, test } from "vitest";
import { type Chance, chanceOf } from "@/lib/proof/fuzz/chance";
import { closure, closures, indexCatalogue, type KnownPermission } from "./permission";

function catalogueOf({ upTo }: Chance): KnownPermission[] {
  const size = 1 + upTo(30);
  return Array.from({ length: size }, (_, at) => ({
    id: `p${at}`,
    name: `p${at}`,
    level: "ORGANIZATION",
    // Rings and what the catalogue does not know among them.
    implies: Array.from({ length: upTo(4) }, () => `p${upTo(size + 2)}`),
  }));
}

test("what many hold with all that it implies is what each of them does, in the order of the catalogue", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const chance = chanceOf(seed);
    const permissions = catalogueOf(chance);
    const heldBy = closures(permissions);
    for (let person = 0; person < 5; person++) {
      const ids = Array.from({ length: chance.upTo(8) }, () => `p${chance.upTo(permissions.length + 2)}`);
      const each = closure(indexCatalogue(permissions), ids);
      expect(heldBy(ids)).toEqual(permissions.filter(({ id }) => each.has(id)));
    }
  }
});
