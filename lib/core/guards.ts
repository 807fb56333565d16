import type { Level } from "./permission";

/**
 * The permissions that guard this product's own acts, by name. The rows are base data of the migrations;
 * what implies them (an owner's role, an operator) is data too.
 */
export const GUARD = {
  readPeople: {
    SYSTEM: ["Operator"],
    ORGANIZATION: ["view_org_users"],
    PROJECT: ["CAN_VIEW_DATA", "CAN_PERFORM_ADMIN_ACTIONS"],
  },
  changePeople: {
    SYSTEM: ["Operator"],
    ORGANIZATION: ["edit_org_users"],
    PROJECT: ["CAN_PERFORM_ADMIN_ACTIONS"],
  },
  grantAny: {
    SYSTEM: ["Operator"],
    ORGANIZATION: ["grant_any_permission"],
    PROJECT: ["CAN_PERFORM_ADMIN_ACTIONS"],
  },
  editRoles: { SYSTEM: ["Operator"], ORGANIZATION: ["edit_org_roles"], PROJECT: ["edit_org_roles"] },
  editProjects: { SYSTEM: ["Operator"], ORGANIZATION: ["edit_projects"], PROJECT: ["edit_projects"] },
  editSettings: { SYSTEM: ["Operator"], ORGANIZATION: ["edit_org_settings"], PROJECT: ["edit_org_settings"] },
  setStatus: { SYSTEM: ["Operator"], ORGANIZATION: ["update_org_status"], PROJECT: ["update_org_status"] },
  createOrganization: { SYSTEM: ["Operator"], ORGANIZATION: ["create_org"], PROJECT: ["create_org"] },
  readAudit: { SYSTEM: ["Operator"], ORGANIZATION: ["view_audit_log"], PROJECT: ["view_audit_log"] },
  readTokens: { SYSTEM: ["Operator"], ORGANIZATION: ["view_api_key"], PROJECT: ["view_api_key"] },
  createTokens: { SYSTEM: ["Operator"], ORGANIZATION: ["create_api_key"], PROJECT: ["create_api_key"] },
  impersonate: {
    SYSTEM: ["Operator"],
    ORGANIZATION: ["CAN_IMPERSONATE_OTHER_USERS"],
    PROJECT: ["CAN_IMPERSONATE_OTHER_USERS"],
  },
  operate: { SYSTEM: ["Operator"], ORGANIZATION: ["Operator"], PROJECT: ["Operator"] },
  forceLogoff: { SYSTEM: ["SUPERUSER"], ORGANIZATION: ["SUPERUSER"], PROJECT: ["SUPERUSER"] },
} as const satisfies Record<string, Record<Level, readonly string[]>>;

export type Guard = keyof typeof GUARD;

/** The one permission whose holders keep a scope from being orphaned. */
export const ADMINISTERS: Record<Level, string> = {
  SYSTEM: "Operator",
  ORGANIZATION: "edit_org_users",
  PROJECT: "CAN_PERFORM_ADMIN_ACTIONS",
};
