/** What an organization's overview shows: numbers, each of which has a list behind it. */
export interface OverviewView {
  readonly revision: number;
  readonly people: { readonly active: number; readonly invited: number; readonly suspended: number };
  readonly administrators: { readonly total: number; readonly first: readonly NamedMember[] };
  readonly reach: readonly PermissionReach[];
  readonly invitations: { readonly pending: number; readonly next: readonly WaitingInvitation[] };
  readonly ending: { readonly total: number; readonly first: readonly EndingRight[] };
  /** Null: the asker may not see the organization's tokens. */
  readonly tokens: { readonly total: number; readonly first: readonly EndingToken[] } | null;
  /** The last 30 days, each of them, in UTC. Null: the asker may not read the audit. */
  readonly changes: readonly DayOfChanges[] | null;
}

export interface NamedMember {
  readonly memberId: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** How many hold a permission, by whatever way: each person is counted once in `total`. */
export interface PermissionReach {
  readonly permissionId: string;
  readonly total: number;
  /** Have it as a row of their own, whatever else gives it. */
  readonly direct: number;
  /** Have it in a role. */
  readonly byRole: number;
}

export interface WaitingInvitation {
  readonly id: string;
  readonly email: string;
  readonly expiresAt: string;
}

export interface EndingRight extends NamedMember {
  readonly what: string;
  readonly kind: "permission" | "role";
  readonly projectName: string | null;
  readonly expiresAt: string;
}

export interface EndingToken {
  readonly id: string;
  readonly name: string | null;
  readonly ownerEmail: string;
  readonly expiresAt: string;
}

export interface DayOfChanges {
  /** `2026-11-22` */
  readonly day: string;
  readonly given: number;
  readonly taken: number;
  readonly other: number;
}

/** Rights and tokens that end within so many days are "soon". */
export const SOON_DAYS = 30;
