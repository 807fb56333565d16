import type { Door as DoorName } from "@/lib/core/principal";
import type { RefusalCode } from "@/lib/core/refusal";
import type { FixtureMember } from "../fixtures";
import type { Level, Place } from "./level";

/** What came back, to the byte. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: string;
}

/** Whom an act is about: by the id of the membership, by the person's or, in the exchange, by his integer. */
export interface Target {
  readonly memberId: string;
  readonly personId: string;
  readonly number: number;
  readonly email: string;
  /** Where the asker believes him to be. */
  readonly place: Place;
}

export interface Someone extends FixtureMember, Target {
  /** The headers with which he asks. */
  readonly headers: Readonly<Record<string, string>>;
  readonly secret: string;
}

/** A permission or a role: each door names it in its own way. */
export interface Named {
  readonly id: string;
  readonly number: number;
  readonly name: string;
}

/** An answer, understood: the core's word for it. */
export type Heard = RefusalCode | "ok" | "unauthenticated";

type Act = (asker: Someone, target: Target, what: readonly Named[]) => Promise<Answer>;
type RoleAct = (asker: Someone, target: Target, role: Named) => Promise<Answer>;

/** One way into the product, as its clients use it; a verb is left out where the family has none. */
export interface Door {
  readonly title: string;
  /** As it stands in the audit. */
  readonly name: DoorName;
  readonly level: Level;
  readonly credential: "token" | "CONSOLE" | "EXCHANGE";
  readonly present: (secret: string) => Promise<Record<string, string>>;
  readonly add: Act;
  readonly remove: Act;
  readonly set?: Act;
  readonly assign?: RoleAct;
  readonly unassign?: RoleAct;
  readonly setRole?: RoleAct;
  readonly read: (asker: Someone, target: Target) => Promise<Answer>;
  /** The names that someone holds in effect, from the answer to `read`. */
  readonly held: (answer: Answer, target: Target) => readonly string[];
  readonly heard: (answer: Answer) => Heard;
  /** One request can name several permissions. */
  readonly takesLists: boolean;
  /** Its `add` and `remove` are a client's arithmetic around the family's one verb, `set`. */
  readonly onlySets: boolean;
}

/** Reads an answer by a family's own words. The first that fits counts; none is a mistake of the door or of the list. */
export function hearing(words: readonly (readonly [status: number, text: RegExp, heard: Heard])[]) {
  return ({ status, text }: Answer): Heard => {
    const found = words.find(([code, pattern]) => code === status && pattern.test(text));
    if (!found) throw new Error(`nobody understands ${status} ${text}`);
    return found[2];
  };
}
