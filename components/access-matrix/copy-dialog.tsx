"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CopyAccess } from "@/components/people/copy-access";
import { personAt } from "@/components/people/person-model";
import { personQuery } from "@/components/people/person-queries";
import { Dialog } from "@/components/ui/dialog";
import { Failure, SkeletonRows } from "@/components/ui/states";
import type { DeskView } from "@/lib/core/view";
import type { PendingChange } from "./pending";

interface CopyDialogProps {
  readonly desk: DeskView;
  readonly projectId: string | undefined;
  /** The membership that is to get it. */
  readonly memberId: string;
  readonly onTake: (changes: readonly PendingChange[]) => void;
  readonly onClose: () => void;
}

/** Gives one person what another has, except …, until …: as pending ticks, to be looked at with the others. */
export function CopyDialog({ desk, projectId, memberId, onTake, onClose }: CopyDialogProps) {
  const [from, setFrom] = useState("");
  const { data, error, refetch } = useQuery(personQuery(desk.organization.id, memberId));
  if (!data) {
    return (
      <Dialog open side wide onOpenChange={onClose} title="Copy rights from a colleague">
        {error ? (
          <Failure message={error.message} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows rows={5} label="Loading" />
        )}
      </Dialog>
    );
  }
  const at = personAt(desk, data, projectId ?? null);
  return at.member ? (
    <CopyAccess
      at={at}
      member={at.member}
      from={from}
      open
      act="Tick them"
      onFrom={(id) => (id === null ? onClose() : setFrom(id))}
      onPlan={({ changes }) => {
        onTake(changes);
        onClose();
      }}
    />
  ) : null;
}
