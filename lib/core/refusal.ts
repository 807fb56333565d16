/** Why an act did not happen. Closed: every door maps every member in an exhaustive record. */
export type RefusalCode =
  | "not-found"
  | "not-allowed"
  | "above-your-own"
  | "last-admin"
  | "inherited"
  | "gated"
  | "unknown-permission"
  | "invalid"
  | "conflict"
  | "built-in"
  | "wrong-state"
  | "stale"
  | "too-many"
  | "busy";

export type Noun =
  | "organization"
  | "project"
  | "member"
  | "person"
  | "role"
  | "permission"
  | "invitation"
  | "token"
  | "webhook"
  | "delivery"
  | "event";

export interface Refusal {
  readonly code: RefusalCode;
  /** A sentence for the person who asked; never the private cause. */
  readonly message: string;
  readonly noun?: Noun;
  /** Name of the input field in the core's words. */
  readonly field?: string;
  readonly memberId?: string;
  /** Which change of the command, counted from 0. */
  readonly changeIndex?: number;
  /** Permission names or ids that the refusal is about. */
  readonly permissions?: readonly string[];
}

export function refuse(
  code: RefusalCode,
  message: string,
  more: Omit<Refusal, "code" | "message"> = {},
): Refusal {
  return { code, message, ...more };
}

/** The same words for what does not exist and for what belongs to someone else. */
export function notFound(noun: Noun, more: Omit<Refusal, "code" | "message" | "noun"> = {}): Refusal {
  return refuse("not-found", `No such ${noun}.`, { noun, ...more });
}

/** What every write says to who acts as someone else. */
export const VIEWING_CHANGES_NOTHING = refuse("not-allowed", "Viewing as someone else changes nothing.");
