"use client";
import { useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { call } from "./call";
import { usePeople } from "./context";

interface Done {
  readonly revision: number;
  readonly effects: number;
}

/** Says what was done, offers to take it back, and lets the screen ask again. */
export function useFinish(): (words: string, done: Done) => void {
  const client = useQueryClient();
  const { organizationId, actions } = usePeople();
  const refresh = () => void client.invalidateQueries({ queryKey: ["organization", organizationId] });
  const undo = async (revision: number) => {
    const outcome = await call(actions.undoRevision, { organizationId, revision });
    if (outcome.ok) toast.success("Taken back.");
    else toast.error(outcome.refusal.message);
    refresh();
  };
  return (words, { revision, effects }) => {
    refresh();
    if (effects === 0) {
      toast.info("Nothing to change: it is so already.");
      return;
    }
    toast.success(words, {
      duration: 12_000,
      action: { label: "Undo", onClick: () => void undo(revision) },
    });
  };
}
