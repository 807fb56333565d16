import type { Team } from "./people";

/** Alpenhof Dairy: about two dozen people between the dairy and the lorries. */
export const SUPPLIER_TEAMS: readonly Team[] = [
  {
    founds: true,
    joins: [86, "10:20"],
    by: "lukas.gruber",
    people: [["Lukas Gruber", "Managing partner", "Owner"]],
  },
  {
    joins: [86, "11:10"],
    by: "lukas.gruber",
    people: [
      ["Verena Hofer", "Managing partner", "Owner"],
      ["Matteo Moser", "IT and plant systems", "Admin"],
      ["Ivana Petrović", "Bookkeeping", "Billing"],
    ],
  },
  {
    joins: [85, "08:25"],
    by: "matteo.moser",
    people: [
      ["Anna Pichler", "Catalogue, cheese", "Catalogue editor"],
      ["Bruno Thaler", "Catalogue, yoghurt", "Catalogue editor"],
      ["Chiara Rossi", "Key account, Italy", "Key account"],
      ["David Egger", "Key account, north", "Key account", "Member"],
      ["Eszter Szabó", "Key account, east", "Key account"],
    ],
  },
  {
    joins: [84, "07:50"],
    by: "verena.hofer",
    people: [
      ["Franz Leitner", "Dispatch, early", "Dispatcher"],
      ["Gabriela Ionescu", "Dispatch, late", "Dispatcher"],
      ["Hamza Demir", "Dispatch, weekend", "Dispatcher"],
      ["Ines Bauer", "Cold store", "Member"],
      ["Jakub Král", "Cold store", "Member"],
      ["Klara Winkler", "Quality", "Viewer", "Dispatcher"],
      ["Leon Fischer", "Quality", "Viewer"],
      ["Marta Kowalska", "Planning", "Member"],
    ],
  },
  {
    joins: [60, "14:30"],
    by: "matteo.moser",
    people: [
      ["Nadia Benali", "Fleet", "Viewer"],
      ["Oliver Steiner", "Fleet", "Viewer"],
      ["Petra Lang", "Probes and sensors", "Viewer"],
      ["Quirin Huber", "Probes and sensors", "Viewer"],
      ["Rosa Unterberger", "Cheese shop", "Viewer"],
      ["Stefan Kofler", "Cheese shop", "Viewer"],
    ],
  },
];
