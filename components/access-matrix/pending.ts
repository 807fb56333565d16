import type { BroughtAccess } from "@/lib/core/brought";
import type { Change } from "@/lib/core/change";

type Added = Extract<BroughtAccess, { kind: "add-permission" }>;

/** The changes that a matrix can hold back until they are applied: those that a file can make, and an end that goes. */
export type PendingChange =
  | Exclude<BroughtAccess, Added>
  | (Added & {
      /** An end that is there goes; without this, what is direct already stays as it is. */
      readonly forGood?: true;
    });

/** What one press did; Ctrl Z takes the last one back. */
export interface Step {
  readonly changes: readonly PendingChange[];
}

/** What a change is about: a later one about the same thing takes the place of an earlier one. */
function subjectOf(change: PendingChange): string {
  if (change.kind === "unassign-role" || change.kind === "assign-role")
    return `role:${change.member}:${change.role}`;
  if (change.kind === "edit-role")
    return `edit:${change.role}:${[...change.add, ...change.remove].join(",")}`;
  return `permission:${change.member}:${change.permission}`;
}

/** The steps as one list, each subject once, the last word on it. */
export function netOf(steps: readonly Step[]): PendingChange[] {
  const last = new Map<string, PendingChange>();
  for (const change of steps.flatMap((step) => step.changes)) {
    last.delete(subjectOf(change));
    last.set(subjectOf(change), change);
  }
  return [...last.values()];
}

/**
 * Leaves out what already is so: unticking what was just ticked leaves nothing to do. `isDirect` is undefined for who
 * is not loaded: a file can be about anyone.
 */
export function effective(
  changes: readonly PendingChange[],
  isDirect: (member: string, permission: string) => boolean | undefined,
): PendingChange[] {
  return changes.filter((change) => {
    if (change.kind === "add-permission")
      return change.expiresAt !== null || change.forGood || !isDirect(change.member, change.permission);
    return change.kind !== "remove-permission" || isDirect(change.member, change.permission) !== false;
  });
}

/** As the core knows them: an assignment that the server has not made yet bears its role's id. */
export function asChanges(changes: readonly PendingChange[]): Change[] {
  return changes.map(
    (change): Change => (change.kind === "assign-role" ? { ...change, assignment: change.role } : change),
  );
}

type Gift = Extract<PendingChange, { readonly expiresAt: string | null }>;

const isGift = (change: PendingChange): change is Gift => "expiresAt" in change;

/** What is pending and gives something, with another end; null: for good. */
export function giftsUntil(changes: readonly PendingChange[], expiresAt: string | null): PendingChange[] {
  return changes.filter(isGift).map((gift) => ({ ...gift, expiresAt }));
}

/** The end that all that gives something has; null: none, or not the same; undefined: nothing gives. */
export function endOfGifts(changes: readonly PendingChange[]): string | null | undefined {
  const [first, ...others] = changes.filter(isGift);
  return first && others.every(({ expiresAt }) => expiresAt === first.expiresAt)
    ? first.expiresAt
    : first && null;
}
