import type { Pool } from "pg";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { makeOrganization, makeProject } from "../fixtures";

/** Where a scenario is played. */
export interface Place {
  readonly organizationId: string;
  readonly projectId?: string;
}

/** What one level calls the parts that every scenario is told in. The role gives `first`, `keeps` is what Bob has from the start. */
export interface Level {
  readonly name: "SYSTEM" | "ORGANIZATION" | "PROJECT";
  readonly administers: string;
  /** What lets an administrator hand out everything; null: his right to administer does. */
  readonly grantsAny: string | null;
  readonly keeps: string;
  readonly first: string;
  readonly second: string;
  /** Exists, at another level. */
  readonly elsewhere: string;
  readonly role: string;
  readonly otherRole: string;
  readonly adminRole: string;
  makePlace(owner: Pool): Promise<Place>;
}

export const ORGANIZATION: Level = {
  name: "ORGANIZATION",
  administers: "edit_org_users",
  grantsAny: "grant_any_permission",
  keeps: "upload_feed_file",
  first: "view_items",
  second: "view_order",
  elsewhere: "CAN_VIEW_DATA",
  role: "Viewer",
  otherRole: "Billing",
  adminRole: "Owner",
  makePlace: async (owner) => ({ organizationId: await makeOrganization(owner) }),
};

export const PROJECT: Level = {
  name: "PROJECT",
  administers: "CAN_PERFORM_ADMIN_ACTIONS",
  grantsAny: null,
  keeps: "CAN_VIEW_DATA",
  first: "CAN_RUN_TASKS",
  second: "CAN_VIEW_TECHNICAL_INTERFACE",
  elsewhere: "view_items",
  role: "Project operator",
  otherRole: "Project viewer",
  adminRole: "Project admin",
  makePlace: async (owner) => {
    const organizationId = await makeOrganization(owner);
    return { organizationId, projectId: await makeProject(owner, organizationId) };
  },
};

export const SYSTEM: Level = {
  name: "SYSTEM",
  administers: "Operator",
  grantsAny: null,
  keeps: "Deposit",
  first: "Trading",
  second: "Withdraw",
  elsewhere: "view_items",
  role: "Trader",
  otherRole: "Operator",
  adminRole: "Operator",
  // There is one system: the people of the scenario before leave it.
  makePlace: async (owner) => {
    await owner.query("delete from membership where organization_id = $1", [SYSTEM_ORGANIZATION]);
    return { organizationId: SYSTEM_ORGANIZATION };
  },
};
