import type { Change } from "@/lib/core/change";
import type { ChangeView, Outcome, PreviewView } from "@/lib/core/view";

type Without<K extends Change["kind"], F extends string> = Omit<Extract<Change, { kind: K }>, F>;

/** A change as the browser sends it: ids of what is new are made on the server. */
export type Wanted =
  | Exclude<Change, { kind: "assign-role" | "create-role" | "create-project" | "create-permission" }>
  | Without<"assign-role", "assignment">
  | Without<"create-role", "role">
  | Without<"create-project", "project">
  | Without<"create-permission", "permission">;

/** The server actions that a page hands down to what writes. */
export interface WriteActions {
  readonly applyChanges: (input: unknown) => Promise<Outcome<ChangeView>>;
  readonly undoRevision: (input: unknown) => Promise<Outcome<ChangeView>>;
}

export interface ReviewActions extends WriteActions {
  readonly previewChanges: (input: unknown) => Promise<Outcome<PreviewView>>;
}
