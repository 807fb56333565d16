import type { Change, Command } from "@/lib/core/change";
import type { Level, Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import type {
  Administration,
  Grant,
  Member,
  Organization,
  Person,
  Project,
  Role,
  Snapshot,
} from "@/lib/core/state";

/** Small words to write a snapshot with: ids are names, so that a test reads like a sentence. */
const ORGANIZATION = "acme";
export const NOW = "2026-06-01T12:00:00.000Z";

const IMPLIES: Readonly<Record<string, readonly string[]>> = {
  edit_org_users: ["view_org_users", "CAN_PERFORM_ADMIN_ACTIONS"],
  Operator: ["edit_org_users", "grant_any_permission"],
};
const ADMINISTRATIVE = new Set(["edit_org_users", "grant_any_permission", "edit_org_roles"]);

const levelOf = (name: string): Level =>
  name.startsWith("CAN_") ? "PROJECT" : /^[A-Z]/.test(name) ? "SYSTEM" : "ORGANIZATION";

function permission(name: string): Permission {
  return {
    id: name,
    name,
    displayName: name,
    description: null,
    grouping: "TEST",
    level: levelOf(name),
    visibility: "BOTH",
    gated: name === "CAN_IMPERSONATE_OTHER_USERS",
    administrative: ADMINISTRATIVE.has(name),
    isDefault: false,
    implies: IMPLIES[name] ?? [],
    createdAt: NOW,
    updatedAt: NOW,
  };
}

const CATALOGUE = [
  "view_org_users",
  "edit_org_users",
  "grant_any_permission",
  "edit_org_roles",
  "edit_projects",
  "edit_org_settings",
  "create_api_key",
  "view_items",
  "edit_items",
  "view_order",
  "CAN_PERFORM_ADMIN_ACTIONS",
  "CAN_VIEW_DATA",
  "CAN_IMPERSONATE_OTHER_USERS",
  "Operator",
  "Trading",
].map(permission);

export function person(name: string): Person {
  return {
    id: name,
    number: 1,
    email: `${name}@example.com`,
    firstName: name,
    lastName: "",
    phone: null,
    jobTitle: null,
    createdAt: NOW,
    hasAccount: true,
    verified: true,
    suspended: false,
    locked: false,
  };
}

interface MemberWords {
  readonly permissions?: readonly (string | Grant)[];
  readonly roles?: readonly string[];
  readonly project?: string;
  readonly status?: Member["status"];
  readonly organization?: string;
}

/** The membership of `name` has the id `name`, or `name/project`. */
export function member(name: string, words: MemberWords = {}): Member {
  const { permissions = [], roles = [], project, status = "ACTIVE", organization = ORGANIZATION } = words;
  return {
    id: project ? `${name}/${project}` : name,
    person: person(name),
    organizationId: organization,
    projectId: project ?? null,
    level: project ? "PROJECT" : organization === ORGANIZATION ? "ORGANIZATION" : "SYSTEM",
    status,
    createdAt: NOW,
    updatedAt: NOW,
    lastActiveAt: null,
    grants: permissions.map((each) => (typeof each === "string" ? grant(each) : each)),
    assignments: roles.map((roleId) => ({
      id: `${name}-${roleId}`,
      roleId,
      assignedBy: null,
      assignedAt: NOW,
      updatedAt: NOW,
      expiresAt: null,
    })),
  };
}

export function grant(permissionId: string, expiresAt: string | null = null): Grant {
  return { permissionId, grantedBy: null, grantedAt: NOW, expiresAt };
}

export function role(id: string, permissionIds: readonly string[], more: Partial<Role> = {}): Role {
  return {
    id,
    number: 1,
    organizationId: ORGANIZATION,
    level: "ORGANIZATION",
    name: id,
    description: null,
    createdAt: NOW,
    updatedAt: NOW,
    permissionIds,
    ...more,
  };
}

export function project(id: string, more: Partial<Project> = {}): Project {
  return { id, name: id, isDefault: false, createdAt: NOW, updatedAt: NOW, openGates: [], ...more };
}

interface SnapshotWords {
  readonly members?: readonly Member[];
  readonly actor?: readonly Member[];
  readonly roles?: readonly Role[];
  readonly projects?: readonly Project[];
  readonly administration?: readonly Administration[];
  readonly holdersHold?: Snapshot["holdersHold"];
  readonly organization?: Partial<Organization>;
  readonly people?: readonly Person[];
  readonly listed?: readonly Permission[];
  readonly uses?: Snapshot["uses"];
}

export function snapshot(words: SnapshotWords): Snapshot {
  return {
    now: NOW,
    organization: {
      id: ORGANIZATION,
      name: "Acme",
      kind: "RETAILER",
      status: "ACTIVE",
      granting: "STRICT",
      joining: null,
      domain: null,
      accountManager: null,
      revision: 7,
      auditHead: "",
      createdAt: NOW,
      updatedAt: NOW,
      activatedAt: NOW,
      deleted: false,
      ...words.organization,
    },
    projects: words.projects ?? [],
    permissions: CATALOGUE,
    actor: words.actor ?? [],
    members: words.members ?? [],
    roles: words.roles ?? [],
    people: words.people ?? [],
    invitations: [],
    tokens: [],
    webhooks: [],
    listed: words.listed ?? [],
    uses: words.uses ?? {},
    administration: words.administration ?? [{ projectId: null, others: true, othersThroughRoles: [] }],
    holdersHold: words.holdersHold ?? {},
    takenNames: [],
    systemRevision: null,
  };
}

export function as(name: string, more: Partial<Principal> = {}): Principal {
  return {
    personId: name,
    label: `${name}@example.com`,
    door: "v1",
    requestId: "test",
    credential: { kind: "session", id: "s" },
    organizationId: null,
    narrowedTo: null,
    ...more,
  };
}

export function command(...changes: readonly Change[]): Command {
  return { organizationId: ORGANIZATION, changes };
}
