import type { Team } from "./people";

/** Lumen Forge, a software firm of a dozen. */
export const SOFTWARE_TEAMS: readonly Team[] = [
  {
    founds: true,
    joins: [84, "15:45"],
    by: "noa.feldman",
    people: [["Noa Feldman", "Founder", "Owner"]],
  },
  {
    joins: [84, "16:10"],
    by: "noa.feldman",
    people: [
      ["Callum Reid", "Founder, engineering", "Owner"],
      ["Sofia Marques", "Platform lead", "Admin"],
      ["Ravi Krishnan", "Engineer", "Viewer"],
    ],
  },
  {
    joins: [83, "09:20"],
    by: "sofia.marques",
    people: [
      ["Emma Lindgren", "Engineer, releases", "Release manager", "Member"],
      ["Kofi Mensah", "Engineer, search", "Member"],
      ["Laila Rahman", "Engineer, portal", "Member"],
      ["Min-jun Park", "Engineer, portal", "Member"],
      ["Tereza Svobodová", "Support", "Support engineer"],
      ["Hugo Lefebvre", "Support", "Support engineer", "Viewer"],
      ["Aroha Ngata", "Design", "Viewer"],
    ],
  },
];

/** Casa Verde Olives has just signed up, and waits to be activated. */
export const NEWCOMER_TEAMS: readonly Team[] = [
  {
    founds: true,
    joins: [3, "16:25"],
    by: "carmen.delgado",
    people: [["Carmen Delgado", "Owner of the mill", "Owner"]],
  },
  {
    joins: [3, "16:50"],
    by: "carmen.delgado",
    people: [["Joaquín Delgado", "Books and exports", "Export clerk", "Bookkeeper"]],
  },
];
