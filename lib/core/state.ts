import type { PermissionUse } from "./catalogue";
import type { EffectBody } from "./effect";
import type { Joining } from "./joining";
import type { Catalogue, Level, MetPermission, Permission } from "./permission";
import type { Webhook } from "./webhook";

export type OrganizationKind = "SYSTEM" | "RETAILER" | "SUPPLIER" | "OTHER";
export type OrganizationStatus = "PENDING" | "ACTIVE" | "DEACTIVATED";
export type MemberStatus = "INVITED" | "ACTIVE" | "SUSPENDED";
/** STRICT: no one hands out what he does not hold. RELAXED: editors may hand out any ordinary permission. */
export type Granting = "STRICT" | "RELAXED";

/** The reserved organization of the operators; a row of the base data. */
export const SYSTEM_ORGANIZATION = "00000000-0000-4000-8000-000000000001";

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly status: OrganizationStatus;
  readonly granting: Granting;
  /** Null: people join by invitation alone. */
  readonly joining: Joining | null;
  readonly domain: string | null;
  readonly accountManager: string | null;
  readonly revision: number;
  readonly auditHead: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly activatedAt: string | null;
  readonly deleted: boolean;
}

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Gated permissions that an operator has opened here, by id. */
  readonly openGates: readonly string[];
}

export interface Person {
  readonly id: string;
  readonly number: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly jobTitle: string | null;
  readonly createdAt: string;
  /** Has ever set a password or signed in; an invited stranger has not. */
  readonly hasAccount: boolean;
  /** Has proven that the address is his; until then he has to accept wherever he is brought in. */
  readonly verified: boolean;
  readonly suspended: boolean;
  readonly locked: boolean;
}

export interface Grant {
  readonly permissionId: string;
  readonly grantedBy: string | null;
  readonly grantedAt: string;
  readonly expiresAt: string | null;
}

export interface Assignment {
  readonly id: string;
  readonly roleId: string;
  readonly assignedBy: string | null;
  readonly assignedAt: string;
  readonly updatedAt: string;
  readonly expiresAt: string | null;
}

/** A membership with what hangs on it. Rows that have expired are not in it. */
export interface Member {
  readonly id: string;
  readonly person: Person;
  readonly organizationId: string;
  readonly projectId: string | null;
  readonly level: Level;
  readonly status: MemberStatus;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastActiveAt: string | null;
  readonly grants: readonly Grant[];
  readonly assignments: readonly Assignment[];
}

/** What a membership gives, and to whom: all of it that a look at who holds something needs. */
export interface Holding {
  readonly person: Pick<Person, "id" | "email" | "suspended">;
  readonly organizationId: string;
  readonly projectId: string | null;
  readonly status: MemberStatus;
  readonly grants: readonly Pick<Grant, "permissionId" | "expiresAt">[];
  readonly assignments: readonly Pick<Assignment, "roleId" | "expiresAt">[];
}

export interface Role {
  readonly id: string;
  readonly number: number;
  /** Null: built in. */
  readonly organizationId: string | null;
  readonly level: Level;
  readonly name: string;
  readonly description: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly permissionIds: readonly string[];
}

export interface Invitation {
  readonly id: string;
  readonly membershipId: string | null;
  readonly personId: string;
  readonly email: string;
  readonly projectId: string | null;
  readonly permissions: readonly string[];
  readonly status: "pending" | "accepted" | "cancelled";
  readonly invitedBy: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly expiresAt: string;
}

export interface ApiToken {
  readonly id: string;
  readonly personId: string;
  readonly organizationId: string | null;
  readonly name: string | null;
  readonly redacted: string;
  /** Null: everything that its owner holds. */
  readonly permissionIds: readonly string[] | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastUsedAt: string | null;
  readonly expiresAt: string | null;
  readonly revoked: boolean;
}

/** Who is left to administer one scope, apart from the members that the snapshot holds. */
export interface Administration {
  readonly projectId: string | null;
  /** Someone else administers it, through nothing that this command edits, for good. */
  readonly others: boolean;
  /** Edited roles through which someone else administers it, as long as the role keeps that permission. */
  readonly othersThroughRoles: readonly string[];
}

/** What is true now, as far as one command can touch it: read in one statement, valid while `organization.revision` stands. */
export interface Snapshot {
  readonly now: string;
  readonly organization: Organization;
  readonly projects: readonly Project[];
  readonly permissions: readonly MetPermission[];
  /** The actor's own memberships: in the system, in this organization and in its projects. */
  readonly actor: readonly Member[];
  readonly members: readonly Member[];
  readonly roles: readonly Role[];
  readonly people: readonly Person[];
  readonly invitations: readonly Invitation[];
  readonly tokens: readonly ApiToken[];
  /** All of the organization's, where the command is about one. */
  readonly webhooks: readonly Webhook[];
  /** The whole catalogue, of every level and for everyone, where the command is about it. */
  readonly listed: readonly Permission[];
  /** Per permission that such a command takes away or gates: how far it is in use. */
  readonly uses: Readonly<Record<string, PermissionUse>>;
  readonly administration: readonly Administration[];
  /** Per edited role: what its holders hold where they have it, by any way and from above too, as permission ids. */
  readonly holdersHold: Readonly<Record<string, readonly string[]>>;
  /**
   * Of the names in a command, in lower case: role names taken here as `LEVEL:name`, and as `organization:name` those
   * of other organizations of this kind, where they must differ.
   */
  readonly takenNames: readonly string[];
  /** Revision of the system organization where the actor's standing comes from it; else null. */
  readonly systemRevision: number | null;
}

/** The part of a snapshot that changes can change, by id. */
export interface State {
  organization: Organization;
  readonly projects: Map<string, Project>;
  readonly members: Map<string, Member>;
  readonly roles: Map<string, Role>;
  readonly invitations: Map<string, Invitation>;
  readonly tokens: Map<string, ApiToken>;
  readonly webhooks: Map<string, Webhook>;
  readonly catalogue: Map<string, Permission>;
  /** Acts that change no row of access but belong in the audit. */
  readonly notes: Note[];
}

export interface Note {
  readonly fact: Extract<
    EffectBody,
    {
      kind:
        | "sessions.revoked"
        | "person.unlocked"
        | "impersonation.used"
        | "view-as.started"
        | "view-as.ended"
        | "session.ended";
    }
  >;
  readonly person: Person;
  readonly projectId: string | null;
}

export function stateOf(snapshot: Snapshot): State {
  return {
    organization: snapshot.organization,
    projects: new Map(snapshot.projects.map((row) => [row.id, row])),
    members: new Map(snapshot.members.map((row) => [row.id, row])),
    roles: new Map(snapshot.roles.map((row) => [row.id, row])),
    invitations: new Map(snapshot.invitations.map((row) => [row.id, row])),
    tokens: new Map(snapshot.tokens.map((row) => [row.id, row])),
    webhooks: new Map(snapshot.webhooks.map((row) => [row.id, row])),
    catalogue: new Map(snapshot.listed.map((row) => [row.id, row])),
    notes: [],
  };
}

export interface Context {
  readonly catalogue: Catalogue;
  readonly now: string;
  readonly actorId: string;
  readonly people: ReadonlyMap<string, Person>;
  readonly takenNames: ReadonlySet<string>;
  /** What the credential is narrowed to: a token that it makes is narrowed alike. */
  readonly narrowedTo: readonly string[] | null;
}
