import { handle as authzen } from "@/lib/dialects/authzen/family";
import { asking } from "@/lib/testing/ask";
import { DOORS } from "@/lib/testing/doors/all";
import type { Answer, Door, Named, Someone, Target } from "@/lib/testing/doors/door";
import { ORGANIZATION } from "@/lib/testing/doors/level";
import { byToken } from "@/lib/testing/doors/send";

/** One door with what is done there with the right that is about to be taken away. */
export interface Use {
  readonly door: Pick<Door, "title" | "level" | "credential" | "present">;
  /** How its clients take a permission or a role away; left out where it has no such act. */
  readonly remove?: Door["remove"];
  readonly unassign?: Door["unassign"];
  /** `turn`: giving and taking by turns, so that it goes on changing something. Whether it was done. */
  readonly act: (asker: Someone, target: Target, what: Named, turn: number) => Promise<boolean>;
}

const evaluate = asking(authzen, "");

/** AuthZEN changes nothing: its callers ask about others, as whoever may read people. */
const asksAbout: Use = {
  door: { title: "authzen", level: ORGANIZATION, credential: "token", present: byToken },
  act: async (asker, { personId, place }, what) => {
    const body = {
      subject: { type: "user", id: personId },
      action: { name: what.name },
      resource: { type: "organization", id: place.organizationId },
    };
    const { status, text } = await evaluate("POST", "/access/v1/evaluation", { token: asker.secret, body });
    return status === 200 && !text.includes('"error"');
  },
};

function isDone({ status, text }: Answer): boolean {
  if (status >= 500 && status !== 503) throw new Error(`answered ${status} ${text}`);
  return status < 300 && !text.startsWith('{"ok":false') && !/"errorcode":[1-9]/.test(text);
}

/** Every door at every level. */
export const USES: readonly Use[] = [
  ...DOORS.map((door): Use => {
    const { remove, unassign } = door;
    return {
      door,
      remove,
      ...(unassign ? { unassign } : {}),
      act: async (asker, target, what, turn) =>
        isDone(await (turn % 2 === 0 ? door.add : remove)(asker, target, [what])),
    };
  }),
  asksAbout,
];
