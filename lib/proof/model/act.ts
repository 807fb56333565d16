import type { Named, Target } from "@/lib/testing/doors/door";
import type { Said } from "./oracle";
import type { Heard, Way } from "./ways";
import type { World } from "./world";

export const KINDS = [
  ...["add", "remove", "set", "assign", "unassign", "set roles"],
  ...[
    "add for a while",
    "assign for a while",
    "edit role",
    "clone role",
    "delete role",
    "import",
    "import roles",
  ],
  ...["invite", "accept", "cancel", "suspend", "restore", "leave", "token", "revoke", "undo", "undo"],
  ...["joining", "come"],
] as const;
export type Kind = (typeof KINDS)[number];

/** An act of a run, in numbers: which of the people, words and ways there are at that moment it is about. */
export interface Act {
  readonly kind: Kind;
  readonly who: number;
  readonly what: number;
  readonly way: number;
}

/** What came of an act: what was heard, and what the model had said; undefined: there was nothing to do it to. */
export type Done = { readonly heard: Heard; readonly wanted: Said } | undefined;

export interface Subject {
  readonly world: World;
  readonly act: Act;
  readonly way: Way;
  readonly target: Target;
  readonly permission: Named;
  /** The id of a role. */
  readonly role: string;
}

export type Step = (subject: Subject) => Promise<Done>;

export const at = <T>(all: readonly T[], index: number): T | undefined =>
  all[index % Math.max(1, all.length)];
