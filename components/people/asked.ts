import type { Member } from "@/lib/core/state";
import type { ChangeView, Outcome, PreviewView } from "@/lib/core/view";

/** A change as a screen asks for it: ids of what is new are made by the server. */
export type AskedChange =
  | {
      readonly kind: "add-permission";
      readonly member: string;
      readonly permission: string;
      readonly expiresAt?: string | null;
    }
  | { readonly kind: "remove-permission"; readonly member: string; readonly permission: string }
  | {
      readonly kind: "assign-role";
      readonly member: string;
      readonly role: string;
      readonly expiresAt?: string | null;
    }
  | { readonly kind: "unassign-role"; readonly member: string; readonly role: string }
  | { readonly kind: "suspend-member" | "restore-member" | "remove-member"; readonly member: string }
  | {
      readonly kind: "edit-role";
      readonly role: string;
      readonly add: readonly string[];
      readonly remove: readonly string[];
    };

export interface Link {
  readonly email: string;
  readonly token: string;
}

type Action<T> = (input: unknown) => Promise<Outcome<T>>;

/** The writes that the pages hand down. */
export interface PeopleActions {
  readonly applyChanges: Action<ChangeView>;
  readonly previewChanges: Action<PreviewView>;
  readonly undoRevision: Action<ChangeView>;
  readonly invitePeople: Action<{
    readonly revision: number;
    readonly effects: number;
    readonly links: readonly Link[];
  }>;
}

/** What is to be looked at before it is done. */
export interface ReviewRequest {
  readonly title: string;
  readonly changes: readonly AskedChange[];
  /** Those whom the changes name, so that a refusal can say who. */
  readonly people: readonly Member[];
  /** Said when it is done. */
  readonly done: string;
  /** Has to be typed first. */
  readonly typeName?: string;
  readonly onApplied?: () => void;
}
