import type { Plan, Plans } from "./call";
import { ENTRIES, type Entry } from "./entries";
import { authzenPlans } from "./plans-authzen";
import { consolePlans } from "./plans-console";
import { cruxPlans } from "./plans-crux";
import { exchangePlans } from "./plans-exchange";
import { projectPlans } from "./plans-projects";
import { v1Plans } from "./plans-v1";

const BY_DOOR: Readonly<Record<string, Plans>> = {
  authzen: authzenPlans,
  console: consolePlans,
  crux: cruxPlans,
  exchange: exchangePlans,
  projects: projectPlans,
  v1: v1Plans,
};

/** How every plan is called, with its door. */
export const PLANNED: readonly string[] = Object.entries(BY_DOOR).flatMap(([door, plans]) =>
  Object.keys(plans).map((name) => `${door} ${name}`),
);

/** Throws where an entry was added and nobody has said who may call it, and how. */
function planOf({ name, family }: Entry): Plan {
  const plan = BY_DOOR[family.door]?.[name.slice(family.door.length + 1)];
  if (!plan) throw new Error(`${name} has no plan in lib/proof/registry: who may call it, and how?`);
  return plan;
}

/** Every entry with how to call it. */
export const PLANS: readonly (readonly [Entry, Plan])[] = ENTRIES.map((entry) => [entry, planOf(entry)]);
