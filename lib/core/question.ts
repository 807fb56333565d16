import type { Change, Command, PersonReference } from "./change";

/** What must be looked up to judge a command: the names in it, and which rules can bite. */
export interface Question {
  readonly memberIds: readonly string[];
  readonly personIds: readonly string[];
  readonly emails: readonly string[];
  readonly roleIds: readonly string[];
  /** Roles whose permissions change: what their holders hold matters. */
  readonly editedRoleIds: readonly string[];
  /** Roles and projects that end: everyone in them is touched. */
  readonly endedRoleIds: readonly string[];
  readonly endedProjectIds: readonly string[];
  readonly projectIds: readonly string[];
  readonly invitationIds: readonly string[];
  readonly tokenIds: readonly string[];
  /** Uuids or names in any case. */
  readonly permissions: readonly string[];
  /** Role, project and organization names that must not be taken, lower case. */
  readonly names: readonly string[];
  readonly wantsDefaults: boolean;
  readonly wantsWebhooks: boolean;
  /** The whole catalogue is asked for. */
  readonly wantsCatalogue: boolean;
  /** Permissions of the catalogue, by uuid or name, that may go only where nobody uses them. */
  readonly unusedPermissions: readonly string[];
  /** False: nothing in the command can take an administrator away. */
  readonly canDemote: boolean;
}

const CANNOT_DEMOTE: ReadonlySet<Change["kind"]> = new Set([
  "create-role",
  "rename-role",
  "create-project",
  "rename-project",
  "open-gate",
  "rename-organization",
  "set-status",
  "set-granting",
  "set-joining",
  "join-by-domain",
  "create-token",
  "rename-token",
  "revoke-token",
  "create-webhook",
  "edit-webhook",
  "pause-webhook",
  "resume-webhook",
  "rotate-webhook",
  "delete-webhook",
  "stop-webhook",
  "note",
  "start-view",
  "end-view",
  "end-sessions",
  "accept-invitation",
  "restore-member",
  "create-permission",
  "edit-permission",
  "delete-permission",
]);

export function questionOf(command: Command): Question {
  const parts = command.changes.map(partOf);
  const all = <K extends ListKey>(key: K): string[] => [...new Set(parts.flatMap((part) => part[key] ?? []))];
  return {
    memberIds: all("memberIds"),
    personIds: all("personIds"),
    emails: all("emails"),
    roleIds: all("roleIds"),
    editedRoleIds: all("editedRoleIds"),
    endedRoleIds: all("endedRoleIds"),
    endedProjectIds: all("endedProjectIds"),
    projectIds: all("projectIds"),
    invitationIds: all("invitationIds"),
    tokenIds: all("tokenIds"),
    permissions: all("permissions"),
    names: all("names").map((name) => name.trim().toLowerCase()),
    wantsDefaults: command.changes.some(({ kind }) => kind === "add-member" || kind === "join-by-domain"),
    wantsWebhooks: command.changes.some((change) => "webhook" in change),
    wantsCatalogue: command.changes.some(({ kind }) => CATALOGUE.has(kind)),
    unusedPermissions: all("unusedPermissions"),
    canDemote: command.changes.some(canDemote),
  };
}

const CATALOGUE: ReadonlySet<Change["kind"]> = new Set([
  "create-permission",
  "edit-permission",
  "delete-permission",
]);

type ListKey = Exclude<keyof Question, "wantsDefaults" | "wantsWebhooks" | "wantsCatalogue" | "canDemote">;
type Part = { readonly [K in ListKey]?: readonly string[] };

/** Adding a permission without an end takes nobody away; with an end it can turn "for good" into "until". */
function canDemote(change: Change): boolean {
  if (change.kind === "add-permission" || change.kind === "assign-role")
    return (change.expiresAt ?? null) !== null;
  if (change.kind === "edit-role") return change.remove.length > 0;
  return change.kind !== "add-member" && !CANNOT_DEMOTE.has(change.kind);
}

function partOf(change: Change): Part {
  switch (change.kind) {
    case "add-permission":
    case "remove-permission":
      return { memberIds: [change.member], permissions: [change.permission] };
    case "set-permissions":
      return { memberIds: [change.member], permissions: change.permissions };
    case "assign-role":
    case "unassign-role":
      return { memberIds: [change.member], roleIds: [change.role] };
    case "set-roles":
      return { memberIds: [change.member], roleIds: change.roles.map(({ role }) => role) };
    case "suspend-member":
    case "restore-member":
    case "remove-member":
      return { memberIds: [change.member] };
    case "add-member":
      return {
        ...personPart(change.person),
        projectIds: change.project === null ? [] : [change.project],
        permissions: change.permissions,
        roleIds: change.roles.map(({ role }) => role),
      };
    case "accept-invitation":
    case "cancel-invitation":
      return { invitationIds: [change.invitation] };
    case "create-role":
      return { permissions: change.permissions, names: [change.name] };
    case "edit-role":
      return {
        roleIds: [change.role],
        editedRoleIds: [change.role],
        permissions: [...change.add, ...change.remove],
      };
    case "rename-role":
      return { roleIds: [change.role], names: change.name === undefined ? [] : [change.name] };
    case "delete-role":
      return { roleIds: [change.role], endedRoleIds: [change.role] };
    case "create-permission":
      return {};
    case "edit-permission":
      return change.set.gated ? { unusedPermissions: [change.permission] } : {};
    case "delete-permission":
      return { unusedPermissions: [change.permission] };
    default:
      return partOfOrganizationChange(change);
  }
}

function personPart(person: PersonReference): Part {
  return "email" in person ? { emails: [person.email] } : { personIds: [person.personId] };
}

type OrganizationChange = Extract<
  Change,
  {
    kind:
      | `${string}-project`
      | `${string}-gate`
      | `${string}-organization`
      | `${string}-token`
      | `${string}-webhook`
      | "set-status"
      | "set-granting"
      | "set-joining"
      | "join-by-domain"
      | "note"
      | `${string}-view`
      | "end-sessions";
  }
>;

function partOfOrganizationChange(change: OrganizationChange): Part {
  switch (change.kind) {
    case "create-project":
    case "rename-organization":
      return { names: [change.name] };
    case "set-joining":
      return change.joining === null ? {} : { roleIds: [change.joining.role] };
    case "join-by-domain":
      return { ...personPart(change.person), roleIds: [change.role] };
    case "rename-project":
      return { projectIds: [change.project], names: [change.name] };
    case "delete-project":
      return { projectIds: [change.project], endedProjectIds: [change.project] };
    case "open-gate":
      return { projectIds: [change.project], permissions: [change.permission] };
    case "close-gate":
      return {
        projectIds: [change.project],
        endedProjectIds: [change.project],
        permissions: [change.permission],
      };
    case "create-token":
      return { permissions: change.permissions ?? [] };
    case "rename-token":
    case "revoke-token":
      return { tokenIds: [change.token] };
    case "note":
      return { personIds: [change.person], projectIds: change.project === null ? [] : [change.project] };
    case "start-view":
    case "end-view":
    case "end-sessions":
      return { personIds: [change.person] };
    default:
      return {};
  }
}
