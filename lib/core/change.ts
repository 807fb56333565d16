import type { PermissionEdit, PermissionWords } from "./catalogue";
import type { Effect } from "./effect";
import type { Joining } from "./joining";
import type { Granting, OrganizationStatus } from "./state";

/**
 * One act. Verbs are fixed: add and remove are idempotent, set replaces, assign gives a role.
 * `member`, `role`, `project`, `invitation`, `token` are uuids; the `create-…` and `add-member` acts bring their own,
 * so that the core needs no source of chance. `permission` is a uuid or a name in any case.
 */
export type Change =
  | {
      readonly kind: "add-permission";
      readonly member: string;
      readonly permission: string;
      readonly expiresAt?: string | null;
    }
  | { readonly kind: "remove-permission"; readonly member: string; readonly permission: string }
  | {
      readonly kind: "set-permissions";
      readonly member: string;
      readonly permissions: readonly string[];
      /** All names that the asker's own list knows: what he cannot name he does not take away. */
      readonly among?: readonly string[];
    }
  | {
      readonly kind: "assign-role";
      readonly member: string;
      readonly role: string;
      readonly assignment: string;
      readonly expiresAt?: string | null;
    }
  | { readonly kind: "unassign-role"; readonly member: string; readonly role: string }
  | {
      readonly kind: "set-roles";
      readonly member: string;
      readonly roles: readonly { readonly role: string; readonly assignment: string }[];
    }
  | AddMember
  | { readonly kind: "accept-invitation"; readonly invitation: string }
  | { readonly kind: "cancel-invitation"; readonly invitation: string }
  | { readonly kind: "suspend-member"; readonly member: string }
  | { readonly kind: "restore-member"; readonly member: string }
  | { readonly kind: "remove-member"; readonly member: string }
  | {
      readonly kind: "create-role";
      readonly role: string;
      readonly level: "ORGANIZATION" | "PROJECT" | "SYSTEM";
      readonly name: string;
      readonly description: string | null;
      readonly permissions: readonly string[];
    }
  | {
      readonly kind: "edit-role";
      readonly role: string;
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  | {
      readonly kind: "rename-role";
      readonly role: string;
      readonly name?: string;
      readonly description?: string | null;
    }
  | { readonly kind: "delete-role"; readonly role: string }
  | {
      readonly kind: "create-project";
      readonly project: string;
      readonly name: string;
      readonly isDefault?: boolean;
    }
  | { readonly kind: "rename-project"; readonly project: string; readonly name: string }
  | { readonly kind: "delete-project"; readonly project: string }
  | { readonly kind: "open-gate"; readonly project: string; readonly permission: string }
  | { readonly kind: "close-gate"; readonly project: string; readonly permission: string }
  | { readonly kind: "rename-organization"; readonly name: string }
  | { readonly kind: "set-status"; readonly status: OrganizationStatus }
  | { readonly kind: "set-granting"; readonly granting: Granting }
  | { readonly kind: "set-joining"; readonly joining: Joining | null }
  | JoinByDomain
  | { readonly kind: "delete-organization" }
  | {
      readonly kind: "create-token";
      readonly token: string;
      readonly name: string | null;
      readonly redacted: string;
      readonly permissions: readonly string[] | null;
      readonly expiresAt: string | null;
      readonly unbound: boolean;
    }
  | { readonly kind: "rename-token"; readonly token: string; readonly name: string | null }
  | { readonly kind: "revoke-token"; readonly token: string }
  | {
      readonly kind: "create-webhook";
      readonly webhook: string;
      readonly url: string;
      readonly kinds: readonly string[];
    }
  | {
      readonly kind: "edit-webhook";
      readonly webhook: string;
      readonly url?: string;
      readonly kinds?: readonly string[];
    }
  | { readonly kind: "pause-webhook"; readonly webhook: string }
  | { readonly kind: "resume-webhook"; readonly webhook: string }
  | { readonly kind: "rotate-webhook"; readonly webhook: string }
  | { readonly kind: "delete-webhook"; readonly webhook: string }
  /** What has not accepted anything for days is stopped. No door takes it: the deliveries do it. */
  | { readonly kind: "stop-webhook"; readonly webhook: string }
  /** The catalogue is the whole installation's: these are for the system organization. */
  | ({ readonly kind: "create-permission"; readonly permission: string } & PermissionWords)
  | { readonly kind: "edit-permission"; readonly permission: string; readonly set: PermissionEdit }
  | { readonly kind: "delete-permission"; readonly permission: string }
  | {
      readonly kind: "note";
      readonly act: "sessions.revoked" | "person.unlocked" | "impersonation.used";
      readonly person: string;
      readonly project: string | null;
    }
  | StartView
  | { readonly kind: "end-view"; readonly view: string; readonly person: string }
  | { readonly kind: "end-sessions"; readonly sessions: readonly string[]; readonly person: string };

/** An operator looks at what a person sees, for a while, in one session of his own; meanwhile that session changes nothing. */
export interface StartView {
  readonly kind: "start-view";
  readonly view: string;
  readonly session: string;
  readonly person: string;
  readonly reason: string;
}

/** A person lets himself in where his organization's setting says so. No door takes it: signing in does it. */
export interface JoinByDomain {
  readonly kind: "join-by-domain";
  readonly member: string;
  readonly person: PersonReference;
  /** The role that the setting names: `not-found` where it has changed. */
  readonly role: string;
  readonly assignment: string;
}

/** A person joins a scope; with an invitation he waits until he accepts it. He is named by e-mail, or by id where he exists. */
export interface AddMember {
  readonly kind: "add-member";
  readonly member: string;
  readonly project: string | null;
  readonly person: PersonReference;
  readonly invitation?: {
    readonly id: string;
    /** Absent: seven days after the decision, by the database's clock. No door takes it: the demonstration sets it. */
    readonly expiresAt?: string;
    readonly mode: "always" | "strangers";
  };
  readonly permissions: readonly string[];
  readonly roles: readonly { readonly role: string; readonly assignment: string }[];
  /** Who is there already, or is invited, is a `conflict` instead of getting what is given on top. */
  readonly onlyNew?: boolean;
}

/** `newId` is the id that a stranger's row gets; it goes unused where the address is known. */
export type PersonReference =
  | {
      readonly email: string;
      readonly newId: string;
      readonly firstName?: string;
      readonly lastName?: string;
      readonly phone?: string | null;
    }
  | { readonly personId: string };

/** A list of changes in one organization: all or nothing. A tick is a list of one. */
export interface Command {
  readonly organizationId: string;
  /** Where given, every membership that a change names belongs to that project (a uuid) or to none (null). */
  readonly projectId?: string | null;
  readonly changes: readonly Change[];
  /** The revision that the asker saw (If-Match): `stale` when it has moved. */
  readonly expectedRevision?: number;
  /** What the changes take back, in an undo: refused where somebody has made something else of it since. */
  readonly undoes?: readonly Effect[];
}

/** More than this in one command, or more rows touched, is `too-many`. */
export const MOST_CHANGES = 1000;
export const MOST_EFFECTS = 20_000;
