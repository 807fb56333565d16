/** The ways into the product; each stands in the audit. */
export type Door = "console" | "crux" | "v1" | "projects" | "exchange" | "authzen" | "system";

/** Who asks, and with what. Made in lib/identity and nowhere else; it says nothing about what he may do. */
export interface Principal {
  readonly personId: string;
  /** E-mail, for the audit's reader. */
  readonly label: string;
  readonly door: Door;
  readonly requestId: string;
  readonly credential: {
    readonly kind: "session" | "token";
    readonly id: string;
    /** Until when a token is good; absent or null: a session, or a token without an end. */
    readonly expiresAt?: string | null;
  };
  /** The organization that the credential is bound to; null: any that the person belongs to. */
  readonly organizationId: string | null;
  /** Permission ids that the credential is narrowed to; null: all that the person holds. */
  readonly narrowedTo: readonly string[] | null;
  /** Reads as this person, never with more than the asker's own. */
  readonly actingAs?: { readonly personId: string; readonly label: string };
}

/** Whose eyes a read is made with: what is "one's own" is this person's. */
export function viewerOf({ actingAs, personId }: Principal): string {
  return actingAs?.personId ?? personId;
}

export function viewerLabelOf({ actingAs, label }: Principal): string {
  return actingAs?.label ?? label;
}
