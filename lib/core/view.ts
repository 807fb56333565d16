import type { Effect } from "./effect";
import type { Guard } from "./guards";
import type { MetPermission, Permission } from "./permission";
import type { Refusal } from "./refusal";
import type { ApiToken, Invitation, Member, Organization, Person, Project, Role } from "./state";

/** The shapes that the console's screens get: core nouns as they are, so that the browser can reason with the core. */

export interface RoleView extends Role {
  /** How many memberships of this organization have it. */
  readonly holders: number;
}

export interface ProjectView extends Project {
  readonly organizationId: string;
}

export interface ProjectAdministrator {
  readonly membershipId: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** A project's own people in numbers; who administers it through the organization alone is not among them. */
export interface ProjectNumbers {
  readonly joined: number;
  readonly invited: number;
  readonly administrators: number;
  /** The first of them by e-mail. */
  readonly someAdministrators: readonly ProjectAdministrator[];
}

export interface ProjectsView {
  readonly revision: number;
  /** `numbers` null: the asker may not see the people there. */
  readonly projects: readonly (ProjectView & { readonly numbers: ProjectNumbers | null })[];
}

/** One project, and what the asker may do there: a courtesy for its screens, decided again at every act. */
export interface ProjectPlaceView {
  readonly revision: number;
  readonly project: Project;
  /** The permissions that an operator opens project by project. */
  readonly gated: readonly Permission[];
  readonly selfId: string | null;
  readonly may: {
    readonly readPeople: boolean;
    readonly changePeople: boolean;
    readonly editProjects: boolean;
    readonly operate: boolean;
  };
}

/** Who is signed in, and where he may go. */
export interface MeView {
  readonly person: Person;
  readonly organizations: readonly Organization[];
  readonly operates: boolean;
  /** Set while an operator looks with this person's eyes. */
  readonly viewing: ViewingView | null;
}

/** An operator's look at what someone else sees; until it is ended his session changes nothing. */
export interface ViewingView {
  readonly id: string;
  readonly person: Person;
  readonly operatorEmail: string;
  readonly reason: string;
  readonly expiresAt: string;
}

/** What every screen of an organization stands on. */
export interface DeskView {
  readonly organization: Organization;
  /** What the asker may do here: a courtesy for the screens, decided again at every act. */
  readonly may: Readonly<Record<Guard, boolean>>;
  readonly selfId: string | null;
  /** The asker belongs to projects of the organization and not to the organization: its own level is none of his. */
  readonly onlyProjects: boolean;
  /** The catalogue of the organization's own level, and of its projects. */
  readonly permissions: readonly Permission[];
  readonly projectPermissions: readonly Permission[];
  readonly roles: readonly RoleView[];
  readonly projects: readonly ProjectView[];
}

/** People with what their access is made of; the browser explains it with `effectiveAccess`. */
export interface PeopleView {
  readonly revision: number;
  readonly members: readonly Member[];
  /** A project's people at their organization: what comes down from there. */
  readonly above: readonly Member[];
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
  /** E-mails of those who gave something to these people, by person id. */
  readonly givers: Readonly<Record<string, string>>;
  readonly total: number;
  /** Pass as `after` for the next page; null: this was the last. */
  readonly next: string | null;
}

export const MEMBER_SORTS = ["email", "name", "active", "direct", "status"] as const;
export type MemberSort = (typeof MEMBER_SORTS)[number];

/** By what; people who are alike in it stand in the order of their e-mails. */
export interface MemberOrder {
  readonly by: MemberSort;
  readonly down: boolean;
}

export interface MembersView extends Omit<PeopleView, "givers"> {
  /** The projects of which each person is a member himself, by person id. */
  readonly projectIds: Readonly<Record<string, readonly string[]>>;
}

/** One person in one organization, as far as the asker may see. */
export interface PersonView {
  readonly revision: number;
  /** The membership that was asked for. */
  readonly member: Member;
  /** All of this person's memberships here: the organization's own and those of its projects. */
  readonly memberships: readonly Member[];
  /** The memberships that the asker may change: a courtesy, decided again at every act. */
  readonly mayChange: readonly string[];
  /** E-mails of those who gave something, by person id. */
  readonly emails: Readonly<Record<string, string>>;
}

/** Who has a role, at the organization and in its projects: the first by e-mail. */
export interface RoleHoldersView {
  readonly members: readonly Member[];
  readonly total: number;
}

export interface TokenView extends ApiToken {
  readonly ownerEmail: string;
}

/** A place where the asker is signed in. */
export interface SessionView {
  readonly id: string;
  /** The way in: the browser, or one of the APIs that sign in with a password. */
  readonly kind: "CONSOLE" | "CRUX" | "EXCHANGE";
  readonly userAgent: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  /** The one that asks. */
  readonly current: boolean;
}

export const INVITATION_SORTS = ["newest", "oldest", "email", "expires"] as const;
export type InvitationSort = (typeof INVITATION_SORTS)[number];

export interface InvitationView extends Invitation {
  readonly invitedByEmail: string | null;
}

/** What a write answers to the browser: the state after it, so that nothing has to be fetched again. */
export interface ChangeView {
  readonly revision: number;
  readonly effects: number;
  readonly members: readonly Member[];
  readonly roles: readonly Role[];
}

export interface ConsequenceView {
  readonly member: Member;
  readonly gained: readonly MetPermission[];
  readonly lost: readonly MetPermission[];
}

export interface PreviewView {
  readonly revision: number;
  readonly effects: readonly Effect[];
  readonly consequences: readonly ConsequenceView[];
  /** Per edited role: how many memberships have it. */
  readonly roleHolders: Readonly<Record<string, number>>;
  /** Tokens that can do less afterwards, since their owners can. */
  readonly shrinkingTokens?: readonly ShrinkingToken[];
  readonly refusals: readonly Refusal[];
}

/** `name` null: it has none, or the asker may not see tokens. */
export interface ShrinkingToken {
  readonly id: string;
  readonly name: string | null;
  readonly ownerEmail: string;
}

/**
 * Expected outcomes of a server action are returned: what is thrown is redacted in production. `again`: nothing stands
 * against it but the moment, so the same may be asked again as it is.
 */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal; readonly signedOut?: boolean; readonly again?: boolean };
