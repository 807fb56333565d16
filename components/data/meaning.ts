import type { PreviewView } from "@/lib/core/view";

/** What a preview says, apart from the revision that it was made on: equal where two would do the same. */
export function meaningOf({ consequences, refusals, effects }: PreviewView): string {
  const people = consequences.map(({ member, gained, lost }) => [
    member.id,
    gained.map(({ id }) => id).sort(),
    lost.map(({ id }) => id).sort(),
  ]);
  return JSON.stringify([people, refusals.map(({ message }) => message), effects.length]);
}
