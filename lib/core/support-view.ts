import type { Permission } from "./permission";
import type { ApiToken, Member, Organization, Person, Project, Role } from "./state";

/** Someone as the support desk's search finds him. */
export interface FoundPerson {
  readonly id: string;
  readonly number: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly lockedAt: string | null;
  readonly createdAt: string;
}

export interface LockedOut {
  readonly id: string;
  readonly number: number;
  readonly email: string;
  readonly lockedAt: string | null;
}

export interface SessionView {
  readonly id: string;
  readonly kind: "CONSOLE" | "CRUX" | "EXCHANGE";
  readonly userAgent: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
}

/** Everything about one person, in every organization, with what explains it. */
export interface SupportPerson {
  readonly person: Person;
  readonly memberships: readonly Member[];
  readonly organizations: readonly Organization[];
  readonly projects: readonly Project[];
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
  readonly sessions: readonly SessionView[];
  readonly tokens: readonly ApiToken[];
}

/** Where a permission of the catalogue is in use; what has run out or was revoked is not counted. */
export interface PermissionUsesView {
  readonly revision: number;
  readonly permission: Permission;
  readonly uses: readonly {
    /** Null: of tokens that are bound to no organization. */
    readonly organizationId: string | null;
    readonly organizationName: string | null;
    readonly members: number;
    readonly roles: number;
    readonly tokens: number;
  }[];
}

/** The whole catalogue; `revision` is the system's. */
export interface CatalogueView {
  readonly revision: number;
  readonly permissions: readonly Permission[];
}
