import type { Team } from "./people";

/** The operators, and those who trade. The first is the exchange family's UserId 1. */
export const SYSTEM_TEAMS: readonly Team[] = [
  {
    joins: [90, "08:40"],
    by: "eleanor.whitcombe",
    people: [
      ["Wanjiru Kamau", "Trader, Savanna Capital"],
      ["Henrik Dahl", "Market maker, Fjordlys Liquidity"],
      ["Zsófia Barta", "Trader, own account"],
    ],
  },
  {
    founds: true,
    joins: [91, "08:05"],
    by: "eleanor.whitcombe",
    people: [["Eleanor Whitcombe", "Head of operations", "Operator"]],
  },
  {
    joins: [91, "08:20"],
    by: "eleanor.whitcombe",
    people: [
      ["Rafael Monteiro", "Operations, customer organizations", "Operator"],
      ["Aiko Tanabe", "Operations, markets and listings", "Operator"],
    ],
  },
];
