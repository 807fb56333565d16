import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { idOf } from "./ids";
import { SAMPLE } from "./samples";

export interface DemoOrganization {
  readonly id: string;
  readonly name: string;
  readonly kind: "SYSTEM" | "RETAILER" | "SUPPLIER" | "OTHER";
  readonly domain: string;
  readonly accountManager: string | null;
  /** By the word that the histories use; the first is the default one and is founded as "Default". */
  readonly projects: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
}

export type OrganizationKey = "system" | "retailer" | "supplier" | "software" | "newcomer";

/** Whom the demonstration is about. The system's own organization is a row of the base data. */
export const ORGANIZATIONS: Readonly<Record<OrganizationKey, DemoOrganization>> = {
  system: {
    id: SYSTEM_ORGANIZATION,
    name: "System",
    kind: "SYSTEM",
    domain: "tidewater-exchange.example",
    accountManager: null,
    projects: {},
  },
  retailer: {
    id: idOf("organization northwind-grocers"),
    name: "Northwind Grocers",
    kind: "RETAILER",
    domain: "northwind-grocers.example",
    accountManager: "Rafael Monteiro",
    projects: {
      office: { id: idOf("project northwind-grocers office"), name: "Head office" },
      refit: { id: idOf("project northwind-grocers refit"), name: "Store refit" },
      loyalty: { id: idOf("project northwind-grocers loyalty"), name: "Loyalty card" },
    },
  },
  supplier: {
    id: idOf("organization alpenhof-dairy"),
    name: "Alpenhof Dairy",
    kind: "SUPPLIER",
    domain: "alpenhof-dairy.example",
    accountManager: "Aiko Tanabe",
    projects: {
      general: { id: idOf("project alpenhof-dairy general"), name: "Default" },
      coldchain: { id: idOf("project alpenhof-dairy coldchain"), name: "Cold chain" },
    },
  },
  software: {
    id: SAMPLE.organization,
    name: "Lumen Forge",
    kind: "OTHER",
    domain: "lumenforge.example",
    accountManager: null,
    projects: {
      general: { id: idOf("project lumenforge general"), name: "Default" },
      portal: { id: SAMPLE.project, name: "Customer portal" },
      support: { id: idOf("project lumenforge support"), name: "Support desk" },
      search: { id: idOf("project lumenforge search"), name: "Search rewrite" },
    },
  },
  newcomer: {
    id: idOf("organization casa-verde-olives"),
    name: "Casa Verde Olives",
    kind: "SUPPLIER",
    domain: "casa-verde-olives.example",
    accountManager: null,
    projects: { general: { id: idOf("project casa-verde-olives general"), name: "Default" } },
  },
};
