"use client";
import { useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { refuse } from "@/lib/core/refusal";
import type { ChangeView, Outcome } from "@/lib/core/view";
import type { Wanted, WriteActions } from "./wanted";

interface Said {
  /** What the toast says when it is done. */
  readonly done: string;
  /** False: what was done has no inverse. */
  readonly canUndo?: boolean;
  /** The revision that the asker looked at: someone else's change in between makes it stale. */
  readonly expectedRevision?: number;
}

export type Write = (changes: readonly Wanted[], said: Said) => Promise<Outcome<ChangeView>>;

/** Sends one command, says what came of it with a way back, and asks again for what is on screen. */
export function useWrite(organizationId: string, { applyChanges, undoRevision }: WriteActions): Write {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["organization", organizationId] });
  const takeBack = async (revision: number) => {
    const outcome = await settled(undoRevision({ organizationId, revision }));
    if (outcome.ok) toast.success("Taken back.");
    else sayRefusal(outcome);
    await refresh();
  };
  return async (changes, { done, canUndo = true, expectedRevision }) => {
    const command = {
      organizationId,
      changes,
      ...(expectedRevision === undefined ? {} : { expectedRevision }),
    };
    const outcome = await settled(applyChanges(command));
    if (!outcome.ok) return outcome;
    const { revision, effects } = outcome.value;
    const undo = { label: "Undo", onClick: () => void takeBack(revision) };
    if (effects === 0) toast.info("Nothing to change: it is so already.");
    else toast.success(done, { duration: 10_000, ...(canUndo ? { action: undo } : {}) });
    await refresh();
    return outcome;
  };
}

/** A call that does not come back is an outcome too: whether it was done is not known. */
export async function settled<T>(call: Promise<Outcome<T>>): Promise<Outcome<T>> {
  return call.catch(
    (): Outcome<T> => ({
      ok: false,
      refusal: refuse("busy", "The server did not answer. Reload the page and look before you try again."),
    }),
  );
}

/** Where to sign in again and come back to what is on screen. */
export function signInPath(): string {
  const { pathname, search } = window.location;
  return `/sign-in?callbackUrl=${encodeURIComponent(pathname + search)}`;
}

/** A refusal with no better place to stand. */
export function sayRefusal({ refusal, signedOut }: Extract<Outcome<unknown>, { ok: false }>): void {
  const signIn = { label: "Sign in", onClick: () => window.location.assign(signInPath()) };
  toast.error(refusal.message, signedOut ? { duration: 60_000, action: signIn } : {});
}
