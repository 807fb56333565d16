import type { Joining } from "./joining";
import type { Level, Visibility } from "./permission";
import type { Granting, OrganizationStatus } from "./state";

/**
 * One net difference that a command makes. It is at once what is written to the tables and what stands in the audit,
 * so that replaying the audit gives the tables. `null` on a side: it was not there, or is no more.
 */
export type Effect = EffectBody & Named;

/** What the effect is about, in ids and in words. */
export interface Named {
  readonly projectId: string | null;
  readonly membershipId: string | null;
  readonly personId: string | null;
  /** E-mail, role or project name: for a reader, when the row may be gone. */
  readonly subject: string | null;
  readonly permissionId: string | null;
  readonly permissionName: string | null;
  readonly roleId: string | null;
  readonly roleName: string | null;
}

export const NOBODY: Named = {
  projectId: null,
  membershipId: null,
  personId: null,
  subject: null,
  permissionId: null,
  permissionName: null,
  roleId: null,
  roleName: null,
};

export interface GrantFact {
  readonly expiresAt: string | null;
  readonly grantedBy: string | null;
  readonly grantedAt: string;
  readonly level: string;
}
export interface AssignmentFact {
  readonly id: string;
  readonly expiresAt: string | null;
  readonly assignedBy: string | null;
  readonly assignedAt: string;
  readonly updatedAt: string;
  readonly level: string;
  readonly roleOrganizationId: string | null;
}
export interface MemberFact {
  readonly status: string;
  readonly organizationLevel: string;
  /** Set where the person's row is new with this membership. */
  readonly stranger: {
    readonly email: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly phone: string | null;
  } | null;
}
export interface RoleFact {
  readonly name: string;
  readonly description: string | null;
  readonly level: string;
}
export interface InvitationFact {
  readonly id: string;
  readonly status: string;
  readonly permissions: readonly string[];
  readonly invitedBy: string | null;
  readonly expiresAt: string;
}
export interface ProjectFact {
  readonly name: string;
  readonly isDefault: boolean;
}
export interface TokenFact {
  readonly id: string;
  readonly name: string | null;
  readonly redacted: string;
  readonly permissionIds: readonly string[] | null;
  readonly expiresAt: string | null;
  readonly bound: boolean;
}

export interface WebhookFact {
  readonly id: string;
  readonly url: string;
  readonly kinds: readonly string[];
  readonly paused: string | null;
}

/** A permission of the catalogue, as it is and with what it implies. */
export interface PermissionFact {
  readonly name: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly grouping: string;
  readonly level: Level;
  readonly visibility: Visibility;
  readonly gated: boolean;
  readonly administrative: boolean;
  readonly isDefault: boolean;
  readonly implies: readonly { readonly id: string; readonly name: string }[];
}

export interface ViewFact {
  readonly id: string;
  readonly sessionId: string;
  readonly operatorId: string;
  /** Why the operator looks, in his own words. */
  readonly reason: string;
  readonly expiresAt: string;
}

type Difference<K extends string, B, A> = K extends string
  ? { readonly kind: K; readonly before: B; readonly after: A }
  : never;

export type EffectBody =
  | Difference<"permission.added", null, GrantFact>
  | Difference<"permission.changed", GrantFact, GrantFact>
  | Difference<"permission.removed", GrantFact, null>
  | Difference<"role.assigned", null, AssignmentFact>
  | Difference<"role.assignment-changed", AssignmentFact, AssignmentFact>
  | Difference<"role.unassigned", AssignmentFact, null>
  | Difference<"member.added", null, MemberFact>
  | Difference<"member.suspended" | "member.restored" | "member.joined", MemberFact, MemberFact>
  | Difference<"member.removed", MemberFact, null>
  | Difference<"invitation.created", null, InvitationFact>
  | Difference<"invitation.accepted" | "invitation.cancelled", InvitationFact, InvitationFact>
  | Difference<"role.created", null, RoleFact>
  | Difference<"role.renamed", RoleFact, RoleFact>
  | Difference<"role.deleted", RoleFact, null>
  | Difference<"role.permission-added", null, { readonly level: string }>
  | Difference<"role.permission-removed", { readonly level: string }, null>
  | Difference<"project.created", null, ProjectFact>
  | Difference<"project.renamed", ProjectFact, ProjectFact>
  | Difference<"project.deleted", ProjectFact, null>
  | Difference<"gate.opened", null, { readonly by: string | null }>
  | Difference<"gate.closed", { readonly by: string | null }, null>
  | Difference<
      "organization.created",
      null,
      { readonly name: string; readonly kind: string; readonly status: string }
    >
  | Difference<"organization.renamed", { readonly name: string }, { readonly name: string }>
  | Difference<
      "organization.status-set",
      { readonly status: OrganizationStatus },
      { readonly status: OrganizationStatus }
    >
  | Difference<"organization.granting-set", { readonly granting: Granting }, { readonly granting: Granting }>
  | Difference<
      "organization.joining-set",
      { readonly joining: Joining | null },
      { readonly joining: Joining | null }
    >
  | Difference<"organization.deleted", { readonly name: string }, null>
  | Difference<"token.created", null, TokenFact>
  | Difference<"token.renamed" | "token.revoked", TokenFact, TokenFact>
  | Difference<"webhook.created", null, WebhookFact>
  | Difference<
      "webhook.changed" | "webhook.paused" | "webhook.resumed" | "webhook.secret-rotated",
      WebhookFact,
      WebhookFact
    >
  | Difference<"webhook.deleted", WebhookFact, null>
  | Difference<"catalogue.permission-added", null, PermissionFact>
  | Difference<"catalogue.permission-changed", PermissionFact, PermissionFact>
  | Difference<"catalogue.permission-removed", PermissionFact, null>
  | Difference<"sessions.revoked" | "person.unlocked" | "impersonation.used", null, null>
  | Difference<"view-as.started", null, ViewFact>
  | Difference<"view-as.ended" | "session.ended", { readonly id: string }, null>;

export type EffectKind = EffectBody["kind"];
