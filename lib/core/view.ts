import type { Effect } from "./effect";
import type { Guard } from "./guards";
import type { Permission } from "./permission";
import type { Refusal } from "./refusal";
import type { Invitation, Member, Organization, Person, Project, Role } from "./state";

/** The shapes that the console's screens get: core nouns as they are, so that the browser can reason with the core. */

export interface RoleView extends Role {
  /** How many memberships of this organization have it. */
  readonly holders: number;
}

export interface ProjectView extends Project {
  readonly organizationId: string;
}

/** Who is signed in, and where he may go. */
export interface MeView {
  readonly person: Person;
  readonly organizations: readonly Organization[];
  readonly operates: boolean;
}

/** What every screen of an organization stands on. */
export interface DeskView {
  readonly organization: Organization;
  /** What the asker may do here: a courtesy for the screens, decided again at every act. */
  readonly may: Readonly<Record<Guard, boolean>>;
  readonly selfId: string | null;
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
  readonly total: number;
  /** Pass as `after` for the next page; null: this was the last. */
  readonly next: string | null;
}

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
  readonly gained: readonly Permission[];
  readonly lost: readonly Permission[];
}

export interface PreviewView {
  readonly revision: number;
  readonly effects: readonly Effect[];
  readonly consequences: readonly ConsequenceView[];
  readonly refusals: readonly Refusal[];
}

/** Expected outcomes of a server action are returned: what is thrown is redacted in production. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal; readonly signedOut?: boolean };
