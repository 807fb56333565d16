import type { ExternalToast } from "sonner";

type Kind = "success" | "error" | "info";

export interface Said {
  readonly kind: Kind;
  readonly message: string;
  readonly options: ExternalToast | undefined;
}

const waiting: Said[] = [];
let tell: () => void = () => undefined;

const sayAs = (kind: Kind) => (message: string, options?: ExternalToast) => {
  waiting.push({ kind, message, options });
  tell();
};

/** Says something at the edge of the window. What shows it is fetched with the first word: most visits have none. */
export const toast = { success: sayAs("success"), error: sayAs("error"), info: sayAs("info") };

/** Calls `next` whenever something is said, and at once if something was; the last listener counts. */
export function listenToToasts(next: () => void): void {
  tell = next;
  if (waiting.length > 0) next();
}

/** What was said and is not shown yet. */
export function takeToasts(): Said[] {
  return waiting.splice(0);
}
