import type { WriteActions } from "@/components/data/wanted";
import type { ChangeView, Outcome, PreviewView } from "@/lib/core/view";

/** The writes that the page of a person hands down. */
export interface SupportActions extends WriteActions {
  readonly startView: (input: unknown) => Promise<Outcome<null>>;
  readonly previewSystemTicks: (input: unknown) => Promise<Outcome<PreviewView>>;
  readonly applySystemTicks: (input: unknown) => Promise<Outcome<ChangeView>>;
}
