import type { Control } from "../control";

const WHO = "lib/dialects/authzen/who-may-ask.test.ts";
const NOW = "lib/dialects/authzen/in-force.test.ts";

/** The guards of the decisions that others ask for. */
export const authzenControls: readonly Control[] = [
  {
    name: "who may ask for a decision about others",
    file: "lib/operations/evaluate-access.ts",
    guard: 'isSelf(principal, who) ? undefined : "readPeople"',
    without: "undefined",
    caughtBy: { file: WHO, test: "about himself alone" },
  },
  {
    name: "who may search for people who hold a permission",
    file: "lib/operations/search-access.ts",
    guard: 'enter(principal, place, "readPeople")',
    without: "enter(principal, place)",
    caughtBy: { file: WHO, test: "finds nobody" },
  },
  {
    name: "places that a search may show",
    file: "lib/operations/search-places.ts",
    guard: "standing && mayAsk(standing, place, about.isSelf)",
    without: "place.id !== ''",
    caughtBy: { file: WHO, test: "shows those alone" },
  },
  {
    name: "a decision counts what is in force",
    file: "lib/operations/evaluate-access.ts",
    guard: "inForceIn(facts.organization, here, person.id)",
    without: "here",
    caughtBy: { file: NOW, test: "waits for its invitation" },
  },
  {
    name: "a list of what someone may do counts what is in force",
    file: "lib/operations/evaluate-access.ts",
    guard: "inForceIn(organization, here, person.id)",
    without: "here",
    caughtBy: { file: NOW, test: "waits for its invitation" },
  },
  {
    name: "a search for people counts active memberships",
    file: "lib/store/holders.ts",
    guard: "and m.status = 'ACTIVE'",
    without: "",
    caughtBy: { file: NOW, test: "waits for its invitation" },
  },
];
