import { baseIdOf, idOf } from "./ids";
import type { OrganizationKey } from "./organizations";
import { ORGANIZATIONS } from "./organizations";
import { SAMPLE } from "./samples";

export type RoleLevel = "SYSTEM" | "ORGANIZATION" | "PROJECT";

interface OwnRole {
  readonly level: "ORGANIZATION" | "PROJECT" | "SYSTEM";
  readonly description: string;
  readonly permissions: string;
}

const BUILT_IN = {
  SYSTEM: ["Operator", "Trader"],
  ORGANIZATION: ["Owner", "Admin", "Billing", "Member", "Viewer"],
  PROJECT: ["Project admin", "Project operator", "Project viewer"],
} as const;

/** The roles that each organization has made for itself; permissions are names, separated by blanks. */
export const OWN_ROLES: Readonly<Record<OrganizationKey, Readonly<Record<string, OwnRole>>>> = {
  system: {
    "Night desk": {
      level: "SYSTEM",
      description: "Watches orders and risk while the others sleep",
      permissions:
        "AccountReadOnly GetOpenOrders GetOrderStatus CancelAllOrders GetRiskAlerts AcknowledgeRiskAlert",
    },
    "Listing desk": {
      level: "SYSTEM",
      description: "Prepares instruments and fees for new listings",
      permissions: "CreateInstrument UpdateInstrument SuspendInstrument GetFeeSchedule SetFeeTier",
    },
  },
  retailer: {
    "Category manager": {
      level: "ORGANIZATION",
      description: "Looks after the items and prices of a category",
      permissions:
        "view_items edit_items view_sku_overrides edit_sku_overrides view_inventory_lists upload_feed_file",
    },
    "Warehouse lead": {
      level: "ORGANIZATION",
      description: "Runs a shift in the warehouse",
      permissions: "view_items view_inventory_lists edit_inventory_lists view_order update_order_status",
    },
    "Seasonal buyer": {
      level: "ORGANIZATION",
      description: "Orders for a season, then leaves again",
      permissions: "view_items view_inventory_lists create_order view_order",
    },
    Auditor: {
      level: "ORGANIZATION",
      description: "Reads everything that a review needs, changes nothing",
      permissions:
        "view_org_users view_audit_log view_billing_statement view_order export_order view_relationships",
    },
    "Data steward": {
      level: "PROJECT",
      description: "Keeps the data of a project in order",
      permissions: "CAN_VIEW_DATA CAN_VIEW_TECHNICAL_INTERFACE",
    },
  },
  supplier: {
    "Catalogue editor": {
      level: "ORGANIZATION",
      description: "Keeps the catalogues that retailers see",
      permissions: "view_supplier_catalogs edit_supplier_catalogs view_items edit_items upload_feed_file",
    },
    Dispatcher: {
      level: "ORGANIZATION",
      description: "Allocates stock and sends the lorries",
      permissions: "view_items view_order allocate_order update_order_status",
    },
    "Key account": {
      level: "ORGANIZATION",
      description: "Looks after the large retailers",
      permissions: "view_order export_order view_relationships create_relationships view_supplier_catalogs",
    },
    "Sensor technician": {
      level: "PROJECT",
      description: "Installs and reads the probes in the lorries",
      permissions: "CAN_RUN_TASKS CAN_VIEW_TECHNICAL_INTERFACE",
    },
  },
  software: {
    [SAMPLE.roleName]: {
      level: "ORGANIZATION",
      description: "Ships: keys, notifications and the people of a release",
      permissions:
        "view_org_users view_api_key view_notifications_settings edit_email_notifications_preferences",
    },
    "Support engineer": {
      level: "ORGANIZATION",
      description: "Helps customers and sees who they are",
      permissions: "view_org_users view_order view_items",
    },
    "Pipeline operator": {
      level: "PROJECT",
      description: "Starts and repairs the pipelines",
      permissions: "CAN_VIEW_DATA CAN_RUN_TASKS CAN_VIEW_TECHNICAL_INTERFACE",
    },
  },
  newcomer: {
    "Export clerk": {
      level: "ORGANIZATION",
      description: "Handles orders from abroad",
      permissions: "view_order update_order_status export_order",
    },
    Bookkeeper: {
      level: "ORGANIZATION",
      description: "Sees plan, payment and statements",
      permissions: "view_org_subscription_plan view_payment_info view_billing_statement",
    },
  },
};

/** The id of a role by its name: one of the organization's own, or else a built-in one of that level. */
export function roleIdOf(key: OrganizationKey, level: RoleLevel, name: string): string {
  if (key === "software" && name === SAMPLE.roleName) return SAMPLE.role;
  if (OWN_ROLES[key][name]?.level === level) return idOf(`role ${ORGANIZATIONS[key].domain} ${name}`);
  const builtIn: readonly string[] = BUILT_IN[level];
  if (builtIn.includes(name)) return baseIdOf(`role ${level} ${name}`);
  throw new Error(`The demonstration has no role "${name}" of ${ORGANIZATIONS[key].name}.`);
}
