import { type Ids, missingIds, SLOTS, type Slot, type Tenant } from "@/lib/testing/tenants";
import type { Plan } from "../registry/call";

/** What a request names: all of it one's own, another's, nothing's, or one part of it another's or nothing's. */
export interface Target {
  readonly name: string;
  readonly kind: "own" | "foreign" | "missing";
  /** The one part that is not one's own; null: all of it. */
  readonly slot: Slot | null;
  readonly ids: Ids;
}

/** Which of the names a plan puts into its request at all. */
function slotsOf(plan: Plan, ids: Ids): readonly Slot[] {
  const used = new Set<Slot>();
  const watched = new Proxy(ids, {
    get: (target, key) => {
      const slot = SLOTS.find((each) => each === key);
      if (!slot) return undefined;
      used.add(slot);
      return target[slot];
    },
  });
  plan.call(watched);
  return [...used];
}

export function targetsOf(plan: Plan, home: Tenant, foreign: Tenant): readonly Target[] {
  const missing = missingIds();
  const own: Target = { name: "own", kind: "own", slot: null, ids: home.ids };
  const slots = slotsOf(plan, home.ids).filter((slot) => home.ids[slot] !== foreign.ids[slot]);
  if (slots.length === 0) return [own];
  const whole: readonly Target[] = [
    { name: "another's", kind: "foreign", slot: null, ids: foreign.ids },
    { name: "missing", kind: "missing", slot: null, ids: missing },
  ];
  // A sole part mixed is the whole exchanged.
  if (slots.length === 1) return [own, ...whole];
  const mixed = slots.flatMap((slot): Target[] => [
    { name: `another's ${slot}`, kind: "foreign", slot, ids: { ...home.ids, [slot]: foreign.ids[slot] } },
    { name: `missing ${slot}`, kind: "missing", slot, ids: { ...home.ids, [slot]: missing[slot] } },
  ]);
  return [own, ...whole, ...mixed];
}
